import { expect, it } from 'vitest';
import { taskInputMissing } from '../../../../../../engine/lint/rules/task/input-missing.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, listens, notifies, polls, updates } from '../../../../../support/lint/tasks.ts';

const waits = { status: 'input_required' };
const asks = { ...waits, inputRequests: { a: { method: 'elicitation/create', params: {} } } };

it('finds a task that waits for nothing', () => {
  expect(findingsOf(taskInputMissing, polls(0, waits))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result' },
  ]);
  expect(findingsOf(taskInputMissing, polls(0, { ...waits, inputRequests: {} }))).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/inputRequests' },
  ]);
  expect(findingsOf(taskInputMissing, listens(0, [notifies(waits)]))).toMatchObject([
    { pointer: 'event:1:/params' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['requests', [polls(0, asks)]],
  ['other states', [polls(0)]],
  ['the answer to a call', [creates(waits)]],
  [
    'what is answered already',
    [polls(0, asks), updates(20, { a: {} }), polls(40, { ...waits, inputRequests: {} })],
  ],
])('spares %s', (_, parts) => {
  expect(findingsOf(taskInputMissing, ...parts)).toEqual([]);
});
