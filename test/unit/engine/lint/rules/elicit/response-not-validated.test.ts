import { expect, it } from 'vitest';
import { responseNotValidated } from '../../../../../../engine/lint/rules/elicit/response-not-validated.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const asks: ExchangeParts = {
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    requestState: 's',
    inputRequests: {
      q: {
        method: 'elicitation/create',
        params: {
          message: 'Who?',
          requestedSchema: {
            type: 'object',
            properties: { age: { type: 'integer', minimum: 18 }, mail: { type: 'string', format: 'email' } },
            required: ['age'],
          },
        },
      },
    },
  },
};
const answers = (
  response: JsonObject,
  parts: ExchangeParts = { result: { content: [] } },
): ExchangeParts => ({
  method: 'tools/call',
  params: { name: 'a', requestState: 's', inputResponses: { q: response } },
  ...parts,
});
const fills = (content: JsonObject): JsonObject => ({ action: 'accept', content });

it('warns of a success with what does not fit', () => {
  expect(findingsOf(responseNotValidated, asks, answers(fills({ age: 5 })))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'request:/params/inputResponses/q/content/age' },
  ]);
});

it.each<[string, ExchangeParts]>([
  ['what fits', answers(fills({ age: 20 }))],
  ['a number in a text', answers(fills({ age: '20' }))],
  [
    'another round',
    answers(fills({ age: 5 }), { result: { resultType: 'input_required', inputRequests: {} } }),
  ],
  ['a tool that failed', answers(fills({ age: 5 }), { result: { content: [], isError: true } })],
  ['a refusal', answers(fills({ age: 5 }), { error: { code: -32602 } })],
  ['declining', answers({ action: 'decline' })],
])('leaves alone %s', (_, answered) => {
  expect(findingsOf(responseNotValidated, asks, answered)).toEqual([]);
});
