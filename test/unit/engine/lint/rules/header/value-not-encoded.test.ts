import { expect, it } from 'vitest';
import { valueNotEncoded } from '../../../../../../engine/lint/rules/header/value-not-encoded.ts';
import { LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, foreign } from '../../../../../support/lint/through-gateway.ts';

const call = (name: string, header: string) =>
  ({ method: 'tools/call', params: { name }, headers: { 'Mcp-Name': header } }) as const;

it.each([
  ['plain', 'plain'],
  ['=?base64?only the beginning', '=?base64?only the beginning'],
  ['Zürich', '=?base64?WsO8cmljaA==?='],
  ['one', 'other'],
])('is content with %j as %j', (name, header) => {
  expect(findingsOf(valueNotEncoded, call(name, header))).toEqual([]);
});

it.each([
  ['Zürich', 'Zürich'],
  [' padded ', 'padded'],
  ['=?base64?literal?=', '=?base64?literal?='],
  ['=?base64?bGl0?=', '=?base64?bGl0?='],
])('finds %j that travels as %j', (name, header) => {
  const [finding, ...more] = findingsOf(valueNotEncoded, call(name, header));
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ side: 'client', pointer: 'header:Mcp-Name' });
  expect(finding?.expected).toBe(`=?base64?${Buffer.from(name).toString('base64')}?=`);
});

it('looks at parameters of listed tools, too', () => {
  const wrong = routeCall({ region: 'Zürich' }, { 'Mcp-Param-Region': 'Zürich' });
  expect(findingsOf(valueNotEncoded, wrong)).toEqual([]);
  expect(findingsOf(valueNotEncoded, LISTED, wrong)).toMatchObject([{ pointer: 'header:Mcp-Param-Region' }]);
});

it('leaves alone bytes that something in between may have changed', () => {
  const headers = clientHeaderList(['Mcp-Name'], ['Mcp-Name', 'Zürich'], ['Via', '1.1 nginx']);
  expect(findingsOf(valueNotEncoded, { ...call('Zürich', ''), ...foreign(headers) })).toEqual([]);
});
