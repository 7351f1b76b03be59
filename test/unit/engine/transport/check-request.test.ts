import { expect, test } from 'vitest';
import { whyRequestCannotLeave } from '../../../../engine/transport/check-request.ts';
import type { HttpRequest } from '../../../../engine/transport/http-request.ts';

function check(changed: Partial<HttpRequest>): string | undefined {
  const request = {
    url: new URL('http://a/'),
    httpMethod: 'POST',
    headers: [],
    body: Buffer.alloc(0),
    ...changed,
  };
  return whyRequestCannotLeave(request)?.message;
}

test.each([
  [['X-A', 'a\nb'], 'header X-A holds a line feed'],
  [['X-A', 'a\r'], 'header X-A holds a carriage return'],
  [['X-A', '\0'], 'header X-A holds a NUL'],
  [['X-A', '\u0001'], 'the control character U+0001'],
  [['X-A', '\u007f'], 'the control character U+007F'],
  [['X-A', 'Zürich \u2603'], '\u2603 (U+2603), which no header can carry unencoded'],
  [['X-A', '😀'], '😀 (U+1F600)'],
  [['', 'a'], '"" is not a header name: it is empty'],
  [['X A', 'a'], '"X A" is not a header name: it holds a space'],
  [['X:A', 'a'], 'it holds : (U+003A)'],
  [['X\nA', 'a'], 'it holds a line feed'],
] as const)('%j keeps the request from leaving', (header, sentence) => {
  const message = check({ headers: [['Host', 'a'], header] });
  expect(message).toContain('The request did not leave: ');
  expect(message).toContain(sentence);
});

test('method and scheme', () => {
  expect(check({ httpMethod: 'GE T' })).toContain('"GE T" is not an HTTP method');
  expect(check({ url: new URL('ftp://a/') })).toContain('begins with ftp://');
});

test('what only looks wrong leaves: that is what the tool is for', () => {
  const headers = [
    ['X-A', ''],
    ['x-a', 'é\tb'],
    ['X-A', ' '],
    ["!#$%&'*+-.^_`|~", '{"a":1}'],
  ] as const;
  expect(check({ headers, url: new URL('https://a/') })).toBeUndefined();
});
