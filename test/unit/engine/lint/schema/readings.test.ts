import { expect, it } from 'vitest';
import { readings } from '../../../../../engine/lint/schema/readings.ts';
import type { JsonObject, JsonValue } from '../../../../../shared/model/json.ts';

it.each<[string, JsonObject, JsonValue, JsonValue]>([
  ['numbers in texts', { properties: { a: { type: 'integer' } } }, { a: '5' }, { a: 5 }],
  ['truth in texts', { properties: { a: { type: 'boolean' } } }, { a: 'true' }, { a: true }],
  ['numbers where text is meant', { properties: { a: { type: 'string' } } }, { a: 5 }, { a: '5' }],
  ['null as absent', { properties: { a: { type: 'string' } } }, { a: null }, {}],
  ['null where it is required', { properties: { a: {} }, required: ['a'] }, { a: null }, { a: null }],
  ['defaults', { properties: { a: { default: 3 } } }, {}, { a: 3 }],
  ['unknown members', { properties: { a: {} }, additionalProperties: false }, { a: 1, b: 2 }, { a: 1 }],
  [
    'one as a list',
    { properties: { a: { type: 'array', items: { type: 'number' } } } },
    { a: '1' },
    { a: [1] },
  ],
  [
    'references',
    { $defs: { n: { type: 'number' } }, properties: { a: { $ref: '#/$defs/n' } } },
    { a: '1' },
    { a: 1 },
  ],
  ['what is no number', { properties: { a: { type: 'integer' } } }, { a: 'five' }, { a: 'five' }],
])('reads %s', (_, schema, value, read) => {
  expect(readings(schema, value)[0]).toEqual(read);
});

it('tries each alternative', () => {
  const schema = { properties: { a: { anyOf: [{ type: 'boolean' }, { type: 'integer' }] } } };
  expect(readings(schema, { a: '5' })).toContainEqual({ a: 5 });
});
