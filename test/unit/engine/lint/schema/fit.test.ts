import { expect, it } from 'vitest';
import { misfitHoweverRead, misfitOf, problemPlace } from '../../../../../engine/lint/schema/fit.ts';
import type { JsonObject, JsonValue } from '../../../../../shared/model/json.ts';

const CITY = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

it('says what is wrong with a value, and nothing of one that fits', () => {
  expect(misfitOf(CITY, { city: 'Paris' })).toBeUndefined();
  expect(misfitOf(CITY, { city: 5 })).toEqual({ pointer: '/city', message: 'Must be text.' });
  expect(misfitOf(CITY, {})).toEqual({ pointer: '/city', message: 'Required.' });
});

it.each<[string, JsonObject, JsonValue]>([
  ['a dialect that nobody knows', { ...CITY, $schema: 'https://example.com/d' }, {}],
  [
    'a reference over the network',
    { properties: { a: { $ref: 'https://example.com/a.json' } }, required: ['b'] },
    {},
  ],
  ['an invalid schema', { properties: { a: { type: 'text' } }, required: ['b'] }, {}],
  [
    'a pattern that could run for years',
    { properties: { a: { pattern: '^(a|aa)+$' } }, required: ['b'] },
    {},
  ],
  ['what validators dispute', { unevaluatedProperties: false, required: ['b'] }, {}],
  ['too much work', { items: { type: 'string' }, type: 'array' }, Array.from({ length: 900_000 }, () => 1)],
])('says nothing of %s', (_, schema, value) => {
  expect(misfitOf(schema, value)).toBeUndefined();
});

it('ends soon where a few lines stand for millions of subschemas', () => {
  const $defs: Record<string, JsonObject> = { d0: { type: 'string' } };
  for (let at = 1; at <= 40; at += 1) {
    const ref = { $ref: `#/$defs/d${String(at - 1)}` };
    $defs[`d${String(at)}`] = { allOf: [ref, { ...ref }] };
  }
  expect(misfitOf({ $ref: '#/$defs/d40', $defs }, 1)).toBeUndefined();
  const twice = { $ref: '#', type: 'object' };
  const tree: JsonObject = { properties: { a: { anyOf: [twice, { ...twice }] } } };
  let deep: JsonValue = 1;
  for (let level = 0; level < 100; level += 1) deep = { a: deep };
  expect(misfitOf(tree, deep)).toBeUndefined();
});

it('holds no format against a value, and lets formats tell alternatives apart', () => {
  expect(misfitOf({ type: 'string', format: 'email' }, 'nobody')).toBeUndefined();
  const either = {
    oneOf: [
      { type: 'string', format: 'date' },
      { type: 'string', format: 'email' },
    ],
  };
  expect(misfitOf(either, '2026-07-28')).toBeUndefined();
  // A property may be called so.
  expect(misfitOf({ properties: { format: { type: 'string' } } }, { format: 5 })).toMatchObject({
    pointer: '/format',
  });
});

it('checks older drafts by their own rules', () => {
  const schema = { $schema: 'http://json-schema.org/draft-04/schema#', minimum: 5, exclusiveMinimum: true };
  expect(misfitOf(schema, 5)).toBeDefined();
  expect(misfitOf(schema, 6)).toBeUndefined();
});

it('is lenient with what a server may have read otherwise', () => {
  const schema = { properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false };
  expect(misfitHoweverRead(schema, { a: '5', b: 1 })).toBeUndefined();
  expect(misfitHoweverRead(schema, { a: 'five' })).toMatchObject({ pointer: '/a' });
  expect(misfitHoweverRead(schema, {})).toMatchObject({ pointer: '/a', message: 'Required.' });
});

it('points to what should have a missing member', () => {
  expect(problemPlace('request:/params', { pointer: '/a/b', message: 'Required.' })).toBe(
    'request:/params/a',
  );
  expect(problemPlace('request:/params', { pointer: '/a/b', message: 'Must be text.' })).toBe(
    'request:/params/a/b',
  );
});
