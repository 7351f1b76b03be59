import { expect, it } from 'vitest';
import { encodedRefused } from '../../../../../../engine/lint/rules/header/encoded-refused.ts';
import { headerMismatch, LISTED, routeCall } from '../../../../../support/lint/annotated-tool.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const ZURICH = '=?base64?WsO8cmljaA==?=';
const read = (message: string, headers: Readonly<Record<string, string>> = {}) =>
  ({
    method: 'prompts/get',
    params: { name: 'Zürich' },
    headers: { 'Mcp-Name': ZURICH, ...headers },
    ...headerMismatch(message),
  }) as const;

it('is content with a server that decodes', () => {
  const { method, params, headers } = read('');
  const served = { method, params, headers, result: { messages: [] } };
  expect(findingsOf(encodedRefused, served)).toEqual([]);
});

it.each(['Header mismatch', "Mcp-Name header value '=?base64?' does not match"])('finds %j', (message) => {
  expect(findingsOf(encodedRefused, read(message))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'header:Mcp-Name' },
  ]);
});

it('leaves alone a refusal for another header that does not match, or that it names', () => {
  expect(findingsOf(encodedRefused, read('Header mismatch', { 'Mcp-Method': 'x' }))).toEqual([]);
  expect(findingsOf(encodedRefused, read('Mcp-Method is missing'))).toEqual([]);
});

it('does not guess about a tool that was never listed', () => {
  const call = routeCall({ region: 'Zürich' }, { 'Mcp-Param-Region': ZURICH }, { ...headerMismatch() });
  expect(findingsOf(encodedRefused, call)).toEqual([]);
  expect(
    findingsOf(encodedRefused, LISTED, {
      ...call,
      params: { name: 'route', arguments: { region: 'Zürich', shard: 1 } },
      headers: { ...call.headers, 'Mcp-Param-Shard': '1' },
    }),
  ).toMatchObject([{ pointer: 'header:Mcp-Param-Region' }]);
});
