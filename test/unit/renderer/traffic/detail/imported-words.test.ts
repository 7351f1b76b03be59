import { expect, it } from 'vitest';
import { importedFrom, missingSentence } from '../../../../../renderer/traffic/detail/imported-words.ts';

it('names the format, the program and the place', () => {
  expect(importedFrom({ format: 'har', by: 'Firefox 128.0', place: 1_017 })).toBe(
    'HAR by Firefox 128.0, entry 1,017',
  );
  expect(importedFrom({ format: 'curl', place: 2 })).toBe('curl, command 2');
});

it('says what the file has not got, and nothing where it has all', () => {
  expect(missingSentence([])).toBeUndefined();
  expect(missingSentence(['response-body'])).toMatch(/^Its file has not got the answer’s body: /);
  expect(missingSentence(['request-headers', 'response-body', 'timing'])).toContain(
    'the request’s headers, the answer’s body and the times:',
  );
});
