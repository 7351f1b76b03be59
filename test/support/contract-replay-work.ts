import { expect } from 'vitest';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { ReplayWish } from '../../shared/model/replay-run.ts';
import type { ClientWork } from './contract-client-work.ts';

/** The part of a day's work in which what was sent before is planned, sent again, looked at, compared and cancelled. */
export async function replayTheDay(
  work: ClientWork,
  refs: readonly ExchangeRef[],
  instances: readonly Instance[],
): Promise<void> {
  const { run, next } = work;
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const { captureId } = ref;
  const instanceIds = instances.map(({ id }) => id);
  // What was sent before, and not what this very work sends.
  const range = { from: 1, to: ref.number };
  const plan = { captureId, range, allow: { all: true, tools: [] }, flows: [], variables: [] };
  const planId = await readPlan(work, plan, ref.number, instanceIds);

  expect((await run('replay.k6', { planId })).text).toContain(`#${String(ref.number)} tools/call whoami`);

  const wish: ReplayWish = {
    kind: 'replay',
    plan,
    instanceIds,
    schedules: [{ name: 'fan-out' }],
    pace: { kind: 'asap', lanes: 4 },
  };
  const first = await replayOnce(work, wish, ref);
  const second = await replayOnce(work, { ...wish, schedules: [{ name: 'pinned' }] }, ref);
  expect((await run('replay.list', null)).map(({ id }) => id)).toEqual([second, first]);
  expect(await run('replay.get', {})).toMatchObject({ id: second, state: 'done' });
  expect(await run('replay.compare', { left: first, right: second, from: 0, limit: 10 })).toMatchObject({
    rows: [],
    total: 0,
  });
  const { text } = await run('replay.noise', { id: first });
  expect(text).toContain('# Noise');
  // Nothing varied: a file of nothing but its heading is read as such.
  expect(await run('replay.readNoise', { text })).toMatchObject({ entries: [] });
  expect((await run('replay.report', { id: first, format: 'md' })).text).not.toBe('');

  const cancelled = next('replay', ({ state }) => state !== 'running');
  const slow = { ...wish, pace: { kind: 'rate', perSecond: 0.1 } as const };
  const { id } = await run('replay.start', slow);
  await run('replay.cancel', { id });
  expect(await cancelled).toMatchObject({ id, state: 'cancelled', wish: slow });
  // It is remembered as long as it is asked for.
  expect((await run('replay.planSteps', { planId, from: 0, limit: 1 })).total).toBeGreaterThan(0);
}

async function readPlan(
  { run, next }: ClientWork,
  wish: ReplayWish['plan'],
  number: number,
  instanceIds: readonly string[],
): Promise<string> {
  const read = next('planning', ({ job, done, total }) => job === 'plan' && total > 0 && done === total);
  const summary = await run('replay.plan', { ...wish, job: 'plan' });
  await read;
  await run('replay.cancelPlan', { job: 'plan' });
  expect(summary).toMatchObject({ wish, held: 0 });
  const page = { planId: summary.id, from: 0, limit: 1_000 };
  const { steps, total } = await run('replay.planSteps', { ...page, tool: 'whoami', heldOnly: false });
  expect(steps.map((step) => step.number)).toContain(number);
  expect(total).toBe(steps.length);
  expect((await run('replay.planSteps', { ...page, heldOnly: true })).steps).toEqual([]);
  expect(await run('replay.planFlows', { ...page, step: number })).toEqual({ flows: [], total: 0 });
  expect((await run('replay.leftOut', page)).leftOut).toHaveLength(
    Object.values(summary.leftOut).reduce((sum, count) => sum + count, 0),
  );
  const scheduled = await run('replay.schedule', { ...page, choice: { name: 'fan-out' }, instanceIds });
  expect(scheduled.total).toBe(summary.steps);
  expect(scheduled.steps.find((step) => step.number === number)?.to.length).toBeGreaterThan(0);
  return summary.id;
}

/** Sends it and looks at what came of this exchange. */
async function replayOnce({ run, next }: ClientWork, wish: ReplayWish, ref: ExchangeRef): Promise<string> {
  const over = next('replay', ({ state }) => state !== 'running');
  const started = await run('replay.start', wish);
  expect(started).toMatchObject({ state: 'running', recording: { captureId: ref.captureId } });
  const end = await over;
  expect(end).toMatchObject({ id: started.id, state: 'done', held: 0, runs: [{ state: 'done' }] });
  const { rows } = await run('replay.matrix', { id: end.id, from: 0, limit: 1_000 });
  expect(rows.map(({ number }) => number)).toContain(ref.number);
  const step = await run('replay.step', { id: end.id, number: ref.number });
  expect(step.answers.map(({ state }) => state)).toContain('answered');
  // Linked both ways.
  const repeat = step.answers[0]?.ref;
  if (!repeat) throw new Error('the step was not sent');
  expect(await run('exchange.get', { ...repeat, bodyLimit: 0 })).toMatchObject({
    row: { origin: 'replay' },
    replayed: { id: end.id, run: 1, number: ref.number, captureId: ref.captureId },
  });
  expect((await run('exchange.get', { ...ref, bodyLimit: 0 })).repeatedBy).toContainEqual(
    expect.objectContaining({ ref: repeat, id: end.id, run: 1 }),
  );
  return end.id;
}
