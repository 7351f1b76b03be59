import { describe, expect, it } from 'vitest';
import { flowKey, groupFlows, wayKey, type Way } from '../../../../renderer/routing/flow.ts';
import { makeFlow } from './make-flow.ts';

describe('the keys', () => {
  it('tell every two ways and flows apart', () => {
    const ways: readonly Way[] = [
      { kind: 'sent' },
      { kind: 'passed' },
      { kind: 'imported' },
      { kind: 'otherwise', gatewayId: 'g1' },
      { kind: 'otherwise', gatewayId: 'g2' },
      { kind: 'rule', gatewayId: 'g1', rule: 'a' },
      { kind: 'rule', gatewayId: 'g2', rule: 'a' },
    ];
    expect(new Set(ways.map(wayKey)).size).toBe(ways.length);
    const alike = makeFlow({ method: 'a b', name: 'c' });
    expect(flowKey(alike)).not.toBe(flowKey(makeFlow({ method: 'a', name: 'b c' })));
  });
});

describe('groupFlows', () => {
  it('adds up by method what differs in the name only, and leaves the flows as they were', () => {
    const flows = [
      makeFlow({ count: 3, failed: 1 }),
      makeFlow({ name: 'basket_get', count: 4, failed: 2, lying: 1, faulted: 3 }),
      makeFlow({ name: 'basket_get', instanceId: 'i2', count: 5 }),
    ];
    const groups = groupFlows(flows, 'method');
    expect(groups).toMatchObject([
      { method: 'tools/call', name: '', instanceId: 'i1', count: 7, failed: 3, lying: 1, faulted: 3 },
      { name: '', instanceId: 'i2', count: 5 },
    ]);
    expect(new Set(groups.map(({ key }) => key)).size).toBe(2);
    expect(flows[0]?.count).toBe(3);
    expect(groupFlows(flows, 'name')).toBe(flows);
  });
});
