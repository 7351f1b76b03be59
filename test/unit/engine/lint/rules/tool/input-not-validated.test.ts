import { expect, it } from 'vitest';
import { inputNotValidated } from '../../../../../../engine/lint/rules/tool/input-not-validated.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const INPUT = {
  type: 'object',
  properties: {
    n: { type: 'integer', minimum: 1 },
    when: { type: 'string', format: 'date' },
    unit: { default: 'c' },
  },
  required: ['n', 'unit'],
  additionalProperties: false,
};
const lists = (inputSchema: JsonObject = INPUT): ExchangeParts => ({
  result: { tools: [{ name: 'a', inputSchema }] },
});
const calls = (given: JsonObject, parts: ExchangeParts = { result: { content: [] } }): ExchangeParts => ({
  method: 'tools/call',
  params: { name: 'a', arguments: given },
  ...parts,
});

it('finds a success with arguments that do not fit', () => {
  expect(findingsOf(inputNotValidated, lists(), calls({ n: 'five' }))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'request:/params/arguments/n' },
  ]);
  expect(findingsOf(inputNotValidated, lists(), calls({ n: 0 }))).toHaveLength(1);
  expect(findingsOf(inputNotValidated, lists(), calls({}))).toMatchObject([
    { pointer: 'request:/params/arguments' },
  ]);
});

it.each<[string, readonly ExchangeParts[]]>([
  ['arguments that fit', [lists(), calls({ n: 1, unit: 'f' })]],
  ['what was refused', [lists(), calls({ n: 'five' }, { error: { code: -32602 } })]],
  ['what failed', [lists(), calls({ n: 'five' }, { result: { content: [], isError: true } })]],
  ['what leads to a question', [lists(), calls({}, { result: { resultType: 'input_required' } })]],
  ['formats', [lists(), calls({ n: 1, when: 'tomorrow' })]],
  [
    'defaults, numbers in texts, null and unknown members',
    [lists(), calls({ n: '5', when: null, more: true })],
  ],
  ['tools that nobody listed', [calls({ n: 'five' })]],
  ['lists that came later', [calls({ n: 'five' }), lists()]],
  [
    'dialects that nobody knows',
    [lists({ ...INPUT, $schema: 'https://example.com/d' }), calls({ n: 'five' })],
  ],
])('leaves alone %s', (_, parts) => {
  expect(findingsOf(inputNotValidated, ...parts)).toEqual([]);
});
