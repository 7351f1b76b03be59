import { describe, expect, it } from 'vitest';
import {
  classifyPointer,
  type PointerFacts,
  type Sight,
} from '../../../../../engine/replay/diff/classify.ts';

/** As the recorded value is keyed. */
const R = 1;

/**
 * Sights in a few letters: `A1=5` is key 5 in run 1 on instance A. The word before it tells of its run: `rr` for round robin,
 * `re` for another order, nothing for pinned; `+` after it: what it builds on was on the same instance.
 */
function sights(text: string, shape = 0): Sight[] {
  return text.split(', ').map((entry) => {
    const match = /^(?:(rr|re) )?([A-C])(\d+)=(\d+)(\+?)$/.exec(entry);
    if (!match) throw new Error(`not understood: ${entry}`);
    const [, mixed, instance = 'A', run, key, together] = match;
    return {
      run: Number(run),
      instance: 'ABC'.indexOf(instance),
      circumstance: mixed ?? 'pinned',
      key: Number(key),
      shape,
      together: together === '+',
      alone: mixed === undefined,
      reordered: mixed === 're',
    };
  });
}

const facts: PointerFacts = { recorded: R, builds: false, structural: false, order: false, known: false };

describe('classifyPointer', () => {
  it.each([
    // All alike.
    ['A1=1, B2=1', {}, 'stable', 'same'],
    ['A1=5', {}, 'changed', 'alike'],
    ['A1=5, B2=5', {}, 'changed', 'alike'],
    ['A1=5, B2=5', { recorded: undefined }, 'stable', 'same'],
    ['A1=5, B2=5', { known: true }, 'noise', 'known'],
    ['A1=5, B2=5', { beside: true }, 'noise', 'beside'],
    ['A1=5, A2=5, B3=6, B4=6', { beside: true }, 'noise', 'beside'],
    ['A1=1, B2=1', { beside: true }, 'stable', 'same'],
    // The same circumstances, another value.
    ['A1=5, A2=6', {}, 'noise', 'repeats-differ'],
    ['A1=5, A2=6, A3=7', { structural: true }, 'noise', 'repeats-differ'],
    ['A1=5, A2=6, A3=5', { structural: true }, 'noise', 'repeats-differ'],
    ['A1=5, A2=6, A3=5', { known: true, structural: true }, 'noise', 'known'],
    // One way only: what an earlier run created is there in all later ones.
    ['rr B1=1, A2=5, A3=5, B4=5', { structural: true }, 'order-dependent', 'first-run'],
    ['A1=1, A2=5, A3=5, B4=5', { structural: true }, 'order-dependent', 'moves-on'],
    ['A1=1, A2=5', { structural: true }, 'order-dependent', 'moves-on'],
    ['A1=1, A2=5, A3=5', {}, 'order-dependent', 'moves-on'],
    // But lists are not created by anybody.
    ['A1=1, A2=5, A3=5', { structural: true, order: true }, 'noise', 'repeats-differ'],
    // By the instance.
    ['A1=1, A2=1, B3=5', {}, 'sticky', 'by-instance'],
    ['A1=1, B2=5', {}, 'unclear', 'by-instance-few'],
    ['rr B1=5, A2=1, A3=1', {}, 'unclear', 'by-instance-few'],
    ['rr B1=5, A2=1, A3=1, B4=5', {}, 'sticky', 'by-instance'],
    // By where it went.
    ['rr B1=5, A2=1+, A3=1+, B4=1+, rr A5=5', { builds: true, structural: true }, 'sticky', 'when-apart'],
    ['rr B1=5, A2=1+, A3=1+, rr B4=1', { builds: true, structural: true }, 'order-dependent', 'moves-on'],
    ['A1=1+, A2=1+, rr B3=5, rr B4=1', { builds: true, structural: true }, 'sticky', 'when-apart'],
    ['A1=1+, rr A2=5', { builds: true, structural: true }, 'unclear', 'when-apart-few'],
    ['A1=1, A2=1, B3=1, rr B4=5', {}, 'sticky', 'when-mixed'],
    // By what came before.
    ['A1=1, A2=1, B3=1, re B4=5', {}, 'order-dependent', 'reordered'],
    ['A1=1, A2=1, B3=5, rr A4=5, rr B5=1', {}, 'order-dependent', 'came-before'],
    ['A1=1, re A2=5', {}, 'unclear', 'few'],
  ] as const)('%s with %j is %s: %s', (text, more, expected, reason) => {
    const found = classifyPointer(sights(text), { ...facts, ...more });
    expect(found).toMatchObject({ class: expected, reason });
    const violates = expected === 'noise' && reason === 'repeats-differ' && 'structural' in more;
    expect(found.violates).toBe(violates ? true : undefined);
  });

  it('asks for more where only times, ids or numbers differ', () => {
    const shape = 7;
    const classOf = (text: string, more: Partial<PointerFacts> = {}) =>
      classifyPointer(sights(text, shape), { ...facts, ...more });
    expect(classOf('A1=5')).toEqual({ class: 'unclear', reason: 'once', loose: true });
    expect(classOf('A1=1, A2=1, B3=5')).toEqual({ class: 'unclear', reason: 'by-instance-few', loose: true });
    expect(classOf('A1=1, A2=1, B3=5, B4=5')).toEqual({
      class: 'sticky',
      reason: 'by-instance',
      loose: true,
    });
    expect(classOf('A1=1, A2=5')).toEqual({ class: 'noise', reason: 'repeats-differ', loose: true });
    expect(classOf('A1=1, A2=5, A3=1', { structural: true })).toEqual({
      class: 'noise',
      reason: 'repeats-differ',
      violates: true,
    });
  });

  it('does not ask in which order it was told', () => {
    const all = sights('rr B1=5, A2=1+, A3=1+, B4=1+, rr A5=5');
    const told = { ...facts, builds: true, structural: true };
    expect(classifyPointer(all.toReversed(), told)).toEqual(classifyPointer(all, told));
  });

  it('says nothing of nothing', () => {
    expect(classifyPointer([], facts)).toEqual({ class: 'stable', reason: 'same' });
  });
});
