import { expect, it } from 'vitest';
import {
  actionWords,
  FAULTS,
  faultWords,
  matchWords,
  strategyWords,
} from '../../../../renderer/gateway/gateway-words.ts';
import { FAULT_KINDS } from '../../../../shared/model/gateway.ts';

const nameOf = (id: string): string => ({ a: 'alpha', b: 'beta' })[id] ?? id;

it('says strategies with the names of instances', () => {
  expect(strategyWords({ kind: 'pinned', instanceId: 'b' }, nameOf)).toBe('pinned to beta');
  expect(strategyWords({ kind: 'weighted', weights: { a: 3, b: 1 } }, nameOf)).toBe(
    'weighted: alpha 3, beta 1',
  );
  expect(strategyWords({ kind: 'sticky', by: { kind: 'cookie', name: 'lb' } }, nameOf)).toBe(
    'sticky by cookie lb',
  );
});

it('says what a rule asks and does', () => {
  expect(matchWords([])).toBe('every request');
  expect(
    matchWords([
      { header: 'Mcp-Method', test: 'exact', value: 'tools/call' },
      { header: 'Mcp-Session-Id', test: 'absent' },
    ]),
  ).toBe('Mcp-Method equals tools/call and Mcp-Session-Id is absent');
  expect(actionWords({ kind: 'refuse', status: 503, text: 'full' }, nameOf)).toBe('refused with 503: full');
  expect(
    actionWords({ kind: 'route', instanceIds: ['a'], strategy: { kind: 'hash', header: 'X' } }, nameOf),
  ).toBe('alpha, hash of X');
  expect(actionWords({ kind: 'route', strategy: { kind: 'round-robin' } }, nameOf)).toBe('all, round robin');
});

it('says what faults do', () => {
  expect(faultWords({ kind: 'cut', after: 'events', count: 1 })).toBe('cuts the answer after 1 event');
  expect(faultWords({ kind: 'cut', after: 'bytes', count: 20 })).toBe('cuts the answer after 20 bytes');
  expect(faultWords({ kind: 'header', side: 'request', op: 'recase', name: 'MCP-NAME' })).toContain(
    'MCP-NAME',
  );
  expect(Object.keys(FAULTS).sort()).toEqual([...FAULT_KINDS].sort());
});
