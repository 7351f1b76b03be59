import { expect, it } from 'vitest';
import { toolResultsMixed } from '../../../../../../engine/lint/rules/sampling/tool-results-mixed.ts';
import type { JsonValue } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const TEXT = { type: 'text', text: 'a' };
const RESULT = { type: 'tool_result', toolUseId: '1', content: [TEXT] };
const asks = (role: string, content: JsonValue) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    inputRequests: { q: { method: 'sampling/createMessage', params: { messages: [{ role, content }] } } },
  },
});

it.each<[string, JsonValue]>([
  ['user', RESULT],
  ['user', [RESULT, RESULT]],
  ['user', [TEXT, TEXT]],
  ['assistant', [TEXT, RESULT]],
])('takes %s with %j', (role, content) => {
  expect(findingsOf(toolResultsMixed, asks(role, content))).toEqual([]);
});

it('finds results beside text', () => {
  expect(findingsOf(toolResultsMixed, asks('user', [TEXT, RESULT]))).toMatchObject([
    { severity: 'error', pointer: 'event:0:/result/inputRequests/q/params/messages/0/content' },
  ]);
});
