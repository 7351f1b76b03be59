import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../../../shared/model/draft.ts';
import { AppError } from '../../../../../engine/app-error.ts';
import { runSchedule } from '../../../../../engine/replay/run/run-schedule.ts';
import { fakeRun, samplePlan, sampleSchedule, sampleStep } from '../../../../support/replay/run-samples.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

describe('runSchedule', () => {
  it('sends the steps of a lane one after the other and tells each outcome', async () => {
    const plan = samplePlan([sampleStep(3), sampleStep(5)]);
    const run = fakeRun(plan, sampleSchedule(plan));
    const over = runSchedule(run.order, run.parts);
    await settle();
    expect(run.sent()).toEqual(['3@a']);
    run.asked[0]?.answer();
    await settle();
    expect(run.sent()).toEqual(['3@a', '5@a']);
    run.asked[1]?.answer({ state: 'failed', why: 'refused' });
    expect(await over).toMatchObject({
      state: 'done',
      planned: 2,
      counts: { answered: 1, failed: 1, held: 0, skipped: 0, 'not-sent': 0 },
    });
    expect(run.answers.map(({ number, state, why }) => [number, state, why])).toEqual([
      [3, 'answered', undefined],
      [5, 'failed', 'refused'],
    ]);
    expect(run.log).toEqual(['close']);
  });

  it('lets lanes overlap, as many as are allowed', async () => {
    const plan = samplePlan([0, 1, 2].map((lane) => sampleStep(lane + 1, { lane, tookMs: 1_000 })));
    const wide = fakeRun(plan, sampleSchedule(plan));
    void runSchedule(wide.order, wide.parts);
    await settle();
    expect(wide.sent()).toEqual(['1@a', '2@a', '3@a']);
    const narrow = fakeRun(plan, sampleSchedule(plan), { order: { pace: { kind: 'asap', lanes: 2 } } });
    void runSchedule(narrow.order, narrow.parts);
    await settle();
    expect(narrow.sent()).toEqual(['1@a', '2@a']);
    narrow.asked[0]?.answer();
    await settle();
    expect(narrow.sent()).toEqual(['1@a', '2@a', '3@a']);
  });

  it('lets follow each other what followed each other, whatever its lane', async () => {
    const plan = samplePlan([
      sampleStep(1, { tookMs: 5 }),
      sampleStep(2, { tookMs: 500 }),
      sampleStep(3, { lane: 1, tookMs: 5 }),
      sampleStep(4, { lane: 1, tookMs: 5 }),
    ]);
    const run = fakeRun(plan, sampleSchedule(plan));
    void runSchedule(run.order, run.parts);
    await settle();
    expect(run.sent()).toEqual(['1@a']);
    run.asked[0]?.answer();
    await settle();
    expect(run.sent()).toEqual(['1@a', '2@a', '3@a']);
    run.asked[2]?.answer();
    await settle();
    expect(run.sent()).toEqual(['1@a', '2@a', '3@a', '4@a']);
  });

  it('sends one after the other what a schedule has brought into another order', async () => {
    const plan = samplePlan([sampleStep(1, { lane: 1 }), sampleStep(2, { lane: 2 }), sampleStep(3)]);
    const { steps } = sampleSchedule(plan);
    const run = fakeRun(plan, sampleSchedule(plan, { steps: [...steps].reverse() }));
    void runSchedule(run.order, run.parts);
    await settle();
    expect(run.sent()).toEqual(['3@a']);
    run.answerAll();
    await settle();
    expect(run.sent()).toEqual(['3@a', '2@a', '1@a']);
  });

  it('waits for what a step needs, also where that is of another lane', async () => {
    const plan = samplePlan([sampleStep(1, { tookMs: 99 }), sampleStep(2, { lane: 1, after: [1] })]);
    const run = fakeRun(plan, sampleSchedule(plan));
    void runSchedule(run.order, run.parts);
    await settle();
    expect(run.sent()).toEqual(['1@a']);
    run.asked[0]?.answer();
    await settle();
    expect(run.sent()).toEqual(['1@a', '2@a']);
  });

  it('asks all instances of a step, and learns from the first one', async () => {
    const plan = samplePlan([sampleStep(1)]);
    const learnt: unknown[] = [];
    const run = fakeRun(plan, sampleSchedule(plan, { to: () => ['b', 'a'] }), {});
    const parts = {
      ...run.parts,
      values: {
        ...run.parts.values,
        learn: (_number: number, answer: unknown) => {
          learnt.push(answer);
          return [];
        },
      },
    };
    run.answerAll(({ instanceId }) => ({ answer: { result: instanceId } }));
    expect(await runSchedule(run.order, parts)).toMatchObject({ planned: 2, counts: { answered: 2 } });
    expect(learnt).toEqual([{ result: 'b' }]);
  });

  it('skips a step whose value never came, and says which', async () => {
    const plan = samplePlan([sampleStep(1, { safety: 'held' }), sampleStep(2), sampleStep(3)]);
    const flow = { producer: { number: 1, pointer: '/result/id' } } as never;
    const run = fakeRun(plan, sampleSchedule(plan));
    const parts = {
      ...run.parts,
      values: {
        ...run.parts.values,
        rewrite: (number: number, draft: Draft) =>
          number === 2 ? { missing: flow, why: 'gone' } : { draft },
      },
    };
    run.answerAll();
    expect(await runSchedule(run.order, parts)).toMatchObject({
      state: 'incomplete',
      counts: { answered: 1, skipped: 1, held: 1 },
      problem: '1 request was skipped, because a value that it needs never came.',
    });
    expect(run.answers[0]).toMatchObject({
      number: 2,
      state: 'skipped',
      why: 'It needs a value of #1, which was held.',
    });
  });

  it('gives up what is on its way when it is cancelled, and accounts for the rest', async () => {
    const plan = samplePlan([1, 2, 3].map((number) => sampleStep(number)));
    const run = fakeRun(plan, sampleSchedule(plan, { to: () => ['a', 'b'] }));
    const over = runSchedule(run.order, run.parts);
    await settle();
    run.asked[0]?.answer();
    await settle();
    run.abort.abort();
    const summary = await over;
    expect(summary).toMatchObject({
      state: 'incomplete',
      planned: 6,
      counts: { answered: 1, 'not-sent': 5 },
      problem: '5 requests were not sent, because the replay was cancelled.',
    });
    expect(run.log).toEqual(['give up', 'close']);
    expect(run.answers.at(1)).toMatchObject({
      number: 1,
      instanceId: 'b',
      state: 'not-sent',
      why: 'cancelled',
    });
  });

  it('is cancelled while it waits for its pace, or for another lane', async () => {
    const plan = samplePlan([
      sampleStep(1, { offsetMs: 0 }),
      sampleStep(2, { offsetMs: 3_600_000, lane: 1 }),
      sampleStep(3, { offsetMs: 3_600_000, lane: 2, after: [2] }),
    ]);
    const run = fakeRun(plan, sampleSchedule(plan), { order: { pace: { kind: 'recorded', factor: 1 } } });
    run.answerAll();
    const over = runSchedule(run.order, run.parts);
    await settle();
    expect(run.sent()).toEqual(['1@a']);
    run.abort.abort();
    expect(await over).toMatchObject({ counts: { answered: 1, 'not-sent': 2 } });
  });

  it('takes an instance down between two steps, and up again at the end', async () => {
    const plan = samplePlan([1, 2, 3].map((number) => sampleStep(number, { lane: number, tookMs: 99 })));
    const schedule = sampleSchedule(plan, { down: { instanceId: 'b', beforeStep: 3 } });
    const run = fakeRun(plan, schedule);
    const over = runSchedule(run.order, run.parts);
    await settle();
    expect(run.sent()).toEqual(['1@a', '2@a']);
    run.asked[0]?.answer();
    await settle();
    expect(run.log).toEqual([]);
    run.asked[1]?.answer();
    await settle();
    expect([run.log, run.sent().at(-1)]).toEqual([['down b'], '3@a']);
    run.abort.abort();
    expect((await over).says).toBe('All on alpha. Hopscope took beta down.');
    expect(run.log).toEqual(['down b', 'give up', 'up b', 'close']);
  });

  it('says where nobody can take it down, and where it does not come up again', async () => {
    const plan = samplePlan([sampleStep(1)]);
    const schedule = sampleSchedule(plan, { down: { instanceId: 'b', beforeStep: 1 } });
    const other = fakeRun(plan, schedule);
    other.answerAll();
    const control = { ...other.parts.control, canTakeDown: () => false };
    expect(await runSchedule(other.order, { ...other.parts, control })).toMatchObject({
      state: 'done',
      says: 'All on alpha. Hopscope does not run beta, so it was left up, and got nothing more.',
    });
    const stuck = fakeRun(plan, schedule);
    stuck.answerAll();
    const broken = {
      ...stuck.parts.control,
      bringUp: () => Promise.reject(new AppError('IO', 'the port is taken')),
    };
    expect(await runSchedule(stuck.order, { ...stuck.parts, control: broken })).toMatchObject({
      state: 'incomplete',
      problem: 'beta was taken down and did not come up again: the port is taken',
    });
  });

  it('is incomplete where the recording is closed meanwhile', async () => {
    const plan = samplePlan([sampleStep(1), sampleStep(2)]);
    const run = fakeRun(plan, sampleSchedule(plan), {
      parts: { drafts: { drafts: () => Promise.reject(new AppError('NOT_FOUND', 'It is closed.')) } },
    });
    expect(await runSchedule(run.order, run.parts)).toMatchObject({
      state: 'incomplete',
      counts: { 'not-sent': 2 },
      problem: 'It is closed.',
    });
    expect(run.asked).toEqual([]);
  });
});
