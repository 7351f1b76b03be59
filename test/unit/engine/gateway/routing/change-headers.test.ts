import { expect, test } from 'vitest';
import { changeHeaders } from '../../../../../engine/gateway/routing/change-headers.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

const headers: HeaderList = [
  ['Host', 'a'],
  ['MCP-Name', 'x'],
  ['mcp-name', 'y'],
];
const on = (op: 'strip' | 'change' | 'recase' | 'add', name: string, value?: string) =>
  changeHeaders(
    headers,
    [{ kind: 'header', side: 'request', op, name, ...(value !== undefined && { value }) }],
    'request',
  );

test('each does what it says to all of that name, in their places', () => {
  expect(on('strip', 'Mcp-Name')).toEqual([['Host', 'a']]);
  expect(on('change', 'Mcp-Name', 'z')).toEqual([
    ['Host', 'a'],
    ['MCP-Name', 'z'],
    ['mcp-name', 'z'],
  ]);
  expect(on('recase', 'mCP-nAME')).toEqual([
    ['Host', 'a'],
    ['mCP-nAME', 'x'],
    ['mCP-nAME', 'y'],
  ]);
  expect(on('add', 'Mcp-Name', 'z')).toEqual([...headers, ['Mcp-Name', 'z']]);
  expect(on('change', 'Absent', 'z')).toEqual(headers);
});

test('the other side and other faults change nothing', () => {
  const faults = [{ kind: 'header', side: 'answer', op: 'strip', name: 'Host' }, { kind: 'refuse' }] as const;
  expect(changeHeaders(headers, faults, 'request')).toBe(headers);
});
