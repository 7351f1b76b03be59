import { describe, expect, it } from 'vitest';
import { longestWaitMs, nextPollMs, sendUntil } from '../../../../../engine/replay/run/poll-until.ts';
import type { StepSender } from '../../../../../engine/replay/run/step-sender.ts';
import { sampleStep } from '../../../../support/replay/run-samples.ts';

const task = (status: string, pollIntervalMs?: unknown) => ({
  result: { status, ...(pollIntervalMs !== undefined && { pollIntervalMs }) } as never,
});

describe('nextPollMs', () => {
  it.each([
    ['ended', 'working', 700, 700],
    ['ended', 'input_required', 700, 700],
    ['asks', 'input_required', 700, undefined],
    ['asks', 'working', 1, 20],
    ['ended', 'working', 86_400_000, 5_000],
    ['ended', 'working', 'soon', 500],
    ['ended', 'completed', 700, undefined],
    ['asks', 'failed', 700, undefined],
    ['ended', 'no status at all', 700, undefined],
  ] as const)('until it %s, where it is %s and asks for %s ms: %s', (until, status, asked, wait) => {
    expect(nextPollMs(until, task(status, asked))).toBe(wait);
  });

  it('asks no more after an error', () => {
    expect(nextPollMs('ended', { error: { code: -32602, message: 'unknown task' } })).toBeUndefined();
  });
});

it('waits for a task for thrice as long as it took when it was recorded, and for half a minute at most', () => {
  const call = sampleStep(1, { offsetMs: 1_000 });
  const poll = (offsetMs: number) => sampleStep(4, { kind: 'poll', offsetMs, tookMs: 10 });
  expect(longestWaitMs(poll(2_990), call)).toBe(9_000);
  expect(longestWaitMs(poll(1_000), call)).toBe(3_030);
  expect(longestWaitMs(poll(60_000), call)).toBe(30_000);
  expect(longestWaitMs(poll(2_000), undefined)).toBe(30_000);
});

describe('sendUntil', () => {
  const senderOf = (statuses: string[]): StepSender & { count: number } => ({
    count: 0,
    send() {
      this.count += 1;
      return Promise.resolve({ state: 'answered', answer: task(statuses.shift() ?? 'completed', 1) });
    },
    giveUp: () => undefined,
    close: () => Promise.resolve(),
  });
  const order = (until?: 'ended') =>
    ({
      step: sampleStep(4, { kind: 'poll', ...(until && { until }) }),
      draft: {} as never,
      instanceId: 'a',
    }) as const;
  const { signal } = new AbortController();

  it('sends a poll on which others rely until its task has ended, and any other step once', async () => {
    const sender = senderOf(['working', 'working']);
    expect((await sendUntil(order('ended'), sender, { signal })).answer).toEqual(task('completed', 1));
    expect(sender.count).toBe(3);
    const once = senderOf(['working']);
    expect((await sendUntil(order(), once, { signal })).answer).toEqual(task('working', 1));
    expect(once.count).toBe(1);
  });

  it('does not wait for long for what nobody will answer', async () => {
    const sender = senderOf(['working', 'input_required', 'input_required']);
    expect((await sendUntil(order('ended'), sender, { signal, mostAskingMs: 0 })).answer).toEqual(
      task('input_required', 1),
    );
    expect(sender.count).toBe(2);
  });

  it('takes what there is once it has waited for long enough', async () => {
    const sender = senderOf(['working', 'working', 'working']);
    expect((await sendUntil(order('ended'), sender, { signal, mostMs: 0 })).answer).toEqual(
      task('working', 1),
    );
    expect(sender.count).toBe(1);
  });

  it('ends at once when the run is cancelled', async () => {
    const abort = new AbortController();
    const sent = sendUntil(order('ended'), senderOf(Array.from({ length: 9 }, () => 'working')), {
      signal: abort.signal,
    });
    abort.abort();
    expect(await sent).toMatchObject({ state: 'given-up' });
  });
});
