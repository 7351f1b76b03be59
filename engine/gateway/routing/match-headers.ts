import type { HeaderCondition } from '../../../shared/model/gateway.ts';
import { headerValues, type HeaderList } from '../../../shared/model/headers.ts';
import { decodeHeaderValue } from '../../protocol/modern/header-value.ts';

/** Whether a condition holds, and why: a part of a sentence for a person. */
export interface ConditionOutcome {
  readonly holds: boolean;
  readonly because: string;
}

/** Longest part of a header's value that is repeated in a sentence. */
const SHOWN_CHARACTERS = 80;

/** Holds the headers against the conditions: the first that does not hold decides. Pure. */
export function matchHeaders(conditions: readonly HeaderCondition[], headers: HeaderList): ConditionOutcome {
  let because = 'it takes every request';
  for (const [index, condition] of conditions.entries()) {
    const outcome = matchOne(condition, headers);
    if (!outcome.holds) return outcome;
    because = index === 0 ? outcome.because : `${because}, ${outcome.because}`;
  }
  return { holds: true, because };
}

/** The value that a balancer compares: the repeated joined, the sentinel decoded; undefined where there is none. */
export function comparedValue(headers: HeaderList, name: string): string | undefined {
  const values = headerValues(headers, name);
  const [first] = values;
  if (first === undefined) return undefined;
  if (values.length > 1) return values.join(', ');
  const decoded = decodeHeaderValue(first);
  // What cannot be decoded is compared as it came.
  return decoded.ok ? decoded.value : first;
}

function matchOne({ header, test, value = '' }: HeaderCondition, headers: HeaderList): ConditionOutcome {
  const found = comparedValue(headers, header);
  if (test === 'absent') {
    return found === undefined
      ? { holds: true, because: `${header} is absent` }
      : { holds: false, because: `${header} is ${shown(found)}, not absent` };
  }
  if (found === undefined) return { holds: false, because: `${header} is absent` };
  if (test === 'present') return { holds: true, because: `${header} is there` };
  const holds = WAYS[test](found, value);
  const words = WORDS[test];
  return {
    holds,
    because: `${header} ${shown(found)} ${holds ? words.yes : words.no} ${shown(value)}`,
  };
}

const WAYS = {
  exact: (found: string, value: string): boolean => found === value,
  prefix: (found: string, value: string): boolean => found.startsWith(value),
  pattern: matchesPattern,
};

const WORDS = {
  exact: { yes: 'equals', no: 'is not' },
  prefix: { yes: 'begins with', no: 'does not begin with' },
  pattern: { yes: 'fits', no: 'does not fit' },
};

/**
 * `*` is any run of characters, `?` any one. Takes at most the product of both lengths in steps: a pattern from a
 * rule file cannot make it run away as a regular expression could.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[place];
    if (wanted === '*') {
      star = place;
      resume = at;
      place += 1;
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[at])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      place = star + 1;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}

function shown(value: string): string {
  return JSON.stringify(value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value);
}
