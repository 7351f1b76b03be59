import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../shared/model/draft.ts';
import { checkableSchema } from '../../../../shared/model/checkable-schema.ts';

describe('checkableSchema', () => {
  it('copies what can be checked and changes nothing of it', () => {
    const schema = {
      $defs: { a: { type: 'string', $anchor: 'a' } },
      properties: { $ref: { $ref: '#/$defs/a' }, pattern: { $ref: '#a' } },
      default: { $ref: 'https://data.invalid/' },
      enum: [{ pattern: '(' }],
    };
    const copy = checkableSchema(schema);
    expect(copy).toEqual({ schema, unchecked: [] });
    expect(copy.schema).not.toBe(schema);
  });

  it('turns dynamic references into ordinary ones', () => {
    const schema = { $dynamicAnchor: 'node', properties: { next: { $dynamicRef: '#node' } } };
    expect(checkableSchema(schema).schema).toEqual({
      $anchor: 'node',
      properties: { next: { $ref: '#node' } },
    });
  });

  it('leaves out references and patterns that cannot be used, and names each once', () => {
    const far = { $ref: 'https://elsewhere.invalid/s', title: 'kept' };
    const { schema, unchecked } = checkableSchema({
      properties: { a: far, b: far, c: { $ref: 5 } },
      patternProperties: { '(': { type: 'string' }, '^ok': { pattern: '(a*)*' } },
    });
    expect(schema).toEqual({
      properties: { a: { title: 'kept' }, b: { title: 'kept' }, c: {} },
      patternProperties: { '^ok': {} },
    });
    expect(unchecked).toHaveLength(4);
  });

  it.each(['^[a-z]+$', '^(a|b)+$', '^(ab)+$', '(x{2})?', '^\\d{1,3}(\\.\\d{1,3}){3}$'])(
    'keeps the harmless pattern %s',
    (pattern) => {
      expect(checkableSchema({ pattern }).schema).toEqual({ pattern });
    },
  );

  it('ends for a schema nested without measure', () => {
    let deep: JsonValue = true;
    for (let at = 0; at < 5_000; at += 1) deep = { not: deep };
    const { unchecked } = checkableSchema({ properties: { a: deep } });
    expect(unchecked).toEqual(['The schema is nested deeper than 200 levels: the rest is not checked.']);
  });
});
