import type { MissingPart } from '../../../shared/model/exchange.ts';
import { FORMAT_NAMES, PLACE_NAMES, type ImportedFrom } from '../../../shared/model/imported.ts';
import { formatCount } from '../../ui/format.ts';

/** "HAR by Firefox 128.0, entry 17". Pure. */
export function importedFrom({ format, by, place }: ImportedFrom): string {
  const program = by === undefined ? '' : ` by ${by}`;
  return `${FORMAT_NAMES[format]}${program}, ${PLACE_NAMES[format]} ${formatCount(place)}`;
}

const PARTS: Readonly<Record<MissingPart, string>> = {
  'request-headers': 'the request’s headers',
  'request-body': 'the request’s body',
  'response-headers': 'the answer’s headers',
  'response-body': 'the answer’s body',
  timing: 'the times',
};

/** What its file did not have, and what that means; undefined where it had all. Pure. */
export function missingSentence(missing: readonly MissingPart[]): string | undefined {
  if (missing.length === 0) return undefined;
  const parts = missing.map((part) => PARTS[part]);
  const last = parts.at(-1) ?? '';
  const all = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return `Its file has not got ${all}: not known is not the same as empty, and no rule judges it.`;
}
