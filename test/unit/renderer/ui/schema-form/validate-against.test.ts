import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../../shared/model/draft.ts';
import {
  checkOf,
  compileSchema,
  validateAgainst,
} from '../../../../../renderer/ui/schema-form/validate-against.ts';

function told(schema: JsonValue, value: JsonValue | undefined): readonly string[] {
  return validateAgainst(schema, value).problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('validateAgainst', () => {
  it('names each place, as many as there are', () => {
    const schema = {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 3 },
        age: { type: 'integer', minimum: 18 },
        'a/b': { enum: ['x', 'y'] },
        deep: { type: 'object', properties: { on: { type: 'boolean' } }, required: ['on'] },
        list: { type: 'array', items: { type: 'number' }, maxItems: 2, uniqueItems: true },
      },
      required: ['name', 'gone'],
    };
    const value = { name: 'Al', age: 17.5, 'a/b': 'z', deep: {}, list: [1, 'x', 1] };
    expect([...told(schema, value)].sort()).toEqual([
      '/age Must be 18 or more.',
      '/age Must be a whole number.',
      '/a~1b Must be one of "x", "y".',
      '/deep/on Required.',
      '/gone Required.',
      '/list Must have 2 entries or fewer.',
      '/list Must not have the same entry twice.',
      '/list/1 Must be a number.',
      '/name Must have 3 characters or more.',
    ]);
    expect(told(schema, { name: 'Alma', gone: null })).toEqual([]);
  });

  it.each([
    ['email', 'nobody', 'a@b.example'],
    ['uri', 'no uri', 'https://a.example/x?y#z'],
    ['date', '2026-02-30', '2026-02-28'],
    ['date-time', '2026-02-28', '2026-02-28T12:00:00Z'],
    ['uuid', '12', '123e4567-e89b-12d3-a456-426614174000'],
  ])('knows the format %s', (format, bad, good) => {
    expect(told({ type: 'string', format }, bad)).toEqual([` Must be a valid ${format}.`]);
    expect(told({ type: 'string', format }, good)).toEqual([]);
  });

  it('says of alternatives what is wrong with the one that was meant', () => {
    const nullable = { anyOf: [{ type: 'integer', maximum: 9 }, { type: 'null' }] };
    expect(told(nullable, null)).toEqual([]);
    expect(told(nullable, 10)).toEqual([' Must be 9 or less.']);
    expect(told(nullable, 'x')).toEqual([' Fits none of the alternatives.']);

    const shape = {
      oneOf: [
        {
          properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
          required: ['kind', 'radius'],
        },
        { properties: { kind: { const: 'square' }, side: { type: 'number' } }, required: ['kind', 'side'] },
      ],
    };
    expect(told(shape, { kind: 'square' })).toEqual(['/side Required.']);
    expect(told(shape, { kind: 'square', side: 'x' })).toEqual(['/side Must be a number.']);
    expect(told({ oneOf: [{ type: 'number' }, { type: 'integer' }] }, 1)).toEqual([
      ' Fits more than one alternative.',
    ]);
  });

  it('follows references within the schema, also where it contains itself', () => {
    const schema = {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: { label: { $ref: '#/$defs/label' }, next: { $ref: '#/$defs/node' } },
          required: ['label'],
        },
        label: { type: 'string', maxLength: 3, $anchor: 'label' },
      },
    };
    expect(told(schema, { label: 'a', next: { label: 'long', next: {} } })).toEqual([
      '/next/label Must have 3 characters or fewer.',
      '/next/next/label Required.',
    ]);
  });

  it('knows tuples, conditions, dependencies and unevaluated properties of 2020-12', () => {
    expect(told({ prefixItems: [{ type: 'number' }, { type: 'string' }], items: false }, [1, 2, 3])).toEqual([
      '/1 Must be text.',
      '/2 The schema allows nothing here.',
    ]);
    const conditional = { if: { required: ['a'] }, then: { required: ['b'] } };
    expect(told(conditional, { a: 1 })).toEqual(['/b Required.']);
    expect(told({ dependentRequired: { a: ['b'] } }, { a: 1 })).toEqual(['/b Required.']);
    const closed = { allOf: [{ properties: { a: true } }], unevaluatedProperties: false };
    expect(told(closed, { a: 1, b: 2 })).toEqual(['/b The schema allows nothing here.']);
  });

  it('fetches nothing: what refers elsewhere is named and not checked, and the rest is', () => {
    const schema = {
      properties: {
        far: { $ref: 'https://elsewhere.invalid/schema.json' },
        lost: { $ref: '#/$defs/none' },
        near: { type: 'string' },
      },
    };
    const { problems, unchecked } = validateAgainst(schema, { far: 1, lost: 2, near: 3 });
    expect(problems).toEqual([{ pointer: '/near', message: 'Must be text.' }]);
    expect(unchecked).toEqual([
      'The schema refers to "https://elsewhere.invalid/schema.json". Hopscope fetches nothing for a schema: that part is not checked.',
      'The schema refers to "#/$defs/none", which is not in it: that part is not checked.',
    ]);
  });

  it.each(['(', '^(a+)+$', '^([a-z]*)*$'])('does not run the pattern %s', (pattern) => {
    const text = `${'a'.repeat(60)}!`;
    const { problems, unchecked } = validateAgainst({ properties: { x: { pattern } } }, { x: text });
    expect(problems).toEqual([]);
    expect(unchecked).toHaveLength(1);
    expect(unchecked[0]).toContain(pattern);
  });

  it.each([
    true,
    null,
    'nonsense',
    7,
    [],
    { type: 'nonsense' },
    { type: 12, properties: 'x', required: 3, enum: 'y', items: 4, allOf: {} },
    { properties: { a: 7, b: null } },
    { $ref: '#' },
    { $ref: 5 },
    { $id: 'a b\\c://', properties: { a: { $id: 'x' }, b: { $id: 'x' } } },
    { allOf: [{ $ref: '#' }] },
  ])('does not throw for %j', (schema) => {
    expect(() => validateAgainst(schema, { a: 1 })).not.toThrow();
    expect(() => compileSchema(schema).fits({ type: 'string' }, 'x')).not.toThrow();
  });

  it('says when a schema cannot be used at all', () => {
    expect(validateAgainst({ $ref: '#' }, 1).unchecked[0]).toMatch(
      /^The schema could not be used for checking/,
    );
  });

  it('leaves the schema as it was', () => {
    const schema = { properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string' } } };
    const frozen = Object.freeze({ ...schema, properties: Object.freeze(schema.properties) });
    expect(told(frozen, { a: 1 })).toEqual(['/a Must be text.']);
    expect(Object.getOwnPropertyNames(schema.$defs.a)).toEqual(['type']);
  });

  it('reads older drafts as what they say they are', () => {
    const old = { items: [{ type: 'number' }], additionalItems: false };
    expect(told({ ...old, $schema: 'http://json-schema.org/draft-07/schema#' }, [1, 2])).toHaveLength(1);
  });
});

describe('fits', () => {
  it('checks a part of the schema, whose references point into the whole', () => {
    const check = checkOf({ $defs: { id: { type: 'string', minLength: 2 } } });
    const part = { properties: { id: { $ref: '#/$defs/id' } }, required: ['id'] };
    expect(check.fits(part, { id: 'ab' })).toBe(true);
    expect(check.fits(part, { id: 'a' })).toBe(false);
    expect(check.fits(true, 1)).toBe(true);
    expect(check.fits(false, 1)).toBe(false);
  });

  it('is made once for a schema', () => {
    const schema = { type: 'object' };
    expect(checkOf(schema)).toBe(checkOf(schema));
  });
});
