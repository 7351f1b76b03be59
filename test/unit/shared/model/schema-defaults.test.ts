import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import { defaultFor, defaultsFor } from '../../../../shared/model/schema-defaults.ts';

function of(properties: JsonObject, rest: JsonObject = {}): JsonObject {
  return defaultsFor({ type: 'object', properties, ...rest });
}

describe('defaultsFor', () => {
  it('takes each kind of default that an elicitation may declare', () => {
    expect(
      of({
        text: { type: 'string', default: '' },
        number: { type: 'number', default: 0 },
        flag: { type: 'boolean', default: false },
        one: { type: 'string', oneOf: [{ const: 'a', title: 'A' }], default: 'a' },
        many: { type: 'array', items: { enum: ['a', 'b'] }, default: ['b'] },
        nothing: { type: ['string', 'null'], default: null },
        without: { type: 'string' },
      }),
    ).toEqual({ text: '', number: 0, flag: false, one: 'a', many: ['b'], nothing: null });
  });

  it('leaves out a required property that has none: nobody invents an answer', () => {
    expect(of({ name: { type: 'string' } }, { required: ['name'] })).toEqual({});
  });

  it('gives an optional object only where its defaults are all that it requires', () => {
    const inner = { type: 'object', properties: { on: { default: true }, name: { type: 'string' } } };
    expect(of({ inner })).toEqual({ inner: { on: true } });
    expect(of({ inner: { ...inner, required: ['name'] } })).toEqual({});
    expect(of({ inner: { ...inner, required: ['name'] } }, { required: ['inner'] })).toEqual({
      inner: { on: true },
    });
  });

  it('prefers the default of the whole to those of its parts, and fills its gaps with these', () => {
    const properties = { a: { default: 1 }, b: { default: 2 } };
    expect(of(properties, { default: { a: 9, c: 3 } })).toEqual({ a: 9, b: 2, c: 3 });
    expect(of({ x: { properties, default: { a: 9 } } })).toEqual({ x: { a: 9 } });
  });

  it('sees through references, allOf in allOf, and "this or null"', () => {
    const schema = {
      $ref: '#/$defs/all',
      $defs: {
        all: { allOf: [{ $ref: '#/$defs/first' }, { properties: { b: { $ref: '#/$defs/two' } } }] },
        first: { allOf: [{ properties: { a: { default: 1 } } }] },
        two: { type: 'integer', default: 2 },
      },
      properties: {
        c: { anyOf: [{ properties: { d: { default: 4 } } }, { type: 'null' }] },
        e: { anyOf: [{ default: 5 }, { default: 6 }] },
      },
    };
    expect(defaultsFor(schema)).toEqual({ a: 1, b: 2, c: { d: 4 } });
  });

  it('ends for schemas that contain themselves, however they do it', () => {
    const node = { properties: { on: { default: true }, next: { $ref: '#/$defs/n' } }, required: ['next'] };
    expect(JSON.stringify(defaultsFor({ ...node, $defs: { n: node } })).length).toBeLessThan(400);
    const twice = { allOf: [{ $ref: '#' }, { $ref: '#' }], properties: { a: { default: 1 } } };
    expect(defaultsFor(twice)).toEqual({ a: 1 });
    const wide = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`p${String(at)}`, { $ref: '#' }]));
    expect(defaultsFor({ properties: wide })).toEqual({});
  });

  it.each([
    {},
    { properties: 'x', required: 3, allOf: {} },
    { properties: { a: 7, b: null, c: [] } },
    { $ref: 'https://elsewhere.invalid/s' },
    { default: 'text' },
  ])('gives nothing for %j', (schema) => {
    expect(defaultsFor(schema)).toEqual({});
  });

  it('treats __proto__ as a name like any other', () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"default":1}}}') as JsonObject;
    expect(JSON.stringify(defaultsFor(schema))).toBe('{"__proto__":1}');
  });
});

describe('defaultFor', () => {
  it('gives what one property adds, as long as the walk allows', () => {
    const walk = { root: {}, left: 100 };
    expect(defaultFor({ default: 0 }, walk)).toBe(0);
    expect(defaultFor({ type: 'string' }, walk)).toBeUndefined();
    expect(defaultFor({ properties: { a: { default: 1 } } }, walk)).toEqual({ a: 1 });
    expect(defaultFor(true, walk)).toBeUndefined();
    expect(defaultFor({ default: 0 }, { root: {}, left: 0 })).toBeUndefined();
  });
});
