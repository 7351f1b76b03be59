import { expect, it } from 'vitest';
import { answerNotOpen } from '../../../../../../engine/lint/rules/task/answer-not-open.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, polls, TASK_META, updates } from '../../../../../support/lint/tasks.ts';

const asks = polls(0, {
  status: 'input_required',
  inputRequests: { a: { method: 'elicitation/create', params: {} } },
});
const answer = { a: { action: 'accept' } };

it('finds a second answer, and one to nothing', () => {
  expect(
    findingsOf(answerNotOpen, creates(), asks, updates(100, answer), updates(200, answer)),
  ).toMatchObject([
    {
      severity: 'warning',
      side: 'client',
      pointer: 'request:/params/inputResponses/a',
      found: 'a second answer',
    },
  ]);
  expect(findingsOf(answerNotOpen, creates(), asks, updates(100, { b: {} }))).toMatchObject([
    { found: 'an answer to nothing' },
  ]);
});

const meta = { ...TASK_META, 'io.modelcontextprotocol/clientInfo': { name: 'other', version: '1' } };
it.each<[string, ExchangeParts[]]>([
  ['a first answer', [creates(), asks, updates(100, answer)]],
  [
    'one after a refusal',
    [creates(), asks, { ...updates(100, answer), error: { code: -32602 } }, updates(200, answer)],
  ],
  ['another client', [creates(), asks, updates(100, answer), updates(200, answer, { meta })]],
  ['answers at the same time', [creates(), asks, updates(100, answer), updates(101, answer)]],
  ['tasks from before the recording', [asks, updates(100, { b: {} })]],
  ['a task that may have asked meanwhile', [creates(), polls(0), updates(100, { b: {} })]],
])('spares %s', (_, parts) => {
  expect(findingsOf(answerNotOpen, ...parts)).toEqual([]);
});
