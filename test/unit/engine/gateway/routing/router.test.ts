import { describe, expect, it } from 'vitest';
import { createRouter, type InstanceView } from '../../../../../engine/gateway/routing/router.ts';
import type { Availability, GatewayRule } from '../../../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

const rule = (change: Partial<GatewayRule> & Pick<GatewayRule, 'id'>): GatewayRule => ({
  name: change.id,
  enabled: true,
  match: [],
  action: { kind: 'route', strategy: { kind: 'round-robin' } },
  faults: [],
  ...change,
});
const call: HeaderList = [['Mcp-Method', 'tools/call']];
const isCall = [{ header: 'Mcp-Method', test: 'exact', value: 'tools/call' }] as const;

function route(rules: GatewayRule[], availability: Record<string, Availability> = {}) {
  const view = (id: string): InstanceView => ({
    name: `pod ${id}`,
    pending: 0,
    availability: availability[id] ?? 'up',
  });
  const fault = { id: 'f', enabled: true, probability: 1, does: { kind: 'delay', ms: 1 } } as const;
  return createRouter(
    { instanceIds: ['a', 'b', 'c'], rules, strategy: { kind: 'round-robin' }, faults: [fault] },
    view,
  );
}

describe('createRouter', () => {
  it('lets the first rule decide that holds, and tells which were tried', () => {
    const router = route([
      rule({ id: 'off', enabled: false }),
      rule({ id: 'session', match: [{ header: 'Mcp-Session-Id', test: 'present' }] }),
      rule({
        id: 'calls',
        match: isCall,
        action: { kind: 'route', instanceIds: ['b'], strategy: { kind: 'round-robin' } },
      }),
      rule({ id: 'all' }),
    ]);
    const decision = router.decide(call);
    expect(decision).toMatchObject({ kind: 'forward', instanceId: 'b', faults: [] });
    expect(decision.trace).toMatchObject({
      tried: [
        { rule: 'session', matched: false, because: 'Mcp-Session-Id is absent' },
        { rule: 'calls', matched: true },
      ],
      rule: 'calls',
      strategy: 'round-robin',
      candidates: [{ instanceId: 'b', name: 'pod b', pending: 0 }],
      chosen: 'b',
      why: 'Round robin: pod b is next.',
    });
  });

  it('goes on where it was, after other settings, as long as the strategy is the same', () => {
    const view = (id: string): InstanceView => ({ name: id, pending: 0, availability: 'up' });
    const settings = {
      instanceIds: ['a', 'b'],
      rules: [rule({ id: 'calls', match: isCall })],
      strategy: { kind: 'sticky', by: { kind: 'header', name: 'S' } },
      faults: [],
    } as const;
    const first = createRouter(settings, view);
    const opened = first.decide([]);
    first.learn(opened.trace, 'b', [['S', '1']]);
    first.decide(call);
    const second = createRouter(
      { ...settings, rules: [rule({ id: 'calls', name: 'x', match: isCall })] },
      view,
      first,
    );
    expect(second.decide([['S', '1']])).toMatchObject({ instanceId: 'b' });
    expect(second.decide(call)).toMatchObject({ instanceId: 'b' });
    const third = createRouter({ ...settings, strategy: { kind: 'round-robin' } }, view, second);
    expect(third.decide([['S', '1']])).toMatchObject({ instanceId: 'a' });
  });

  it('falls back to the gateway’s own strategy and faults', () => {
    const router = route([rule({ id: 'calls', match: isCall })]);
    const decision = router.decide([]);
    expect(decision).toMatchObject({ kind: 'forward', instanceId: 'a', faults: [{ id: 'f' }] });
    expect(decision.trace.rule).toBeUndefined();
    // Each rule has turns of its own.
    expect(router.decide(call).trace.chosen).toBe('a');
  });

  it('refuses where a rule says so, and where nobody is left', () => {
    const router = route([
      rule({ id: 'no', match: isCall, action: { kind: 'refuse', status: 403, text: 'no calls' } }),
    ]);
    expect(router.decide(call)).toMatchObject({
      kind: 'answer',
      status: 403,
      text: 'no calls',
      trace: { rule: 'no' },
    });
    const empty = route([], { a: 'drained', b: 'drained', c: 'drained' });
    expect(empty.decide(call)).toMatchObject({ kind: 'answer', status: 503 });
  });

  it('passes the drained over, and still chooses what refuses connections', () => {
    const router = route([], { a: 'drained', b: 'refuses' });
    const first = router.decide([]);
    expect(first).toMatchObject({ kind: 'forward', instanceId: 'b', refuses: true });
    expect(first.trace.candidates).toMatchObject([
      { instanceId: 'a', availability: 'drained' },
      { instanceId: 'b', availability: 'refuses' },
      { instanceId: 'c' },
    ]);
    expect(router.decide([])).toMatchObject({ instanceId: 'c', refuses: false });
    // Sent twice: to the next one that takes connections.
    expect(router.another(first.trace)).toBe('c');
  });

  it('says of a pool without instances that it is empty, not that all are drained', () => {
    const strategy = { kind: 'round-robin' } as const;
    const router = route([rule({ id: 'calls', action: { kind: 'route', instanceIds: ['gone'], strategy } })]);
    expect(router.decide(call)).toMatchObject({
      kind: 'answer',
      status: 503,
      text: 'The rule calls sends to no instance of this gateway: choose some in the rule.',
    });
    const bare = { instanceIds: [], rules: [], strategy, faults: [] };
    expect(
      createRouter(bare, () => ({ name: '', pending: 0, availability: 'up' })).decide(call),
    ).toMatchObject({
      status: 503,
      text: 'This gateway has no instances: choose some in its settings.',
    });
  });

  it('knows no instance that has left the gateway', () => {
    const router = route([
      rule({ id: 'gone', action: { kind: 'route', instanceIds: ['z'], strategy: { kind: 'round-robin' } } }),
    ]);
    expect(router.decide([])).toMatchObject({ kind: 'answer', status: 503 });
  });

  it('lets the rule learn whose answer it was, and only that rule', () => {
    const sticky = { kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } } as const;
    const router = route([rule({ id: 'sticky', action: { kind: 'route', strategy: sticky } })]);
    const { trace } = router.decide([]);
    router.learn(trace, 'c', [['Mcp-Session-Id', 's']]);
    expect(router.decide([['Mcp-Session-Id', 's']])).toMatchObject({ instanceId: 'c' });
  });

  it('previews without taking a turn', () => {
    const router = route([rule({ id: 'calls', match: isCall })]);
    expect(router.preview(call)).toMatchObject({ rule: 'calls', tried: [{ matched: true }] });
    expect(router.preview([]).rule).toBeUndefined();
    expect(router.decide(call)).toMatchObject({ instanceId: 'a' });
  });
});
