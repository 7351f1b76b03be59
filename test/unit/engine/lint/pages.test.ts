import { expect, it } from 'vitest';
import { isOf, Pages } from '../../../../engine/lint/pages.ts';
import { exchange } from '../../../support/lint/exchange.ts';
import { pageOf } from '../../../support/lint/lists.ts';

it('remembers who gave out which cursor, with the scope of the first page', () => {
  const pages = new Pages();
  pages.learn(exchange(pageOf(undefined, 'c1', { cacheScope: 'private' })));
  pages.learn(exchange(pageOf('c1', 'c2', { cacheScope: 'public' })));
  expect(pages.given('tools/list', 'c2')).toMatchObject([
    { instanceId: 'alpha', ttlMs: 1000, scope: 'private' },
  ]);
  expect(pages.given('prompts/list', 'c2')).toEqual([]);
  expect(pages.paginates('alpha', 'tools/list')).toBe(true);
  expect(pages.paginates('beta', 'tools/list')).toBe(false);
});

it('tells whose cursor it is', () => {
  const pages = new Pages();
  pages.learn(exchange(pageOf(undefined, 'c1')));
  const [given] = pages.given('tools/list', 'c1');
  if (!given) throw new Error('nothing was remembered');
  expect(isOf(exchange(pageOf('c1', undefined)))(given)).toBe(true);
  expect(isOf(exchange(pageOf('c1', undefined, {}, { headers: { Authorization: 'x' } })))(given)).toBe(false);
  expect(isOf(exchange(pageOf('c1', undefined, {}, { meta: {} })))(given)).toBe(false);
});

it('knows whether it saw a list from its first page on', () => {
  const pages = new Pages();
  const next = exchange(pageOf('c9', undefined));
  pages.learn(next);
  expect(pages.sawFromTheStart(next)).toBe(false);
  pages.learn(exchange(pageOf(undefined, 'c1')));
  expect(pages.sawFromTheStart(next)).toBe(true);
  pages.learn(exchange(pageOf(undefined, 'c1', {}, { silent: true })));
  expect(pages.sawFromTheStart(next)).toBe(false);
});

it('remembers only so much, and then does not claim to know all', () => {
  const pages = new Pages();
  const first = exchange(pageOf(undefined, 'c'));
  for (let count = 0; count < 6000; count += 1) pages.learn(exchange(pageOf(undefined, `c${String(count)}`)));
  expect(pages.size).toBeLessThan(5010);
  expect(pages.given('tools/list', 'c0')).toEqual([]);
  expect(pages.sawFromTheStart(first)).toBe(false);
});
