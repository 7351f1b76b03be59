import type { DatabaseSync } from 'node:sqlite';
import type { RedactedHow } from '../../../shared/model/capture.ts';
import type { RedactionReport, RedactionRules } from '../../../shared/model/redaction.ts';

/** How often something was replaced. */
export type RedactionCounts = Pick<RedactionReport, 'times' | 'exchanges' | 'blanked'> & {
  readonly secrets: number;
};

/** What a recording says of itself when it begins, and once more when it ends. */
export interface RedactionNote {
  /** Absent: it keeps its secrets. */
  readonly rules?: RedactionRules;
  /** Since it began; absent where it begins. */
  readonly counts?: RedactionCounts;
}

/** `meta.redaction`: see docs/capture-format.md. */
type Noted = Partial<RedactionCounts> & {
  readonly whileRecording?: 'all' | 'part';
  readonly off?: readonly string[];
  readonly own?: number;
  readonly kept?: number;
};

/** Rules, without what they look for: a pattern may be the secret. */
export function ruleCounts({ off, keys, paths, patterns, keep }: RedactionRules): Noted {
  return { off, own: keys.length + paths.length + patterns.length, kept: keep.length };
}

/** How the capture lost its secrets; undefined where it has them. A stranger may have written it. */
export function readRedactionNote(db: DatabaseSync): RedactedHow | undefined {
  const noted = read(db);
  if (!noted) return undefined;
  if (noted.whileRecording === 'part') return 'partly';
  return noted.whileRecording === 'all' ? 'recorded' : 'copied';
}

/** Writes what is so from here on, and answers it. */
export function writeRedactionNote(
  db: DatabaseSync,
  { rules, counts }: RedactionNote,
): RedactedHow | undefined {
  const noted = read(db);
  const isEmpty = db.prepare('SELECT 1 FROM exchange LIMIT 1').get() === undefined;
  const next = noteOf(noted, isEmpty, { ...(rules && { rules }), ...(counts && { counts }) });
  if (next) {
    const insert = db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('redaction', ?)");
    insert.run(JSON.stringify(next));
  }
  return readRedactionNote(db);
}

function noteOf(
  noted: Noted | undefined,
  isEmpty: boolean,
  { rules, counts }: RedactionNote,
): Noted | undefined {
  if (!rules) return noted && !isEmpty ? { ...noted, whileRecording: 'part' } : undefined;
  // In a copy and in a redacted recording there was no secret before; elsewhere there may be.
  const whileRecording = noted?.whileRecording ?? (isEmpty || noted ? 'all' : 'part');
  return {
    whileRecording,
    secrets: sum(noted?.secrets, counts?.secrets),
    times: sum(noted?.times, counts?.times),
    exchanges: sum(noted?.exchanges, counts?.exchanges),
    blanked: sum(noted?.blanked, counts?.blanked),
    ...ruleCounts(rules),
  };
}

function sum(before: unknown, more = 0): number {
  return (typeof before === 'number' ? before : 0) + more;
}

function read(db: DatabaseSync): Noted | undefined {
  const value = db.prepare("SELECT value FROM meta WHERE key = 'redaction'").get()?.['value'];
  if (typeof value !== 'string') return undefined;
  try {
    const noted: unknown = JSON.parse(value);
    if (typeof noted !== 'object' || noted === null) return {};
    const { whileRecording, ...rest } = noted as Noted;
    const isKnown = whileRecording === 'all' || whileRecording === 'part';
    return isKnown ? { ...rest, whileRecording } : rest;
  } catch {
    return {};
  }
}
