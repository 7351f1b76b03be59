import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';

const LINE_BREAK = /[\r\n]/;
/** `at f (file.js:1:2)`, or a line of a Python traceback. */
const STACK = /\bat \S.{0,200}:\d+:\d+|\bTraceback \(most recent call last\)|\bFile "[^"]{1,200}", line \d+/;
/** The end of a sentence before the beginning of another. Abbreviations end in no word of three lower-case letters. */
const SENTENCE_END = /([\p{Ll}\p{N})"'’”]{3,})[.!?]\s+(?=[\p{Lu}"“‘])/gu;
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  'approx',
  'etc',
  'max',
  'min',
  'resp',
  'incl',
  'excl',
  'vers',
]);
/** Of a longer message the beginning is enough. */
const MOST_CHARACTERS = 2000;

/** https://modelcontextprotocol.io/specification/2026-07-28/schema#error */
export const messageLong = rule({
  id: 'error.message-long',
  title: 'Long error message',
  checks: 'An error message has several sentences, line breaks, or a stack.',
  spares: 'Abbreviations and file names with dots.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('schema#error-message'),
  fix: 'Say what went wrong in one short sentence; details belong into data.',
  check({ messages }, report) {
    for (const { error, place } of messages) {
      const text = error?.['message'];
      if (typeof text !== 'string') continue;
      const why = tooLong(text.slice(0, MOST_CHARACTERS));
      if (why === undefined) continue;
      report({
        message: `The message of the error ${why}. It should be one short sentence.`,
        place: placeIn(place, 'error', 'message'),
        expected: 'one short sentence',
        found: brief(text),
      });
    }
  },
});

function tooLong(text: string): string | undefined {
  if (STACK.test(text)) return 'has a stack trace in it';
  if (LINE_BREAK.test(text.trim())) return 'has several lines';
  for (const [, word = ''] of text.matchAll(SENTENCE_END)) {
    if (!ABBREVIATIONS.has(word.toLowerCase())) return 'has several sentences';
  }
  return undefined;
}
