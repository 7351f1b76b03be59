import { expect, it } from 'vitest';
import { seenWords } from '../../../../../renderer/replay/verdict/seen-words.ts';

it('tells by instance in which runs a value was seen', () => {
  const seenAt = [3, 1, 1].map((run) => ({ run, instanceId: 'a' })).concat([{ run: 2, instanceId: 'b' }]);
  expect(seenWords({ seenAt })).toEqual([
    { instanceId: 'a', runs: 'runs 1, 3' },
    { instanceId: 'b', runs: 'run 2' },
  ]);
  const many = Array.from({ length: 7 }, (_, index) => ({ run: index + 1, instanceId: 'a' }));
  expect(seenWords({ seenAt: many })[0]?.runs).toBe('runs 1, 2, 3, 4 and 3 more');
});
