import { describe, expect, it } from 'vitest';
import { firstValueFor, skeletonFor } from '../../../../shared/model/schema-skeleton.ts';

describe('skeletonFor', () => {
  it('holds required properties and those with a default, nothing else, in the order of the schema', () => {
    const schema = {
      type: 'object',
      properties: {
        optional: { type: 'string' },
        limit: { type: 'integer', default: 10 },
        query: { type: 'string' },
        deep: {
          type: 'object',
          properties: { on: { type: 'boolean' }, off: { type: 'boolean' } },
          required: ['on'],
        },
      },
      required: ['query', 'deep'],
    };
    expect(JSON.stringify(skeletonFor(schema))).toBe('{"limit":10,"query":"","deep":{"on":false}}');
  });

  it('takes const, the first enum value and the least number that is allowed', () => {
    const schema = {
      properties: {
        kind: { const: 'x' },
        level: { enum: ['low', 'high'] },
        shard: { type: 'integer', minimum: 3 },
        above: { type: 'number', exclusiveMinimum: 0 },
        below: { type: 'number', maximum: -2 },
        list: { type: 'array' },
        maybe: { type: ['null', 'string'] },
        either: { anyOf: [{ type: 'boolean' }, { type: 'string' }] },
      },
      required: ['kind', 'level', 'shard', 'above', 'below', 'list', 'maybe', 'either'],
    };
    expect(skeletonFor(schema)).toEqual({
      kind: 'x',
      level: 'low',
      shard: 3,
      above: 1,
      below: -2,
      list: [],
      maybe: '',
      either: false,
    });
  });

  it('follows local references and leaves others alone', () => {
    const schema = {
      properties: { a: { $ref: '#/$defs/a~1b' }, b: { $ref: 'https://elsewhere.invalid/schema.json' } },
      required: ['a', 'b'],
      $defs: { 'a/b': { type: 'string', default: 'found' } },
    };
    expect(skeletonFor(schema)).toEqual({ a: 'found', b: null });
  });

  it('ends for schemas that refer to themselves', () => {
    const node = { properties: { next: { $ref: '#/$defs/node' } }, required: ['next'] };
    const text = JSON.stringify(skeletonFor({ ...node, $defs: { node } }));
    expect(text.startsWith('{"next":{"next":')).toBe(true);
    expect(text.length).toBeLessThan(200);
  });

  it.each([undefined, null, true, 'x', [], { properties: 'no' }, { properties: { a: 7 }, required: 'a' }])(
    'gives an empty object for what is no usable schema: %j',
    (schema) => {
      expect(skeletonFor(schema)).toEqual({});
    },
  );

  it('keeps a property that is called __proto__ as data', () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"default":1}}}') as { properties: { x: number } };
    expect(JSON.stringify(skeletonFor(schema))).toBe('{"__proto__":1}');
  });

  it('takes the same defaults as an elicitation: of nested objects, through allOf and beside null', () => {
    const schema = {
      allOf: [{ properties: { a: { properties: { on: { default: true } } } } }],
      properties: {
        b: { anyOf: [{ type: 'integer', default: 3 }, { type: 'null' }] },
        c: { type: 'object', properties: { x: { type: 'string' }, y: { default: 2 } }, required: ['x'] },
        d: { type: 'object', properties: { x: { type: 'string' } } },
      },
      required: ['c'],
    };
    expect(skeletonFor(schema)).toEqual({ b: 3, c: { x: '', y: 2 }, a: { on: true } });
  });

  it('ends soon for a short schema that unfolds without measure', () => {
    const names = Array.from({ length: 30 }, (_, at) => `p${String(at)}`);
    const schema = {
      properties: Object.fromEntries(names.map((name) => [name, { $ref: '#' }])),
      required: names,
    };
    expect(JSON.stringify(skeletonFor(schema)).length).toBeLessThan(500_000);
  });
});

describe('firstValueFor', () => {
  it.each([
    [{ $ref: '#/$defs/a' }, 'x'],
    [{ type: 'array' }, []],
    [{ type: ['null', 'boolean'] }, false],
    [{ oneOf: [{ type: 'null' }, { type: 'string' }] }, ''],
    [{ anyOf: [{ const: 'red' }, { const: 'blue' }] }, 'red'],
    [true, null],
  ])('%j begins as %j', (schema, value) => {
    expect(firstValueFor(schema, { $defs: { a: { const: 'x' } } })).toEqual(value);
  });
});
