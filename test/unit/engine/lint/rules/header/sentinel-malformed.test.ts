import { expect, it } from 'vitest';
import { sentinelMalformed } from '../../../../../../engine/lint/rules/header/sentinel-malformed.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const call = (name: string, header: string) =>
  ({ method: 'tools/call', params: { name }, headers: { 'Mcp-Name': header } }) as const;

it.each([
  ['Zürich', '=?base64?WsO8cmljaA==?='],
  ['=?base64?begins', '=?base64?begins'],
  ['ends?=', 'ends?='],
  ['=?BASE64?plain?=', '=?BASE64?plain?='],
  ['=?base64?literal?=', '=?base64?literal?='],
  ['a', 'b'],
])('is content with %j as %j, or leaves it to another rule', (name, header) => {
  expect(findingsOf(sentinelMalformed, call(name, header))).toEqual([]);
});

it.each([
  ['Zürich', '=?BASE64?WsO8cmljaA==?='],
  ['Zürich', '=?base64?no base64!?='],
  ['Zürich', '=?base64?/w==?='],
])('finds %j as %j', (name, header) => {
  expect(findingsOf(sentinelMalformed, call(name, header))).toMatchObject([
    { side: 'client', pointer: 'header:Mcp-Name', expected: '=?base64?WsO8cmljaA==?=' },
  ]);
});
