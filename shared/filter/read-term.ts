import {
  FILTER_FLAGS,
  type FilterFlag,
  type FilterPlace,
  type FilterProblem,
  type FilterTerm,
  type NumberRange,
} from '../model/filter.ts';
import { BARE_FLAGS, FILTER_KEYS, type FilterKey } from './keys.ts';
import { nearestWord } from './nearest-word.ts';
import type { Run } from './scan.ts';
import {
  plainStart,
  readNumberRange,
  readTextMatch,
  readTextMatches,
  splitAtCommas,
  textOfRuns,
  withoutStart,
} from './values.ts';

export type ReadTerm = FilterTerm | { readonly problem: FilterProblem };

interface Keyed extends FilterPlace {
  readonly key: string;
  /** Of `param.region`: `region`. */
  readonly path: readonly string[];
  readonly value: readonly Run[];
}

/** Reads one word of a filter: `key:value`, a flag, or free text. */
export function readTerm(runs: readonly Run[], place: FilterPlace): ReadTerm {
  const start = plainStart(runs);
  // The colon of a full address is not meant as a key's.
  const keyed = /^([A-Za-z][A-Za-z0-9_-]*)((?:\.[^\s:"=]+)?):(?!\/\/)/.exec(start);
  if (keyed) {
    const [whole, key = '', path = ''] = keyed;
    const value = withoutStart(runs, whole.length);
    return readKeyed({ ...place, key: key.toLowerCase(), path: path.split('.').slice(1), value });
  }
  const word = start.toLowerCase();
  if (runs.length === 1 && BARE_FLAGS.has(word)) return { kind: 'flag', any: [word as FilterFlag], ...place };
  return { kind: 'words', match: readTextMatch(runs), ...place };
}

function readKeyed(keyed: Keyed): ReadTerm {
  const { key, path, value, from, to } = keyed;
  const info = Object.hasOwn(FILTER_KEYS, key) ? FILTER_KEYS[key] : undefined;
  if (!info) return unknownKey(keyed);
  const { what } = info;
  if (what.kind === 'param' ? path.length === 0 : path.length > 0)
    return wrongPath(keyed, what, info.example);
  if (value.length === 0) {
    return problem(`${key}: needs a value after the colon, such as ${info.example}.`, keyed);
  }
  switch (what.kind) {
    case 'text':
      return withValues(keyed, readTextMatches(value), (any) => ({
        kind: 'text',
        field: what.field,
        any,
        ...{ from, to },
      }));
    case 'number':
      return readNumbers(keyed, what, info.example);
    case 'flag':
      return readFlags(keyed);
    case 'header':
      return readHeader(keyed);
    case 'param':
      return withValues(keyed, readTextMatches(value), (any) => ({ kind: 'param', path, any, from, to }));
  }
}

function problem(message: string, { from, to }: FilterPlace, instead?: string): { problem: FilterProblem } {
  return { problem: { message, from, to, ...(instead !== undefined && { instead }) } };
}

function withValues<T>(
  { key, from, to }: Keyed,
  any: readonly T[],
  make: (any: readonly T[]) => FilterTerm,
): ReadTerm {
  if (any.length > 0) return make(any);
  return problem(`${key}: has nothing but commas after the colon.`, { from, to });
}

function unknownKey({ key, path, value, from, to }: Keyed): ReadTerm {
  const near = nearestWord(key, Object.keys(FILTER_KEYS));
  const typed = `${[key, ...path].join('.')}:${textOfRuns(value)}`;
  const quoted = `"${typed.replace(/["\\]/g, '\\$&')}"`;
  const guess =
    near === undefined ? `The keys are ${Object.keys(FILTER_KEYS).join(', ')}.` : `Is it ${near}:?`;
  return problem(
    `"${key}" is no key of a filter. ${guess} To look for the text, write ${quoted} in quotes.`,
    { from, to: near === undefined ? to : from + key.length },
    near ?? quoted,
  );
}

function wrongPath({ key, path, from, to }: Keyed, what: FilterKey, example: string): ReadTerm {
  if (what.kind === 'param') return problem(`param needs the name of an argument: ${example}.`, { from, to });
  return problem(
    `"${key}" takes no name after a dot. Write ${example}.`,
    { from, to: from + [key, ...path].join('.').length },
    key,
  );
}

function readNumbers(keyed: Keyed, what: Extract<FilterKey, { kind: 'number' }>, example: string): ReadTerm {
  const { value, from, to } = keyed;
  const any: NumberRange[] = [];
  for (const part of splitAtCommas(value)) {
    const typed = textOfRuns(part);
    const text = what.compare && !/^[<>=]/.test(typed) ? what.compare + typed : typed;
    const range = readNumberRange(text, what.unit);
    if (!range) return notANumber(keyed, typed, what, example);
    any.push(range);
  }
  return withValues(keyed, any, (ranges) => ({
    kind: 'number',
    field: what.field,
    any: ranges,
    ...{ from, to },
  }));
}

const NUMBER_FORMS = {
  status: ['>=400', '200', '4xx', '200-299'],
  plain: ['>=3', '12', '10-20'],
  time: ['>200ms', '1s', '100ms..1s'],
  size: ['>10kb', '512', '1kb..2mb'],
} as const;

function notANumber(
  { key, from, to }: Keyed,
  typed: string,
  { unit, compare }: Extract<FilterKey, { kind: 'number' }>,
  example: string,
): ReadTerm {
  const forms = NUMBER_FORMS[unit].map((form) => `${key}:${form}`);
  const write = compare ? example : `${forms.slice(0, -1).join(', ')} or ${forms.at(-1) ?? ''}`;
  return problem(`"${typed}" is no number for ${key}. Write ${write}.`, { from, to });
}

function readFlags(keyed: Keyed): ReadTerm {
  const { key, value, from, to } = keyed;
  const any: FilterFlag[] = [];
  for (const part of splitAtCommas(value)) {
    const word = textOfRuns(part).toLowerCase();
    // "has:findings" and "has:errors" are what people write.
    const flag = FILTER_FLAGS.find((known) => known === word || `${known}s` === word);
    if (!flag) {
      const near = nearestWord(word, FILTER_FLAGS);
      return problem(
        `Nothing is known of ${key}:${word}. There are ${FILTER_FLAGS.join(', ')}.`,
        { from, to },
        near && `${key}:${near}`,
      );
    }
    any.push(flag);
  }
  return withValues(keyed, any, (flags) => ({ kind: 'flag', any: flags, from, to }));
}

function readHeader(keyed: Keyed): ReadTerm {
  const { value, from, to } = keyed;
  const start = plainStart(value);
  const equals = start.indexOf('=');
  const name = (equals === -1 ? textOfRuns(value) : start.slice(0, equals)).toLowerCase();
  if (name === '') return problem('header: needs a name, such as header:mcp-name=whoami.', { from, to });
  if (equals === -1) return { kind: 'header', name, any: [], from, to };
  const wanted = withoutStart(value, equals + 1);
  if (wanted.length === 0) {
    return problem(
      `header:${name}= needs a value. Without the "=" it asks whether the header is there.`,
      {
        from,
        to,
      },
      `header:${name}`,
    );
  }
  return withValues(keyed, readTextMatches(wanted), (any) => ({ kind: 'header', name, any, from, to }));
}
