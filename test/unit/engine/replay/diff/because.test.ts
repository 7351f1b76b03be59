import { describe, expect, it } from 'vitest';
import { becauseOf, valueWords, type Naming } from '../../../../../engine/replay/diff/because.ts';
import { REASONS, type Classified, type Sight } from '../../../../../engine/replay/diff/classify.ts';

const naming: Naming = {
  instance: (index) => ['alpha', 'beta'][index] ?? '?',
  value: (key) => `"v${String(key)}"`,
  elsewhere: () => 7,
  order: false,
};

function sight(run: number, instance: number, key: number, more: Partial<Sight> = {}): Sight {
  return {
    run,
    instance,
    key,
    circumstance: '',
    shape: 0,
    together: true,
    alone: true,
    reordered: false,
    ...more,
  };
}

const because = (classified: Classified, sights: readonly Sight[], more: Partial<Naming> = {}) =>
  becauseOf(classified, sights, { ...naming, ...more });

describe('becauseOf', () => {
  it('names runs, instances and values', () => {
    const apart = { together: false, alone: false };
    const split = [sight(2, 0, 1), sight(1, 1, 5, apart), sight(3, 0, 1)];
    expect(because({ class: 'sticky', reason: 'when-apart' }, split)).toBe(
      'The same 2 times where all that it builds on was on the same instance, and otherwise not: on beta (run 1). In run 1 #7 had gone elsewhere.',
    );
    expect(because({ class: 'sticky', reason: 'when-mixed' }, split)).toBe(
      'The same 2 times in runs on one instance only, and otherwise not: on beta (run 1), while other requests went to other instances.',
    );
    expect(
      because(
        { class: 'noise', reason: 'repeats-differ', violates: true },
        [sight(1, 0, 1), sight(2, 0, 2)],
        { order: true },
      ),
    ).toBe(
      'On alpha the same schedule gave "v1", then "v2" (runs 1, 2). A list ought to come in the same order each time.',
    );
    expect(
      because({ class: 'order-dependent', reason: 'moves-on' }, [
        sight(1, 0, 1),
        sight(2, 0, 2),
        sight(3, 1, 2),
      ]),
    ).toBe(
      'It was "v1" (run 1), and "v2" ever since (runs 2, 3): what earlier runs left behind would do that.',
    );
    expect(because({ class: 'changed', reason: 'alike' }, [sight(1, 0, 2), sight(2, 1, 2)])).toBe(
      'All 2 answers are alike, on alpha (run 1), on beta (run 2), and unlike the recording.',
    );
    expect(because({ class: 'noise', reason: 'known' }, [], { known: 'two times' })).toBe(
      'Known noise: two times',
    );
  });

  it('has a sentence for every reason, and stays short', () => {
    const many = Array.from({ length: 200 }, (_, index) => sight(index + 1, index % 2, index));
    for (const reason of REASONS) {
      const text = because({ class: 'unclear', reason }, many, { value: () => 'x'.repeat(5_000) });
      expect(text, reason).toMatch(/^[A-Z].*[.:)…x]$|^Known noise: $|too: $/);
      expect(text.length, reason).toBeLessThan(700);
      expect(because({ class: 'unclear', reason }, [sight(1, 0, 1)]), reason).toBeTruthy();
    }
  });

  it('says values in few words', () => {
    expect(valueWords(undefined)).toBe('nothing');
    expect(valueWords({ code: -32602, message: 'No such basket' })).toBe('“No such basket” (-32602)');
    expect(valueWords(['a', 1])).toBe('["a",1]');
  });
});
