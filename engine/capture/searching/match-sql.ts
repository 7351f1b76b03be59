import type { NumberRange, TextMatch } from '../../../shared/model/filter.ts';
import type { Sql } from './sql.ts';

/** SQLite's LIKE knows of no case but that of ASCII; with other letters both sides are folded by this function. */
export const FOLD = 'hopscope_fold';

/** As FOLD does it. Pure. */
export function fold(text: string): string {
  return text.toLowerCase();
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Whether SQLite's own case-insensitivity suffices. */
export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** The pattern for LIKE with `\` as its escape; `anywhere`: pieces need not stand at the ends. */
export function likePattern(match: TextMatch, anywhere = false): string {
  if (match.how !== 'pieces') return `%${escapeLike(match.text)}%`;
  const pattern = match.pieces.map(escapeLike).join('%');
  return anywhere ? `%${pattern}%` : pattern;
}

/** Whether the text that `column` (an expression of ours, never null) gives matches. */
export function matchSql(column: string, match: TextMatch): Sql {
  if (match.how === 'whole') return { text: `${column} = ?`, params: [match.text] };
  const pattern = likePattern(match);
  if (isAscii(pattern)) return { text: `${column} LIKE ? ESCAPE '\\'`, params: [pattern] };
  return { text: `${FOLD}(${column}) LIKE ? ESCAPE '\\'`, params: [fold(pattern)] };
}

/** Whether `column`, an expression of ours, lies in the range; null lies in none. */
export function rangeSql(column: string, { least, above, most, below }: NumberRange): Sql {
  const bounds: [string, number | undefined][] = [
    ['>=', least],
    ['>', above],
    ['<=', most],
    ['<', below],
  ];
  const set = bounds.flatMap(([sign, bound]) => (bound === undefined ? [] : [{ sign, bound }]));
  return {
    text: `(${column} IS NOT NULL${set.map(({ sign }) => ` AND ${column} ${sign} ?`).join('')})`,
    params: set.map(({ bound }) => bound),
  };
}
