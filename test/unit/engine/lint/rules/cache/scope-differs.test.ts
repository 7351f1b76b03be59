import { expect, it } from 'vitest';
import { scopeDiffers } from '../../../../../../engine/lint/rules/cache/scope-differs.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { pageOf } from '../../../../../support/lint/lists.ts';

const shared = { cacheScope: 'public' };
const own = { cacheScope: 'private' };

it('finds a page with another scope than the first', () => {
  const pages = [pageOf(undefined, 'c1', own), pageOf('c1', 'c2', shared), pageOf('c2', undefined, own)];
  expect(findingsOf(scopeDiffers, ...pages)).toMatchObject([
    { side: 'server', pointer: 'event:0:/result/cacheScope', expected: '"private"', found: '"public"' },
  ]);
});

it('spares a list that was begun anew', () => {
  const pages = [pageOf(undefined, 'c1', own), pageOf(undefined, 'c1', shared)];
  expect(findingsOf(scopeDiffers, ...pages, pageOf('c1', undefined, shared))).toEqual([]);
  expect(findingsOf(scopeDiffers, ...pages, pageOf('c1', undefined, own))).toEqual([]);
});

it('spares other people’s lists, and those that began before the recording', () => {
  const headers = { Authorization: 'Bearer other' };
  expect(
    findingsOf(scopeDiffers, pageOf(undefined, 'c1', own, { headers }), pageOf('c1', undefined, shared)),
  ).toEqual([]);
  expect(findingsOf(scopeDiffers, pageOf('c1', 'c2', shared), pageOf('c2', undefined, own))).toEqual([]);
});
