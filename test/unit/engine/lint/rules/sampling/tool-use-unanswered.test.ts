import { expect, it } from 'vitest';
import { toolUseUnanswered } from '../../../../../../engine/lint/rules/sampling/tool-use-unanswered.ts';
import type { JsonObject, JsonValue } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const asks = (...messages: readonly JsonObject[]) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    inputRequests: { q: { method: 'sampling/createMessage', params: { messages } } },
  },
});
const says = (role: string, ...content: readonly JsonValue[]): JsonObject => ({ role, content });
const uses = (id: string) => ({ type: 'tool_use', id, name: 't', input: {} });
const gives = (toolUseId: string) => ({ type: 'tool_result', toolUseId, content: [] });
const TEXT = { type: 'text', text: 'a' };

it('takes uses that are answered at once, in any order', () => {
  const balanced = [
    says('user', TEXT),
    says('assistant', TEXT, uses('1'), uses('2')),
    says('user', gives('2'), gives('1')),
    says('assistant', TEXT),
  ];
  expect(findingsOf(toolUseUnanswered, asks(...balanced))).toEqual([]);
});

it('leaves alone the last message, and mixed ones, which have a rule of their own', () => {
  expect(findingsOf(toolUseUnanswered, asks(says('user', TEXT), says('assistant', uses('1'))))).toEqual([]);
  const mixed = [says('assistant', uses('1')), says('user', TEXT, gives('1'))];
  expect(findingsOf(toolUseUnanswered, asks(...mixed))).toEqual([]);
});

const MESSAGES = 'event:0:/result/inputRequests/q/params/messages';

it.each<[string, readonly JsonObject[], string]>([
  ['a result missing', [says('assistant', uses('1'), uses('2')), says('user', gives('1'))], '1'],
  ['no result', [says('assistant', uses('1')), says('user', TEXT)], '1'],
  ['another message between', [says('assistant', uses('1')), says('assistant', TEXT)], '1'],
  ['a result of nothing', [says('user', TEXT), says('user', gives('9'))], '1/content'],
])('finds %s', (_, messages, at) => {
  expect(findingsOf(toolUseUnanswered, asks(...messages))).toMatchObject([
    { severity: 'error', pointer: `${MESSAGES}/${at}` },
  ]);
});
