import { describe, expect, it } from 'vitest';
import type { GatewayRule } from '../../../../shared/model/gateway.ts';
import type { Way } from '../../../../renderer/routing/flow.ts';
import {
  instanceWords,
  sumWords,
  wayRank,
  wayWords,
  whatWords,
} from '../../../../renderer/routing/routing-words.ts';
import { makeFlow } from './make-flow.ts';

function rule(id: string, name: string): GatewayRule {
  const action = { kind: 'refuse', status: 403, text: '' } as const;
  return { id, name, enabled: true, match: [], faults: [], action };
}

const gateways = [
  { id: 'g1', name: 'shop', rules: [rule('r1', 'Baskets'), rule('r2', 'Lists')] },
  { id: 'g2', name: 'other', rules: [rule('r1', 'All')] },
];

describe('the words', () => {
  it.each<[Way, string, RegExp]>([
    [{ kind: 'rule', gatewayId: 'g1', rule: 'r2' }, 'Lists', /of shop took them/],
    [{ kind: 'rule', gatewayId: 'g1', rule: 'gone' }, 'gone', /no more/],
    [{ kind: 'rule', gatewayId: 'gone', rule: 'r1' }, 'r1', /a gateway that is not in this workspace/],
    [{ kind: 'otherwise', gatewayId: 'g2' }, 'otherwise', /No rule of other/],
    [{ kind: 'sent' }, 'sent by Hopscope', /Compose/],
    [{ kind: 'passed' }, 'recorded in passing', /hopscope record/],
    [{ kind: 'imported' }, 'imported', /another recording/],
  ])('for the way %o: %s', (way, text, hint) => {
    expect(wayWords(way, gateways).text).toBe(text);
    expect(wayWords(way, gateways).hint).toMatch(hint);
  });

  it('call a flow by its name, or by its method where it has none', () => {
    expect(whatWords({ method: 'tools/call', name: 'whoami' })).toEqual({
      text: 'whoami',
      hint: 'tools/call whoami',
    });
    expect(whatWords({ method: 'tools/list', name: '' }).text).toBe('tools/list');
  });

  it('say who answered where no instance did', () => {
    expect(instanceWords({ instanceId: 'i1', instanceName: 'alpha' }).text).toBe('alpha');
    expect(instanceWords({ instanceId: '', instanceName: 'shop' })).toMatchObject({
      text: 'none: answered by the gateway',
      hint: expect.stringMatching(/^shop answered by itself/) as string,
    });
  });

  it('leave out what did not happen', () => {
    expect(sumWords(makeFlow({ count: 1 }))).toBe('1 exchange');
    expect(sumWords(makeFlow({ count: 1204, failed: 12, lying: 3, faulted: 1 }))).toBe(
      '1,204 exchanges, 12 failed, 3 with lying headers, 1 with injected faults',
    );
  });
});

describe('wayRank', () => {
  it('has the rules in the order of the table, gateway by gateway, and what nobody routed last', () => {
    const ordered: readonly Way[] = [
      { kind: 'rule', gatewayId: 'g1', rule: 'r1' },
      { kind: 'rule', gatewayId: 'g1', rule: 'r2' },
      { kind: 'otherwise', gatewayId: 'g1' },
      { kind: 'rule', gatewayId: 'g2', rule: 'r1' },
      { kind: 'otherwise', gatewayId: 'gone' },
      { kind: 'sent' },
    ];
    const ranks = ordered.map((way) => wayRank(way, gateways));
    expect(new Set(ranks).size).toBe(ranks.length);
    expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
  });
});
