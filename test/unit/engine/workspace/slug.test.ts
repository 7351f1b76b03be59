import { expect, test } from 'vitest';
import { isSlug, slugFor } from '../../../../engine/workspace/slug.ts';

const free = (): boolean => false;

test.each([
  ['Staging EU', 'staging-eu'],
  ['  Zürich №1! ', 'zurich-no1'],
  ['../../etc/passwd', 'etc-passwd'],
  ['日本', 'instance'],
  ['con', 'my-con'],
  ['COM1', 'my-com1'],
  ['demo', 'my-demo'],
  ['Demo alpha', 'my-demo-alpha'],
  ['demonstration', 'demonstration'],
  ['x'.repeat(200), 'x'.repeat(60)],
])('%j becomes %j', (name, slug) => {
  expect(slugFor(name, free, 'instance')).toBe(slug);
  expect(isSlug(slug)).toBe(true);
});

test('counts on where the slug is taken', () => {
  const taken = new Set(['a', 'a-2']);
  expect(slugFor('A', (slug) => taken.has(slug), 'instance')).toBe('a-3');
});

test.each(['', '-a', 'a-', 'A', 'a/b', '..', 'a.b', 'nul', 'demo-alpha'])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false);
});
