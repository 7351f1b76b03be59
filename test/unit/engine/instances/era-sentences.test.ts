import { expect, test } from 'vitest';
import { replySentence } from '../../../../engine/instances/era-sentences.ts';
import type { Reply } from '../../../../engine/instances/judge-era.ts';

const cases: readonly (readonly [Reply, string])[] = [
  [
    { status: 200, answer: { result: { supportedVersions: ['2026-07-28', '2025-11-25'] } } },
    'It answered x with HTTP 200 and a result that supports 2026-07-28, 2025-11-25.',
  ],
  [
    { answer: { result: { protocolVersion: '2025-06-18' } } },
    'It answered x with a result of revision 2025-06-18.',
  ],
  [
    { status: 200, answer: { result: { resultType: 'complete' } } },
    'It answered x with HTTP 200 and a modern result.',
  ],
  [{ status: 200, answer: { result: {} } }, 'It answered x with HTTP 200 and a result without a resultType.'],
  [
    { status: 404, answer: { error: { code: -32601, message: 'Method\nnot found' } } },
    'It answered x with HTTP 404 and error -32601 "Method not found".',
  ],
  [{ answer: { error: { code: 'x' } } }, 'It answered x with error (no code).'],
  [{ answer: {} }, 'It answered x with a message that is no response.'],
  [
    { status: 404, contentType: 'text/html' },
    'It answered x with HTTP 404 (text/html) and no JSON-RPC message.',
  ],
  [{ status: 400 }, 'It answered x with HTTP 400 and no JSON-RPC message.'],
  [
    { status: 200, failure: { kind: 'cut', message: 'The connection was cut.', at: 0 } },
    'It did not answer x: The connection was cut.',
  ],
  [{}, 'It did not answer x: nothing came.'],
];

test.each(cases)('%j', (reply, sentence) => {
  expect(replySentence('x', reply)).toBe(sentence);
});

test("a server's own words are cut", () => {
  const sentence = replySentence('x', { answer: { error: { code: 1, message: 'long '.repeat(1000) } } });
  expect(sentence.length).toBeLessThan(220);
  expect(sentence).toContain('…');
});
