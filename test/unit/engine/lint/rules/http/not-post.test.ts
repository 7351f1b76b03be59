import { expect, it } from 'vitest';
import { notPost } from '../../../../../../engine/lint/rules/http/not-post.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('is content with POST', () => {
  expect(findingsOf(notPost, {})).toEqual([]);
});

it.each(['PUT', 'GET'])('finds a message sent by %s', (httpMethod) => {
  expect(findingsOf(notPost, { httpMethod })).toMatchObject([
    { severity: 'error', side: 'client', found: httpMethod },
  ]);
});

it('leaves alone GET and DELETE without a message, and what the tour sends on purpose', () => {
  expect(
    findingsOf(notPost, { httpMethod: 'GET', body: null }, { httpMethod: 'DELETE', body: null }),
  ).toEqual([]);
  expect(findingsOf(notPost, { httpMethod: 'PUT', row: { origin: 'probe', tampered: true } })).toEqual([]);
});
