import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../../shared/model/draft.ts';
import { readNode, type FormNode } from '../../../../../renderer/ui/schema-form/read-node.ts';
import { compileSchema } from '../../../../../renderer/ui/schema-form/validate-against.ts';

function node(raw: JsonValue, value?: JsonValue, root: JsonObject = {}): FormNode {
  return readNode(raw, value, { root, fits: compileSchema(root).fits });
}

describe('readNode', () => {
  it.each([
    [{ type: 'string' }, 'text', false],
    [{ type: 'integer' }, 'integer', false],
    [{ type: 'number' }, 'number', false],
    [{ type: 'boolean' }, 'boolean', false],
    [{ type: 'null' }, 'null', false],
    [{ type: 'object' }, 'object', false],
    [{ type: 'array' }, 'array', false],
    [{ properties: {} }, 'object', false],
    [{ items: {} }, 'array', false],
    [{ pattern: 'x' }, 'text', false],
    [{ minimum: 1 }, 'number', false],
    [{ description: 'anything' }, 'any', false],
    [{}, 'any', false],
    [true, 'any', false],
    [false, 'nothing', false],
    [{ type: ['string', 'null'] }, 'text', true],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'integer', true],
    [{ oneOf: [{ type: 'null' }, { type: 'object' }] }, 'object', true],
    [{ type: ['string', 'integer'] }, 'alternatives', false],
    [{ type: ['string', 'integer', 'null'] }, 'alternatives', true],
    [{ enum: ['a', null] }, 'choice', true],
    [{ const: 5 }, 'choice', false],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, 'choices', false],
    [{ type: 'nonsense' }, 'any', false],
  ])('%j is shown as %s', (raw, kind, nullable) => {
    expect(node(raw)).toMatchObject({ kind, nullable });
  });

  it('reads each spelling of an enumeration, with its titles', () => {
    const labels = (raw: JsonValue): readonly string[] => node(raw).choices.map((choice) => choice.label);
    expect(labels({ type: 'string', enum: ['a', ''] })).toEqual(['a', '(empty text)']);
    expect(labels({ type: 'string', enum: ['a', 'b'], enumNames: ['First', 'Second'] })).toEqual([
      'First',
      'Second',
    ]);
    const titled = [
      { const: '#f00', title: 'Red' },
      { const: '#0f0', title: 'Green' },
    ];
    expect(labels({ type: 'string', oneOf: titled })).toEqual(['Red', 'Green']);
    expect(labels({ anyOf: [...titled, { type: 'null' }] })).toEqual(['Red', 'Green']);
    expect(labels({ type: 'array', items: { anyOf: titled } })).toEqual(['Red', 'Green']);
    expect(labels({ enum: [1, { a: 2 }] })).toEqual(['1', '{"a":2}']);
  });

  it('merges what allOf, references and conditions add', () => {
    const root = {
      $defs: { named: { properties: { name: { type: 'string' } }, required: ['name'] } },
      type: 'object',
      allOf: [{ $ref: '#/$defs/named' }],
      if: { properties: { on: { const: true } }, required: ['on'] },
      then: { properties: { why: { type: 'string' } } },
      else: { properties: { who: { type: 'string' } } },
      dependentSchemas: { name: { properties: { nick: {} } } },
      dependentRequired: { name: ['nick'] },
    };
    const members = (value: JsonValue): unknown => {
      const { schema } = node(root, value, root);
      return [Object.keys(schema['properties'] as object), schema['required']];
    };
    expect(members({})).toEqual([['name', 'who'], ['name']]);
    expect(members({ on: true })).toEqual([['name', 'why'], ['name']]);
    expect(members({ name: 'x' })).toEqual([
      ['name', 'who', 'nick'],
      ['name', 'nick'],
    ]);
  });

  it('leaves what lies below as it is, so that a schema which contains itself ends', () => {
    const root = { $ref: '#/$defs/n', $defs: { n: { properties: { next: { $ref: '#/$defs/n' } } } } };
    const { kind, schema } = node(root, undefined, root);
    expect(kind).toBe('object');
    expect(schema['properties']).toEqual({ next: { $ref: '#/$defs/n' } });
  });

  it.each([
    { $ref: '#' },
    { allOf: [{ $ref: '#' }] },
    { anyOf: [{ $ref: '#' }] },
    { oneOf: [{ $ref: '#' }, { type: 'null' }] },
    { anyOf: [{ $ref: '#' }, { $ref: '#' }] },
  ])('ends for %j', (root) => {
    expect(node(root, undefined, root).kind).toBeTypeOf('string');
  });

  it('names alternatives by title, tag, reference or type, and tells equal names apart', () => {
    const root = { $defs: { Circle: { type: 'object' } } };
    const labels = (options: JsonValue): readonly string[] =>
      node({ anyOf: options }, undefined, root).alternatives.map((own) => own.label);
    expect(
      labels([
        { title: 'By name', type: 'object' },
        { properties: { kind: { const: 'square' } } },
        { $ref: '#/$defs/Circle' },
        { type: 'array' },
        { items: {}, minimum: 1, type: ['object', 'string'] },
      ]),
    ).toEqual(['By name', 'kind: square', 'Circle', 'list', 'alternative 5']);
    expect(labels([{ type: 'object' }, { type: 'object', properties: {} }])).toEqual([
      'object (1)',
      'object (2)',
    ]);
  });

  it('gives each alternative what stands beside them, and takes mere limits for no alternatives', () => {
    const raw = {
      type: 'object',
      properties: { a: {} },
      oneOf: [{ properties: { b: {} } }, { type: 'object' }],
    };
    const [first] = node(raw).alternatives;
    expect(Object.keys(node(first?.schema ?? {}).schema['properties'] as object)).toEqual(['a', 'b']);
    expect(node({ properties: { a: {} }, anyOf: [{ required: ['a'] }, { required: ['b'] }] }).kind).toBe(
      'object',
    );
  });

  it('says what cannot be used', () => {
    expect(node({ $ref: 'https://elsewhere.invalid/s' }).problem).toBe(
      'The schema refers to "https://elsewhere.invalid/s". Hopscope fetches nothing for a schema.',
    );
    expect(node(7).problem).toBe('The schema is neither an object nor true or false.');
  });
});
