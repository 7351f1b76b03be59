import { expect, it } from 'vitest';
import { extraRefused } from '../../../../../../engine/lint/rules/task/extra-refused.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, polls, updates } from '../../../../../support/lint/tasks.ts';

const asks = polls(0, {
  status: 'input_required',
  inputRequests: { a: { method: 'elicitation/create', params: {} } },
});
const refused = (
  ms: number,
  keys: object,
  message = 'No such key as asked',
  code = -32602,
): ExchangeParts => {
  const { result: _, ...rest } = updates(ms, keys as never);
  return { ...rest, error: { code, message: message.replace('No such', 'Bad') } };
};

it('finds an update that is refused for an answer too many', () => {
  expect(findingsOf(extraRefused, creates(), asks, refused(100, { a: {}, b: {} }))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/error' },
  ]);
  expect(
    findingsOf(extraRefused, creates(), asks, updates(100, { a: {} }), refused(200, { a: {} })),
  ).toHaveLength(1);
});

it.each<[string, ExchangeParts[]]>([
  ['updates that are taken', [creates(), asks, updates(100, { b: {} })]],
  ['refusals of what is open', [creates(), asks, refused(100, { a: {} })]],
  ['unknown tasks', [creates(), asks, refused(100, { b: {} }, 'Task not found')]],
  ['other errors', [creates(), asks, refused(100, { b: {} }, 'Down', -32603)]],
  ['tasks that have ended', [creates(), asks, polls(50, { status: 'cancelled' }), refused(100, { b: {} })]],
])('spares %s', (_, parts) => {
  expect(findingsOf(extraRefused, ...parts)).toEqual([]);
});
