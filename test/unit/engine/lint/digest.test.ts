import { expect, it } from 'vitest';
import { digest } from '../../../../engine/lint/digest.ts';

it('leaves short texts as they are, and makes long ones short', () => {
  expect(digest('s1')).toBe('s1');
  expect(digest('x'.repeat(1_000_000)).length).toBeLessThan(30);
});

it('tells long texts apart', () => {
  const texts = Array.from({ length: 2000 }, (_, at) => `${'a'.repeat(100)}${String(at)}`);
  expect(new Set([...texts, `${'a'.repeat(99)}b0`].map(digest)).size).toBe(2001);
  expect(digest('é'.repeat(200))).toBe(digest('é'.repeat(200)));
});
