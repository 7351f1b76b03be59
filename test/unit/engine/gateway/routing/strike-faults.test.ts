import { describe, expect, it } from 'vitest';
import { createFaultDice, describeFault } from '../../../../../engine/gateway/routing/strike-faults.ts';
import type { Fault, FaultAction } from '../../../../../shared/model/gateway.ts';

const fault = (id: string, probability: number, enabled = true): Fault => ({
  id,
  enabled,
  probability,
  does: { kind: 'refuse' },
});
const times = (seed: number, faults: Fault[], count = 200): string[] => {
  const dice = createFaultDice(seed);
  return Array.from({ length: count }, () =>
    dice
      .strike(faults)
      .map(({ id }) => id)
      .join('+'),
  );
};

describe('createFaultDice', () => {
  it('always, never, and not at all', () => {
    expect(new Set(times(1, [fault('a', 1), fault('b', 0), fault('c', 1, false)]))).toEqual(new Set(['a']));
  });

  it('strikes as often as it should, the same for the same seed', () => {
    const struck = times(1, [fault('a', 0.3)], 1000);
    expect(struck).toEqual(times(1, [fault('a', 0.3)], 1000));
    expect(struck).not.toEqual(times(2, [fault('a', 0.3)], 1000));
    expect(struck.filter((id) => id === 'a').length).toBeGreaterThan(250);
    expect(struck.filter((id) => id === 'a').length).toBeLessThan(350);
  });

  it('changes nothing for a fault when there is another one', () => {
    const alone = times(1, [fault('a', 0.5)]);
    const beside = times(1, [fault('b', 0.5), fault('a', 0.5)]).map((ids) => (ids.includes('a') ? 'a' : ''));
    expect(beside).toEqual(alone);
  });
});

describe('describeFault', () => {
  it.each<[FaultAction, string]>([
    [{ kind: 'delay', ms: 20 }, '20 ms'],
    [{ kind: 'refuse' }, 'without an answer'],
    [{ kind: 'status', status: 503, text: '' }, '503'],
    [{ kind: 'cut', after: 'events', count: 2 }, '2 events'],
    [{ kind: 'duplicate' }, 'next instance'],
    [{ kind: 'swap', maxHoldMs: 5 }, 'held back'],
    [{ kind: 'down', forMs: 5 }, '5 ms'],
    [
      { kind: 'header', side: 'request', op: 'strip', name: 'Mcp-Name' },
      'Mcp-Name was taken out of the request',
    ],
    [
      { kind: 'header', side: 'answer', op: 'change', name: 'X', value: 'y' },
      'X of the answer was changed to "y"',
    ],
    [{ kind: 'header', side: 'answer', op: 'recase', name: 'x' }, 'x of the answer was written'],
    [{ kind: 'header', side: 'request', op: 'add', name: 'X', value: 'y' }, 'X: y was added to the request'],
  ])('%j', (does, part) => {
    expect(describeFault(does)).toContain(part);
  });
});
