import { expect, it } from 'vitest';
import { concerns, contrastAt } from '../../../../../engine/replay/prove/contrast.ts';

const STEP = { method: 'tools/call', name: 'x' };

it('finds a difference at the pointer, below it, and above it where a whole branch is another one', () => {
  const one = { status: 200, result: { a: { b: 1 }, c: 1 } };
  expect(contrastAt(STEP, '/result/a', one, { status: 200, result: { a: { b: 2 }, c: 1 } })).toMatchObject({
    pointer: '/result/a/b',
    left: 1,
    right: 2,
  });
  expect(contrastAt(STEP, '/result/a/b', one, { status: 200, result: { c: 1 } })?.kind).toBe('removed');
  expect(contrastAt(STEP, '/result/a', one, { status: 200, result: { a: { b: 1 }, c: 2 } })).toBeUndefined();
});

it('takes an error instead of a result for a contrast at the error', () => {
  const got = { status: 400, error: { code: 1, message: 'no' } };
  expect(contrastAt(STEP, '/error', { status: 200, result: {} }, got)?.kind).toBe('added');
});

it.each([
  ['/result/a', '/result/a', true],
  ['/result/a', '/result/a/0', true],
  ['/result/a/0', '/result/a', true],
  ['/result/a', '/result/ab', false],
])('%s concerns %s: %s', (one, other, expected) => {
  expect(concerns(one, other)).toBe(expected);
});
