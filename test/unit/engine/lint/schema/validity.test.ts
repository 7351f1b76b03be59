import { expect, it } from 'vitest';
import { schemaFault } from '../../../../../engine/lint/schema/validity.ts';
import type { JsonValue } from '../../../../../shared/model/json.ts';

it.each<[string, JsonValue]>([
  ['any keyword that is unknown', { 'x-mcp-header': 5, nullable: 'yes', items: true }],
  [
    'properties that are called like keywords',
    { properties: { type: { enum: [1] }, required: true, items: {} } },
  ],
  [
    'values that look like schemas',
    { default: { type: 'nonsense' }, enum: [{ type: 5 }], const: { items: [] } },
  ],
  ['every type, and lists of them', { type: ['string', 'null'], properties: { a: { type: 'integer' } } }],
  [
    'what 2020-12 adds',
    { prefixItems: [{}], items: false, dependentRequired: { a: ['b'] }, $defs: { a: {} } },
  ],
  ['false and true', false],
])('leaves alone %s', (_, schema) => {
  expect(schemaFault(schema, '2020-12')).toBeUndefined();
});

it.each<[JsonValue, readonly (string | number)[]]>([
  [null, []],
  [{ type: 'text' }, ['type']],
  [{ type: [] }, ['type']],
  [{ properties: [] }, ['properties']],
  [{ properties: { a: 'string' } }, ['properties', 'a']],
  [{ properties: { a: { required: true } } }, ['properties', 'a', 'required']],
  [{ required: ['a', 'a'] }, ['required']],
  [{ items: [{ type: 'string' }] }, ['items']],
  [{ anyOf: [] }, ['anyOf']],
  [{ anyOf: [{}, { minLength: -1 }] }, ['anyOf', 1, 'minLength']],
  [{ minimum: '5' }, ['minimum']],
  [{ multipleOf: 0 }, ['multipleOf']],
  [{ exclusiveMinimum: true }, ['exclusiveMinimum']],
  [{ enum: 'a' }, ['enum']],
  [{ title: null }, ['title']],
  [{ dependentRequired: { a: 'b' } }, ['dependentRequired']],
])('finds what is wrong with %j', (schema, path) => {
  expect(schemaFault(schema, '2020-12')).toMatchObject({ path });
});

it('knows what older dialects allow', () => {
  const list = { items: [{ type: 'string' }], additionalItems: false };
  expect(schemaFault(list, 'draft-07')).toBeUndefined();
  expect(schemaFault({ exclusiveMinimum: true, minimum: 1 }, 'draft-04')).toBeUndefined();
  expect(schemaFault({ exclusiveMinimum: true }, 'draft-07')).toMatchObject({ path: ['exclusiveMinimum'] });
  expect(schemaFault({ properties: { a: true } }, 'draft-04')).toMatchObject({ path: ['properties', 'a'] });
  // Beside a reference nothing counts.
  expect(schemaFault({ $ref: '#/definitions/a', type: 'x' }, 'draft-07')).toBeUndefined();
  expect(schemaFault({ dependencies: { a: ['b'], c: { type: 'x' } } }, 'draft-06')).toMatchObject({
    path: ['dependencies', 'c', 'type'],
  });
});

it('ends in schemas without end', () => {
  let schema: JsonValue = { type: 'nonsense' };
  for (let depth = 0; depth < 5000; depth += 1) schema = { not: schema };
  expect(schemaFault(schema, '2020-12')).toBeUndefined();
});
