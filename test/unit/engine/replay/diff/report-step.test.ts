import { describe, expect, it } from 'vitest';
import { rankOf, worstOf, type FinalPointer } from '../../../../../engine/replay/diff/report-step.ts';
import type { DifferenceClass } from '../../../../../shared/model/replay-verdict.ts';

const pointer = (own: DifferenceClass, violates = false): FinalPointer => ({
  pointer: `/${own}`,
  order: false,
  classified: { class: own, reason: 'few', ...(violates && { violates: true as const }) },
});

describe('the worst of a step', () => {
  it('is hidden state, then what ought never to vary; noise says nothing', () => {
    const all = (['stable', 'noise', 'unclear', 'changed', 'order-dependent', 'sticky'] as const).map((own) =>
      pointer(own),
    );
    for (const [index, each] of all.entries()) {
      expect(worstOf(all.slice(0, index + 1), true).class).toBe(each.classified.class);
    }
    expect(worstOf([pointer('order-dependent'), pointer('noise', true)], true)).toMatchObject({
      class: 'noise',
      violates: true,
    });
    expect(rankOf({ class: 'sticky' })).toBeLessThan(rankOf({ class: 'noise', violates: true }));
  });

  it('is unclear where nobody answered', () => {
    expect(worstOf([], true).class).toBe('stable');
    expect(worstOf([], false).class).toBe('unclear');
  });
});
