import type { TextMatch } from '../../../shared/model/filter.ts';
import type { Mute } from '../../../shared/model/finding.ts';

/** How much is found about one exchange: its number, how many findings are heard, and the worst as an index of SEVERITIES. */
export type HeardCount = readonly [number: number, count: number, worst: number];

/** What the judge of a capture has to say to a search. Findings are those that stand in no file. */
export interface JudgedMarks {
  /** Exchanges that break a rule of such an id. */
  breaking(matches: (rule: string) => boolean): Iterable<number>;
  heard(mutes: readonly Mute[]): readonly HeardCount[];
  deprecated(): Iterable<number>;
  ofTask(matches: (id: string) => boolean): Iterable<number>;
  ofExtension(matches: (id: string) => boolean): Iterable<number>;
  /** Ids with how many exchanges there are of each. */
  tasks(): Iterable<readonly [id: string, exchanges: number]>;
  extensions(): Iterable<readonly [id: string, exchanges: number]>;
}

/** Whether a text matches, as match-sql.ts says it in SQL. Pure. */
export function textMatches(text: string, match: TextMatch): boolean {
  if (match.how === 'whole') return text === match.text;
  const folded = text.toLowerCase();
  if (match.how === 'part') return folded.includes(match.text.toLowerCase());
  const pieces = match.pieces.map((piece) => piece.toLowerCase());
  const [first = '', ...further] = pieces;
  const last = further.pop() ?? '';
  if (!folded.startsWith(first)) return false;
  let at = first.length;
  for (const piece of further) {
    const found = folded.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return folded.length - last.length >= at && folded.endsWith(last);
}

export function anyMatches(text: string, any: readonly TextMatch[]): boolean {
  return any.some((match) => textMatches(text, match));
}
