import { describe, expect, it } from 'vitest';
import { strategyForm, strategyOf } from '../../../../renderer/gateway/strategy-form.ts';
import type { Strategy } from '../../../../shared/model/gateway.ts';

const POOL = ['a', 'b'];

describe('a strategy in its fields', () => {
  it.each<Strategy>([
    { kind: 'round-robin' },
    { kind: 'random', seed: 4_294_967_295 },
    { kind: 'least-pending' },
    { kind: 'pinned', instanceId: 'b' },
    { kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } },
    { kind: 'sticky', by: { kind: 'cookie', name: 'lb' } },
    { kind: 'hash', header: 'Mcp-Name' },
    { kind: 'weighted', weights: { a: 3, b: 0 } },
  ])('comes back as it was: $kind', (strategy) => {
    expect(strategyOf(strategyForm(strategy, POOL), POOL)).toEqual({ ok: true, value: strategy });
  });

  it('keeps a proposal for each kind', () => {
    const form = strategyForm({ kind: 'round-robin' }, POOL);
    expect(strategyOf({ ...form, kind: 'pinned' }, POOL)).toMatchObject({ value: { instanceId: 'a' } });
    expect(strategyOf({ ...form, kind: 'sticky' }, POOL)).toMatchObject({
      value: { by: { name: 'Mcp-Session-Id' } },
    });
    expect(strategyOf({ ...form, kind: 'weighted' }, POOL)).toMatchObject({
      value: { weights: { a: 1, b: 1 } },
    });
  });

  it.each([
    [{ kind: 'random', seed: '-1' }, 'seed'],
    [{ kind: 'random', seed: '4294967296' }, 'seed'],
    [{ kind: 'pinned', instanceId: 'gone' }, 'instance'],
    [{ kind: 'sticky', stickyName: 'Mcp Session' }, 'sticky'],
    [{ kind: 'hash', hashHeader: '' }, 'hash'],
    [{ kind: 'weighted', weights: { a: 'x' } }, 'weights'],
    [{ kind: 'weighted', weights: { a: '0', b: '0' } }, 'weights'],
  ] as const)('says what is wrong with %j', (change, field) => {
    const read = strategyOf({ ...strategyForm({ kind: 'round-robin' }, POOL), ...change }, POOL);
    expect(read).toMatchObject({ ok: false, problem: { field } });
  });
});
