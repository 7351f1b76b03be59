import { expect, it } from 'vitest';
import { toolChoiceIgnored } from '../../../../../../engine/lint/rules/sampling/tool-choice-ignored.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const asks = (mode: string): ExchangeParts => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    requestState: 's',
    inputRequests: {
      q: { method: 'sampling/createMessage', params: { messages: [], toolChoice: { mode } } },
    },
  },
});
const answers = (response: JsonObject, requestState = 's'): ExchangeParts => ({
  method: 'tools/call',
  params: { name: 'a', requestState, inputResponses: { q: { role: 'assistant', model: 'm', ...response } } },
  result: { content: [] },
});
const TEXT = { content: { type: 'text', text: 'a' }, stopReason: 'endTurn' };
const USE = { content: [{ type: 'tool_use', id: '1', name: 't', input: {} }], stopReason: 'toolUse' };

it.each<[string, ExchangeParts, ExchangeParts]>([
  ['required and used', asks('required'), answers(USE)],
  ['none and not used', asks('none'), answers(TEXT)],
  ['free to choose', asks('auto'), answers(USE)],
  ['cut at maxTokens', asks('required'), answers({ ...TEXT, stopReason: 'maxTokens' })],
  ['a round that nobody saw begin', asks('required'), answers(TEXT, 'other')],
])('takes %s', (_, asked, answered) => {
  expect(findingsOf(toolChoiceIgnored, asked, answered)).toEqual([]);
});

it.each([
  ['required', TEXT],
  ['none', USE],
])('finds %s ignored', (mode, response) => {
  expect(findingsOf(toolChoiceIgnored, asks(mode), answers(response))).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'request:/params/inputResponses/q/content' },
  ]);
});
