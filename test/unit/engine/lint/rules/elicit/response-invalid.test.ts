import { expect, it } from 'vitest';
import { responseInvalid } from '../../../../../../engine/lint/rules/elicit/response-invalid.ts';
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

it.each<[string, JsonObject]>([
  ['what fits', fills({ age: 20, mail: 'a@b.example' })],
  ['declining', { action: 'decline' }],
  ['cancelling', { action: 'cancel', content: { age: 'x' } }],
  ['formats', fills({ age: 20, mail: 'nobody' })],
])('takes %s', (_, response) => {
  expect(findingsOf(responseInvalid, asks, answers(response))).toEqual([]);
});

it('warns of what does not fit', () => {
  expect(findingsOf(responseInvalid, asks, answers(fills({ age: 'twenty' })))).toMatchObject([
    { severity: 'warning', side: 'client', pointer: 'request:/params/inputResponses/q/content/age' },
  ]);
  expect(findingsOf(responseInvalid, asks, answers({ action: 'accept' }))).toMatchObject([
    { pointer: 'request:/params/inputResponses/q' },
  ]);
});

it('says that it was done on purpose', () => {
  const tampered = answers(fills({}), { row: { tampered: true }, result: { content: [] } });
  expect(findingsOf(responseInvalid, asks, tampered)).toMatchObject([{ severity: 'note' }]);
});
