import { describe, expect, it, vi } from 'vitest';
import {
  arraySchemaFor,
  createProblemStore,
  handleOf,
  objectSchemaFor,
  rawOf,
} from '../../../../../renderer/ui/schema-form/form-context.ts';

describe('the problems of a form', () => {
  it('are told by place, and tell whoever listens', () => {
    const store = createProblemStore();
    const heard = vi.fn();
    const stop = store.subscribe(heard);
    store.set([
      { pointer: '/a', message: 'One.' },
      { pointer: '/a', message: 'Two.' },
      { pointer: '/a/b', message: 'Three.' },
      { pointer: '/ab', message: 'Four.' },
    ]);
    expect(store.get('/a')).toBe('One. Two.');
    expect(store.getWithin('/a')).toBe('One. Two. At /b: Three.');
    expect(store.get('/none')).toBe('');
    stop();
    store.set([]);
    expect(store.get('/a')).toBe('');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('handles', () => {
  it('pass a subschema through as it is, the same for the same', () => {
    const raw = { $ref: '#/$defs/a' };
    expect(handleOf(raw)).toBe(handleOf(raw));
    expect(rawOf(handleOf(raw))).toBe(raw);
    expect(rawOf(handleOf(false))).toBe(false);
    expect(rawOf({ type: 'string' })).toEqual({ type: 'string' });
  });

  it('stand for all members of an object', () => {
    const more = { type: 'integer' };
    const schema = objectSchemaFor({
      properties: { a: true },
      required: ['a', 7],
      additionalProperties: more,
      patternProperties: { '^x': more, '(': more },
    });
    expect(schema.required).toEqual(['a']);
    expect(schema.additionalProperties).toBe(handleOf(more));
    expect(Object.keys(schema.patternProperties ?? {})).toEqual(['^x']);
    expect(objectSchemaFor({ properties: 'x', required: 'y' })).toEqual({
      type: 'object',
      properties: {},
      required: [],
    });
  });

  it('stand for the entries of lists and tuples', () => {
    const first = { type: 'string' };
    expect(arraySchemaFor({ items: first, maxItems: 3 })).toEqual({
      type: 'array',
      items: handleOf(first),
      maxItems: 3,
    });
    expect(arraySchemaFor({ prefixItems: [first], items: false })).toEqual({
      type: 'array',
      items: [handleOf(first)],
    });
    expect(arraySchemaFor({ items: [first] }).additionalItems).toBeDefined();
    expect(rawOf(arraySchemaFor({}).items as never)).toBe(true);
  });
});
