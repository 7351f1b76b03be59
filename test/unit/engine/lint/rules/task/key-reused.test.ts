import { expect, it } from 'vitest';
import { keyReused } from '../../../../../../engine/lint/rules/task/key-reused.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { polls, updates } from '../../../../../support/lint/tasks.ts';

const asks = (ms: number, message = 'x') =>
  polls(ms, {
    status: 'input_required',
    inputRequests: { a: { method: 'elicitation/create', params: { message } } },
  });
const answer = updates(500, { a: { action: 'accept' } });

it('finds a key that comes back after its answer, once', () => {
  expect(findingsOf(keyReused, asks(0), answer, polls(1000), asks(2000), asks(3000))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/inputRequests/a' },
  ]);
  expect(findingsOf(keyReused, asks(0), answer, asks(1000, 'y'))).toHaveLength(1);
});

it.each<[string, ExchangeParts[]]>([
  ['an answer that takes effect later', [asks(0), answer, asks(1000), polls(2000)]],
  ['keys that nobody answered', [asks(0), polls(1000), asks(2000)]],
  ['answers that were refused', [asks(0), { ...answer, error: { code: -32602 } }, polls(1000), asks(2000)]],
])('spares %s', (_, parts) => {
  expect(findingsOf(keyReused, ...parts)).toEqual([]);
});
