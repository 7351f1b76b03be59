import { expect, it } from 'vitest';
import { schemaInvalid } from '../../../../../../engine/lint/rules/tool/schema-invalid.ts';
import type { JsonValue } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const lists = (inputSchema: JsonValue, outputSchema?: JsonValue) => ({
  result: { tools: [{ name: 'a', inputSchema, ...(outputSchema !== undefined && { outputSchema }) }] },
});

it.each<[string, JsonValue]>([
  ['a valid schema', { type: 'object', properties: { a: { type: ['string', 'null'] } }, required: ['a'] }],
  ['older syntax in its dialect', { $schema: 'http://json-schema.org/draft-07/schema#', items: [{}] }],
  ['a dialect that nobody knows', { $schema: 'https://example.com/d', type: 'text' }],
  ['a reference over the network', { properties: { a: { $ref: 'https://example.com/a.json' } } }],
  ['annotations', { type: 'object', properties: { a: { type: 'string', 'x-mcp-header': 'A' } } }],
])('takes %s', (_, schema) => {
  expect(findingsOf(schemaInvalid, lists(schema, schema))).toEqual([]);
});

it('finds what is no schema, and keywords that are wrong', () => {
  expect(findingsOf(schemaInvalid, lists(null))).toMatchObject([
    { pointer: 'event:0:/result/tools/0/inputSchema' },
  ]);
  const wrong = { type: 'object', properties: { a: { type: 'text' } } };
  expect(findingsOf(schemaInvalid, lists({ type: 'object' }, wrong))).toMatchObject([
    { severity: 'error', pointer: 'event:0:/result/tools/0/outputSchema/properties/a/type', found: '"text"' },
  ]);
  expect(findingsOf(schemaInvalid, lists({ $schema: 5 }))).toMatchObject([
    { pointer: 'event:0:/result/tools/0/inputSchema/$schema' },
  ]);
});
