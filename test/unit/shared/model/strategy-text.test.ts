import { expect, test } from 'vitest';
import type { Strategy } from '../../../../shared/model/gateway.ts';
import { formatStrategy, readStrategy } from '../../../../shared/model/strategy-text.ts';

const pods = [
  { id: 'i-1', name: 'alpha' },
  { id: 'i-2', name: 'beta=2' },
];

test.each<[string, Strategy]>([
  ['round-robin', { kind: 'round-robin' }],
  ['least-pending', { kind: 'least-pending' }],
  ['random:7', { kind: 'random', seed: 7 }],
  ['pinned:alpha', { kind: 'pinned', instanceId: 'i-1' }],
  ['sticky:Mcp-Session-Id', { kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } }],
  ['sticky:cookie:pod', { kind: 'sticky', by: { kind: 'cookie', name: 'pod' } }],
  ['hash:Mcp-Name', { kind: 'hash', header: 'Mcp-Name' }],
  ['weighted:alpha=3,beta=2=1', { kind: 'weighted', weights: { 'i-1': 3, 'i-2': 1 } }],
])('%s there and back', (text, strategy) => {
  expect(readStrategy(text, pods)).toEqual({ ok: true, strategy });
  expect(formatStrategy(strategy, pods)).toBe(text);
});

test('what is left out has a meaning, and ids are names, too', () => {
  expect(readStrategy('random', pods)).toMatchObject({ strategy: { seed: 1 } });
  expect(readStrategy('pinned', pods)).toMatchObject({ strategy: { instanceId: 'i-1' } });
  expect(readStrategy('pinned:i-2', pods)).toMatchObject({ strategy: { instanceId: 'i-2' } });
});

test.each([
  ['fastest', 'Known: round-robin'],
  ['round-robin:2', 'nothing after a colon'],
  ['random:x', 'whole number'],
  ['random:', 'whole number'],
  ['random:-1', 'whole number'],
  ['pinned:gamma', 'Known: alpha, beta=2'],
  ['sticky', 'sticky:cookie:NAME'],
  ['sticky:a b', 'sticky:cookie:NAME'],
  ['hash:', 'hash:Mcp-Name'],
  ['weighted', 'weighted:alpha=3'],
  ['weighted:alpha=-1', 'weighted:alpha=3'],
  ['weighted:gamma=1', 'Known: alpha'],
  ['weighted:alpha=0,beta=2=0', 'more than 0'],
])('%j is refused with what to write instead', (text, part) => {
  const read = readStrategy(text, pods);
  expect(read.ok ? '' : read.reason).toContain(part);
});
