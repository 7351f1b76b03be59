import { expect, it } from 'vitest';
import { compareHeaders } from '../../../../../renderer/traffic/detail/compare-headers.ts';

it('lays both sides beside each other and says what became of each line', () => {
  const client = [
    ['Host', '127.0.0.1:47300'],
    ['connection', 'keep-alive'],
    ['accept', 'a'],
    ['Accept', 'b'],
    ['mcp-method', 'tools/call'],
  ] as const;
  const server = [
    ['Host', '127.0.0.1:3001'],
    ['accept', 'a'],
    ['X-Added', '1'],
    ['Accept', 'b'],
    ['MCP-METHOD', 'tools/call'],
    ['Authorization', 'Bearer x'],
  ] as const;
  expect(
    compareHeaders(client, server).map(({ before, after, fate }) => [before?.[0], after?.[0], fate]),
  ).toEqual([
    ['Host', 'Host', 'value'],
    ['connection', undefined, 'removed'],
    ['accept', 'accept', 'same'],
    [undefined, 'X-Added', 'added'],
    ['Accept', 'Accept', 'same'],
    ['mcp-method', 'MCP-METHOD', 'case'],
    [undefined, 'Authorization', 'added'],
  ]);
});

it('keeps lines apart that only changed their places', () => {
  const lines = compareHeaders(
    [
      ['A', '1'],
      ['B', '2'],
    ],
    [
      ['B', '2'],
      ['A', '1'],
    ],
  );
  expect(lines.map(({ before, fate }) => [before?.[0], fate])).toEqual([
    ['A', 'same'],
    ['B', 'same'],
  ]);
});

it('has nothing where neither side has', () => {
  expect(compareHeaders([], [])).toEqual([]);
});
