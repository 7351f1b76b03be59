import { expect, it } from 'vitest';
import { retryWithoutRefresh } from '../../../../../../engine/lint/rules/header/retry-without-refresh.ts';
import { headerMismatch, LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const REFUSED = routeCall({ region: 'us' }, {}, headerMismatch('Mcp-Param-Region is missing'));
const AGAIN = routeCall({ region: 'us' }, { 'Mcp-Param-Region': 'us' });

it('is content with a fresh list in between, with another call, and with giving up', () => {
  expect(findingsOf(retryWithoutRefresh, REFUSED, LISTED, AGAIN)).toEqual([]);
  expect(findingsOf(retryWithoutRefresh, REFUSED, routeCall({ region: 'eu' }))).toEqual([]);
  expect(findingsOf(retryWithoutRefresh, REFUSED)).toEqual([]);
});

it('finds the same call again', () => {
  expect(findingsOf(retryWithoutRefresh, REFUSED, AGAIN, AGAIN)).toMatchObject([
    { severity: 'warning', side: 'client', pointer: 'request' },
  ]);
  const unnamed = routeCall({ region: 'us' }, {}, headerMismatch());
  expect(findingsOf(retryWithoutRefresh, LISTED, unnamed, AGAIN)).toHaveLength(1);
});

it('leaves alone calls that were on their way already, tampered ones, and refusals for another header', () => {
  expect(findingsOf(retryWithoutRefresh, REFUSED, { ...AGAIN, row: { startedAt: 1 } })).toEqual([]);
  const tampered = { row: { tampered: true } };
  expect(findingsOf(retryWithoutRefresh, { ...REFUSED, ...tampered }, AGAIN)).toEqual([]);
  const other = routeCall({ region: 'us' }, { 'Mcp-Name': 'x' }, headerMismatch());
  expect(findingsOf(retryWithoutRefresh, other, AGAIN)).toEqual([]);
});
