import { expect, it } from 'vitest';
import { requiredArgumentIgnored } from '../../../../../../engine/lint/rules/prompt/required-argument-ignored.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const LISTS: ExchangeParts = {
  method: 'prompts/list',
  result: { prompts: [{ name: 'review', arguments: [{ name: 'code', required: true }, { name: 'tone' }] }] },
};
const gets = (params: JsonObject, parts: ExchangeParts = { result: { messages: [] } }): ExchangeParts => ({
  method: 'prompts/get',
  params: { name: 'review', ...params },
  ...parts,
});

it('warns of messages without the argument', () => {
  expect(findingsOf(requiredArgumentIgnored, LISTS, gets({ arguments: { tone: 'x' } }))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'request:/params/arguments' },
  ]);
  expect(findingsOf(requiredArgumentIgnored, LISTS, gets({}))).toMatchObject([
    { pointer: 'request:/params' },
  ]);
});

it.each<[string, readonly ExchangeParts[]]>([
  ['arguments that are there', [LISTS, gets({ arguments: { code: '' } })]],
  ['a refusal', [LISTS, gets({}, { error: { code: -32602 } })]],
  ['a question', [LISTS, gets({}, { result: { resultType: 'input_required' } })]],
  ['what came of the question', [LISTS, gets({ inputResponses: { code: { action: 'accept' } } })]],
  ['prompts that nobody listed', [gets({})]],
])('leaves alone %s', (_, parts) => {
  expect(findingsOf(requiredArgumentIgnored, ...parts)).toEqual([]);
});

it('leaves alone lists that changed', () => {
  const stream = [{ jsonrpc: '2.0', method: 'notifications/prompts/list_changed' }];
  const listens: ExchangeParts = { method: 'subscriptions/listen', stream, result: {} };
  expect(findingsOf(requiredArgumentIgnored, LISTS, listens, gets({}))).toEqual([]);
});
