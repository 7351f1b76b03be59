import { expect, it } from 'vitest';
import { scheduleOf, Trials } from '../../../../../engine/replay/prove/trial.ts';
import { answering, BAD, GOOD, INSTANCES, trialsOf } from '../../../../support/proof-samples.ts';

it('sends one request after the other, each waiting for the one before', () => {
  const schedule = scheduleOf(
    [
      { number: 1, instanceId: 'a' },
      { number: 3, instanceId: 'b', pauseMs: 50 },
    ],
    INSTANCES,
  );
  expect(schedule.choice).toEqual({ name: 'adversarial', seed: 1 });
  expect(schedule.steps).toEqual([
    { number: 1, to: ['a'], lane: 0, after: [] },
    { number: 3, to: ['b'], lane: 0, after: [1], pauseMs: 50 },
  ]);
  expect(schedule.says).toBe('Trial: #1 on alpha, #3 on beta.');
});

it('is pinned where all go to one instance, and names only the last of many', () => {
  const schedule = scheduleOf(
    Array.from({ length: 9 }, (_, index) => ({ number: index + 1, instanceId: 'c' })),
    INSTANCES,
  );
  expect(schedule.choice).toEqual({ name: 'pinned', seed: 1, instanceId: 'c' });
  expect(schedule.says).toBe('Trial: 5 steps, then #6 on gamma, #7 on gamma, #8 on gamma, #9 on gamma.');
});

it('sends no more than it may, and nothing once it is cancelled', async () => {
  const trials = trialsOf(() => GOOD, 2);
  const one = [{ number: 1, instanceId: 'a' }];
  expect([await trials.ask(one, 1), await trials.ask(one, 1), await trials.ask(one, 1)]).toMatchObject([
    { run: 1, answer: GOOD },
    { run: 2 },
    undefined,
  ]);
  expect([trials.sent, trials.spent]).toEqual([2, true]);
  const abort = new AbortController();
  const told: number[] = [];
  const other = new Trials({
    run: answering(() => BAD),
    instances: INSTANCES,
    signal: abort.signal,
    most: 9,
    onTrial: (sent) => told.push(sent),
  });
  await other.send(one);
  abort.abort();
  expect(await other.send(one)).toBeUndefined();
  expect(told).toEqual([1]);
});

it('takes nothing from a server that does not want to answer now, nor from one that does not answer', async () => {
  const trials = trialsOf((number) => (number === 1 ? { status: 429, text: 'slow down' } : undefined));
  expect(await trials.ask([{ number: 1, instanceId: 'a' }], 1)).toBeUndefined();
  expect(await trials.ask([{ number: 2, instanceId: 'a' }], 2)).toBeUndefined();
});
