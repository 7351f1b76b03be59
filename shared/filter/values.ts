import type { NumberRange, TextMatch } from '../model/filter.ts';
import type { NumberUnit } from './keys.ts';
import type { Run } from './scan.ts';

/** Splits at commas outside of quotes; parts that are empty are left out. */
export function splitAtCommas(runs: readonly Run[]): readonly (readonly Run[])[] {
  const parts: Run[][] = [[]];
  for (const run of runs) {
    if (run.quoted) {
      parts.at(-1)?.push(run);
      continue;
    }
    const [first = '', ...further] = run.text.split(',');
    if (first !== '') parts.at(-1)?.push({ text: first, quoted: false });
    for (const text of further) parts.push(text === '' ? [] : [{ text, quoted: false }]);
  }
  return parts.filter((part) => part.length > 0);
}

/** As one text, quotes taken away. */
export function textOfRuns(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

/** Without the first `count` characters, which stand outside of quotes. */
export function withoutStart(runs: readonly Run[], count: number): readonly Run[] {
  const [first, ...rest] = runs;
  if (!first) return [];
  const text = first.text.slice(count);
  return text === '' ? rest : [{ ...first, text }, ...rest];
}

/** The unquoted text that a value begins with. */
export function plainStart(runs: readonly Run[]): string {
  const [first] = runs;
  return first && !first.quoted ? first.text : '';
}

/** One value of a text key: a part of the text, or with `*` outside of quotes a pattern for all of it. */
export function readTextMatch(runs: readonly Run[]): TextMatch {
  const pieces = [''];
  for (const { text, quoted } of runs) {
    const [first = '', ...further] = quoted ? [text] : text.split('*');
    pieces.push((pieces.pop() ?? '') + first, ...further);
  }
  const [only = ''] = pieces;
  if (pieces.length === 1) return { how: 'part', text: only };
  // Two stars beside each other are one.
  return {
    how: 'pieces',
    pieces: pieces.filter((piece, index) => piece !== '' || index === 0 || index === pieces.length - 1),
  };
}

/** All values of a text key: `a,b`, or `=a` for the whole value, in which commas and stars are themselves. */
export function readTextMatches(runs: readonly Run[]): readonly TextMatch[] {
  if (plainStart(runs).startsWith('=')) return [{ how: 'whole', text: textOfRuns(withoutStart(runs, 1)) }];
  return splitAtCommas(runs).map(readTextMatch);
}

const FACTORS: Readonly<Record<NumberUnit, Readonly<Record<string, number>>>> = {
  status: {},
  plain: {},
  time: { ms: 1, s: 1_000, sec: 1_000, m: 60_000, min: 60_000, h: 3_600_000 },
  // Decimal, as the screens show sizes.
  size: {
    b: 1,
    k: 1e3,
    kb: 1e3,
    m: 1e6,
    mb: 1e6,
    g: 1e9,
    gb: 1e9,
    kib: 1024,
    mib: 1024 ** 2,
    gib: 1024 ** 3,
  },
};

/** `-32020`, `1.5s`, `10kb`; undefined where it is none. */
function readNumber(text: string, unit: NumberUnit): number | undefined {
  const match = /^(-?\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text);
  if (!match) return undefined;
  const [, digits, suffix = ''] = match;
  const value = Number(digits);
  if (!Number.isFinite(value)) return undefined;
  if (suffix === '') return value;
  const factor = FACTORS[unit][suffix.toLowerCase()];
  return factor === undefined ? undefined : value * factor;
}

/** One of `>=400`, `200`, `4xx`, `200-299`, `1kb..2kb`; undefined where it is none of these. */
export function readNumberRange(text: string, unit: NumberUnit): NumberRange | undefined {
  const hundred = unit === 'status' ? /^([1-9])xx$/i.exec(text) : null;
  if (hundred) return { least: Number(hundred[1]) * 100, below: Number(hundred[1]) * 100 + 100 };
  const between = /^(\S+)\.\.(\S+)$/.exec(text) ?? /^([^-\s]\S*?)-([^-\s]\S*)$/.exec(text);
  if (between) {
    const least = readNumber(between[1] ?? '', unit);
    const most = readNumber(between[2] ?? '', unit);
    if (least !== undefined && most !== undefined) return { least, most };
  }
  const compared = /^(>=|<=|>|<|=)?(.*)$/.exec(text);
  const value = readNumber(compared?.[2] ?? '', unit);
  if (value === undefined) return undefined;
  switch (compared?.[1]) {
    case '>=':
      return { least: value };
    case '<=':
      return { most: value };
    case '>':
      return { above: value };
    case '<':
      return { below: value };
    default:
      return { least: value, most: value };
  }
}
