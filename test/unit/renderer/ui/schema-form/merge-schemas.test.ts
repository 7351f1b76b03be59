import { describe, expect, it } from 'vitest';
import { mergeSchemas } from '../../../../../renderer/ui/schema-form/merge-schemas.ts';

describe('mergeSchemas', () => {
  it('joins properties and requirements, and lets both sides speak of a property that both have', () => {
    const merged = mergeSchemas(
      { properties: { a: { type: 'string' }, b: { minimum: 1 } }, required: ['a'] },
      { properties: { b: { maximum: 5 }, c: true }, required: ['a', 'b'] },
    );
    expect(merged).toEqual({
      properties: { a: { type: 'string' }, b: { allOf: [{ minimum: 1 }, { maximum: 5 }] }, c: true },
      required: ['a', 'b'],
    });
  });

  it('gives the same object for the same two, so that nothing is drawn anew', () => {
    const first = { properties: { a: { minimum: 1 } } };
    const second = { properties: { a: { maximum: 5 } } };
    const property = (): unknown => (mergeSchemas(first, second)['properties'] as { a: unknown }).a;
    expect(property()).toBe(property());
  });

  it.each([
    ['type', ['string', 'null'], 'string', 'string'],
    ['type', 'number', 'integer', 'integer'],
    ['type', 'integer', 'number', 'integer'],
    ['type', 'string', 'object', 'string'],
    ['enum', ['a', 'b', 'c'], ['b', 'c', 'd'], ['b', 'c']],
    ['minimum', 1, 3, 3],
    ['maxLength', 9, 3, 3],
    ['title', 'Outer', 'Inner', 'Outer'],
    ['additionalProperties', { type: 'string' }, false, false],
    ['properties', 'nonsense', { a: {} }, { a: {} }],
    ['required', 'nonsense', ['a'], ['a']],
  ])('%s: %j and %j become %j', (key, first, second, both) => {
    expect(mergeSchemas({ [key]: first }, { [key]: second })).toEqual({ [key]: both });
  });
});
