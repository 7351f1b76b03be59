import { expect, it } from 'vitest';
import { integerUnsafe } from '../../../../../../engine/lint/rules/header/integer-unsafe.ts';
import { LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it.each([Number.MAX_SAFE_INTEGER, -7, 1.5])('is content with %j', (shard) => {
  expect(findingsOf(integerUnsafe, LISTED, routeCall({ shard }))).toEqual([]);
});

it.each([2 ** 53, -(2 ** 60)])('finds %j', (shard) => {
  expect(
    findingsOf(integerUnsafe, LISTED, routeCall({ shard }, { 'Mcp-Param-Shard': String(shard) })),
  ).toMatchObject([{ side: 'client', pointer: 'request:/params/arguments/shard' }]);
});

it('leaves parameters alone that are not annotated', () => {
  expect(findingsOf(integerUnsafe, LISTED, routeCall({ note: 2 ** 60 }))).toEqual([]);
});
