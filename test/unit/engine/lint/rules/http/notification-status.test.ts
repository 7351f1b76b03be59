import { expect, it } from 'vitest';
import { notificationStatus } from '../../../../../../engine/lint/rules/http/notification-status.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const NOTE = { body: { jsonrpc: '2.0', method: 'notifications/x' } } as const;

it('is content with 202 and no byte, with an error status, and asks nothing of requests', () => {
  const chunked = { 'Transfer-Encoding': 'chunked' };
  expect(
    findingsOf(
      notificationStatus,
      { ...NOTE, status: 202, answerHeaders: chunked },
      { ...NOTE, status: 400, error: { code: -32600 }, id: null },
      { result: {} },
    ),
  ).toEqual([]);
});

it.each([
  [{ status: 200 }, 'HTTP 202 without a body'],
  [{ status: 204 }, 'HTTP 202 without a body'],
  [{ status: 202, answerText: 'Accepted' }, 'HTTP 202 without a body'],
  [{ status: 200, error: { code: -32600 } }, 'an HTTP error status'],
])('finds %j', (parts, expected) => {
  expect(findingsOf(notificationStatus, { ...NOTE, ...parts })).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'status', expected },
  ]);
});
