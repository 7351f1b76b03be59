import { expect, it } from 'vitest';
import { withKept } from '../../../../../renderer/ui/answer-panel/kept-drafts.ts';

it('keeps the hundred that were touched last', () => {
  let kept: ReadonlyMap<string, unknown> = new Map();
  for (let number = 0; number < 100; number += 1) kept = withKept(kept, `round ${String(number)}`, number);
  kept = withKept(kept, 'round 0', 'touched');
  kept = withKept(kept, 'round 100', 100);
  expect(kept.size).toBe(100);
  expect(kept.get('round 0')).toBe('touched');
  expect(kept.has('round 1')).toBe(false);
  expect([...kept.keys()].at(-1)).toBe('round 100');
});

it('forgets what is no longer wanted, and nothing else', () => {
  const kept = withKept(withKept(new Map(), 'a', 1), 'b', 2);
  expect([...withKept(kept, 'a', undefined)]).toEqual([['b', 2]]);
  expect([...withKept(kept, 'c', undefined)]).toEqual([...kept]);
});
