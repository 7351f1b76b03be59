import { expect, it } from 'vitest';
import { parseFilter } from '../../../../shared/filter/parse.ts';
import { filterWords } from '../../../../shared/filter/words.ts';

it.each([
  ['', 'all exchanges'],
  ['method:tools/call', 'calls of tools'],
  [
    'method:tools/call name:basket* instance:beta status:>=400',
    'calls of tools whose name begins with “basket”, on beta, answered with status 400 or more',
  ],
  ['code:-32020', 'exchanges answered with error -32020'],
  ['-instance:beta', 'exchanges but not on beta'],
  [
    'not (failed or open) era:modern',
    'exchanges of the modern era, but not (that failed or that have not ended)',
  ],
  [
    'slower:1.5s larger:10kb',
    'exchanges that took more than 1.5 s, with a request or an answer of more than 10 kB',
  ],
  ['duration:100ms..200ms', 'exchanges that took 100 ms to 200 ms'],
  ['body:"out of stock",b*c', 'exchanges with “out of stock” or “b” and later “c” in a body'],
  ['whoami', 'exchanges with “whoami” in what they show or in a body'],
  ['header:x=y header:accept', 'exchanges whose header x has “y”, with a header accept'],
  ['param.a.b:us*', 'exchanges whose argument a.b begins with “us”'],
  ['rule:header.*', 'exchanges whose rule begins with “header.”'],
  ['name:a*b*c', 'exchanges whose name begins with “a” and has “b” and ends with “c”'],
  ['name:*', 'exchanges whose name is there'],
  ['name:=', 'exchanges whose name is empty'],
  ['instance:=', 'exchanges whose instance is empty'],
  ['status:4xx,200,>=500', 'exchanges answered with status 4xx, 200 or 500 or more'],
  ['findings:0 events:<3', 'exchanges with 0 findings, with less than 3 events'],
  ['is:failed,deprecated', 'exchanges that failed or that use what is deprecated or removed'],
  ['method:foo or status:500', 'exchanges (whose method has “foo” or answered with status 500)'],
])('%s: %s', (text, words) => {
  const reading = parseFilter(text);
  expect(reading.ok && filterWords(reading.filter)).toBe(words);
});
