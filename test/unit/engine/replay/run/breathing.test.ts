import { expect, it } from 'vitest';
import { breathing } from '../../../../../engine/replay/run/breathing.ts';

const busy = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

it('lets others have their turn after a slice, and not before', async () => {
  const breather = breathing();
  expect(breather()).toBeUndefined();
  busy(25);
  let others = false;
  setImmediate(() => {
    others = true;
  });
  const turn = breather();
  expect(turn).toBeInstanceOf(Promise);
  await turn;
  expect(others).toBe(true);
  expect(breather()).toBeUndefined();
});
