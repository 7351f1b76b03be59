import { expect, it } from 'vitest';
import { paramUnexpected } from '../../../../../../engine/lint/rules/header/param-unexpected.ts';
import { LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('is content with a header for a value, and none for none', () => {
  expect(
    findingsOf(
      paramUnexpected,
      LISTED,
      routeCall({ region: 'us' }, { 'Mcp-Param-Region': 'us' }),
      routeCall({}),
    ),
  ).toEqual([]);
});

it.each([{ region: null }, {}])('finds a header for %j', (args) => {
  expect(findingsOf(paramUnexpected, LISTED, routeCall(args, { 'Mcp-Param-Region': 'us' }))).toMatchObject([
    { side: 'client', pointer: 'header:Mcp-Param-Region', found: '"us"' },
  ]);
});

it('leaves alone headers that the tool does not know, and values of another type', () => {
  expect(findingsOf(paramUnexpected, LISTED, routeCall({}, { 'Mcp-Param-Note': 'x' }))).toEqual([]);
  expect(
    findingsOf(paramUnexpected, LISTED, routeCall({ shard: 1.5 }, { 'Mcp-Param-Shard': '1.5' })),
  ).toEqual([]);
});
