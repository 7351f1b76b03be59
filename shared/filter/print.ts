import type { FilterNode, FilterTerm, NumberRange, TextMatch } from '../model/filter.ts';
import { BARE_FLAGS, FILTER_KEYS } from './keys.ts';

/** A filter's text again, in one way of writing it: parseFilter reads it as the same filter. Pure. */
export function printFilter(filter: FilterNode): string {
  return print(filter, 0);
}

/** `tightness`: 0 takes anything bare, 1 brackets an `or`, 2 an `and` as well. */
function print(node: FilterNode, tightness: number): string {
  switch (node.kind) {
    case 'all':
      return '';
    case 'or': {
      const text = node.parts.map((part) => print(part, 1)).join(' or ');
      return tightness > 0 ? `(${text})` : text;
    }
    case 'and': {
      const text = node.parts.map((part) => print(part, 2)).join(' ');
      return tightness > 1 ? `(${text})` : text;
    }
    case 'not':
      return `not ${print(node.part, 2)}`;
    default:
      return printTerm(node);
  }
}

function printTerm(term: FilterTerm): string {
  switch (term.kind) {
    case 'words':
      return printWords(term.match);
    case 'flag': {
      const [only] = term.any;
      return only !== undefined && term.any.length === 1 && BARE_FLAGS.has(only)
        ? only
        : `is:${term.any.join(',')}`;
    }
    case 'text':
      return `${term.field}:${printMatches(term.any)}`;
    case 'number':
      return printNumbers(term);
    case 'header':
      return `header:${quoteUnless(/^[a-z0-9-]+$/, term.name)}${term.any.length === 0 ? '' : `=${printMatches(term.any)}`}`;
    case 'param':
      return `param.${term.path.join('.')}:${printMatches(term.any)}`;
  }
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function quoteUnless(plain: RegExp, text: string): string {
  return plain.test(text) ? text : quote(text);
}

/** What needs no quotes wherever it stands in a value. */
const PLAIN = /^[\p{L}\p{N}_./@#$%&+~?!;:-]+$/u;

function printMatch(match: TextMatch): string {
  if (match.how !== 'pieces') return quoteUnless(PLAIN, match.text);
  return match.pieces.map((piece) => (piece === '' ? '' : quoteUnless(PLAIN, piece))).join('*');
}

function printMatches(any: readonly TextMatch[]): string {
  const [only] = any;
  if (only?.how === 'whole') return `=${only.text === '' ? '' : quote(only.text)}`;
  return any.map(printMatch).join(',');
}

/** A word that could be taken for something else stands in quotes. */
function printWords(match: TextMatch): string {
  if (match.how !== 'pieces') return quote(match.text);
  return match.pieces.map((piece) => (piece === '' ? '' : quote(piece))).join('*');
}

const KEY_OF_FIELD = {
  ...Object.fromEntries(
    Object.entries(FILTER_KEYS).flatMap(([key, { what }]) =>
      what.kind === 'number' && !what.compare ? [[what.field, key]] : [],
    ),
  ),
} as Readonly<Record<string, string>>;

function printNumbers({ field, any }: Extract<FilterTerm, { kind: 'number' }>): string {
  // Of either size there is no key that takes a range.
  const key =
    field === 'bytes'
      ? any[0]?.below !== undefined || any[0]?.most !== undefined
        ? 'smaller'
        : 'larger'
      : (KEY_OF_FIELD[field] ?? field);
  return `${key}:${any.map(printRange).join(',')}`;
}

function printRange({ least, above, most, below }: NumberRange): string {
  if (least !== undefined && least === most) return `=${String(least)}`;
  if (least !== undefined && most !== undefined) return `${String(least)}..${String(most)}`;
  if (least !== undefined && below !== undefined) return `${String(least / 100)}xx`;
  if (least !== undefined) return `>=${String(least)}`;
  if (most !== undefined) return `<=${String(most)}`;
  if (above !== undefined) return `>${String(above)}`;
  return `<${String(below ?? 0)}`;
}
