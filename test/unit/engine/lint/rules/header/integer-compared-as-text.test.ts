import { expect, it } from 'vitest';
import { integerComparedAsText } from '../../../../../../engine/lint/rules/header/integer-compared-as-text.ts';
import { headerMismatch, LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const refused = (header: string, message?: string) =>
  routeCall(
    { region: 'us', shard: 42 },
    { 'Mcp-Param-Region': 'us', 'Mcp-Param-Shard': header },
    { ...headerMismatch(message) },
  );

it('is content where the numbers are written alike, or differ', () => {
  expect(findingsOf(integerComparedAsText, LISTED, refused('42'), refused('43'))).toEqual([]);
});

it('finds 42.0 that was not taken for 42', () => {
  expect(findingsOf(integerComparedAsText, LISTED, refused('42.0'))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'header:Mcp-Param-Shard' },
  ]);
});

it('leaves alone a refusal that names another header', () => {
  expect(findingsOf(integerComparedAsText, LISTED, refused('42.0', 'Mcp-Param-Region is wrong'))).toEqual([]);
});
