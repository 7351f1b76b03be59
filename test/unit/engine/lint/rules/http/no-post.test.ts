import { expect, it } from 'vitest';
import { noPost } from '../../../../../../engine/lint/rules/http/no-post.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const MODERN = { result: { tools: [] } } as const;
const REFUSED = { status: 405, answerText: 'Method Not Allowed' } as const;

it('is content with an endpoint that takes POST', () => {
  expect(findingsOf(noPost, MODERN, MODERN)).toEqual([]);
});

it('finds a modern endpoint that refuses it', () => {
  expect(findingsOf(noPost, MODERN, REFUSED)).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'status' },
  ]);
});

it('leaves alone a wrong address, a server that never showed to be modern, and other methods', () => {
  expect(findingsOf(noPost, REFUSED)).toEqual([]);
  expect(findingsOf(noPost, MODERN, { ...REFUSED, row: { tampered: true } })).toEqual([]);
  expect(findingsOf(noPost, MODERN, { ...REFUSED, row: { era: 'legacy' } })).toEqual([]);
  expect(findingsOf(noPost, MODERN, { ...REFUSED, httpMethod: 'GET', body: null })).toEqual([]);
});
