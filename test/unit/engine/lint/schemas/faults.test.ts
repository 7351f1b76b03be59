import { expect, it } from 'vitest';
import { z } from 'zod';
import { faultsOf } from '../../../../../engine/lint/schemas/faults.ts';

function said(schema: z.ZodType, value: unknown, most = 5): readonly string[] {
  const { error } = schema.safeParse(value);
  return faultsOf(error?.issues ?? [], value, most).map(({ path, says }) => `${path.join('.')} ${says}`);
}

it.each<[z.ZodType, unknown, string]>([
  [z.object({ a: z.string() }), {}, 'a is missing'],
  [z.object({ a: z.string() }), { a: null }, 'a should be text, is null'],
  [z.object({ a: z.int() }), { a: 1.5 }, 'a should be an integer, is the number 1.5'],
  [z.object({ a: z.boolean() }), { a: [] }, 'a should be true or false, is a list'],
  [z.object({ a: z.enum(['x', 'y']) }), { a: 'z' }, 'a should be "x" or "y", is "z"'],
  [z.object({ a: z.literal(1) }), { a: {} }, 'a should be 1, is an object'],
  [z.object({ a: z.array(z.string()).max(1) }), { a: ['', ''] }, 'a has more than 1 entries'],
  [z.object({ a: z.custom((one) => one === 1, 'Expected a one') }), { a: 2 }, 'a does not fit'],
  [z.object({ a: z.string().refine(() => false, { message: 'is odd' }) }), { a: 'b' }, 'a is odd'],
  [
    z.object({
      a: z.unknown().superRefine((_a, at) => at.addIssue('Invalid input: expected string, received number')),
    }),
    { a: 2 },
    'a should be text, is a number',
  ],
])('says what is wrong in words: %#', (schema, value, expected) => {
  expect(said(schema, value)).toEqual([expected]);
});

it('takes the form that comes nearest', () => {
  const form = z.union([
    z.object({ kind: z.literal('a'), size: z.number() }),
    z.object({ kind: z.literal('b'), name: z.string(), text: z.string() }),
    z.array(z.number()),
  ]);
  expect(said(form, { kind: 'b', name: 'n', text: 1 })).toEqual(['text should be text, is a number']);
  expect(said(form, ['x'])).toEqual(['0 should be a number, is "x"']);
});

it('marks a kind that is unknown', () => {
  const schema = z.discriminatedUnion('type', [
    z.object({ type: z.literal('a') }),
    z.object({ type: z.literal('b') }),
  ]);
  const { error } = schema.safeParse({ type: 'c' });
  expect(faultsOf(error?.issues ?? [], { type: 'c' }, 5)).toMatchObject([
    { path: ['type'], says: 'should be "a" or "b", is "c"', unknownKind: true },
  ]);
});

it('tells at most as many as were asked for', () => {
  expect(said(z.array(z.string()), [1, 2, 3], 2)).toHaveLength(2);
});
