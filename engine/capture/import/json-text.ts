import type { JsonScanFault } from '../../protocol/json-scan.ts';
import { EntryFault, type ForeignItem } from './foreign.ts';

/** Longest entry, or line, that is read, in bytes: while it is, it is in memory several times over. */
export const LONGEST_ENTRY = 32 * 1024 * 1024;

export function tooLong(place: number, length: number): ForeignItem {
  const size = `${(length / 1_000_000).toFixed(0)} MB`;
  const most = `${(LONGEST_ENTRY / 1_000_000).toFixed(0)} MB`;
  return { kind: 'unreadable', place, why: `is ${size} long, and at most ${most} are read at once` };
}

/** Throws EntryFault. */
export function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EntryFault(`is no JSON: ${reason.slice(0, 120)}`);
  }
}

export function brokenJson({ line, column, expected }: JsonScanFault): string {
  return `From line ${String(line)}, column ${String(column)} on it is no JSON (${expected} should be there), so that what comes there could not be read.`;
}
