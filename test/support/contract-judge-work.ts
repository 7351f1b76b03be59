import { expect } from 'vitest';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { ClientWork } from './contract-client-work.ts';

const RULE = 'result.result-type-missing';

/** The part of a day's work in which what was recorded is judged. */
export async function workAsJudge({ run, next }: ClientWork, refs: readonly ExchangeRef[]): Promise<void> {
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const { captureId } = ref;
  const rules = await run('rules.list', null);
  expect(rules.find(({ id }) => id === RULE)).toMatchObject({ severity: 'error', side: 'server' });
  const state = await run('findings.settled', { captureId });
  expect(state.judged).toBe(state.ended);
  expect(state.judged).toBeGreaterThan(0);
  expect((await run('findings.groups', { captureId })).state.captureId).toBe(captureId);
  const list = { captureId, rule: RULE, after: 0, limit: 10 };
  expect(await run('findings.list', list)).toEqual({ found: [], more: false });

  const muted = next('workspace', ({ mutes }) => mutes.length === 1);
  expect(await run('mute.set', { rule: RULE, instanceId: 'x', muted: true })).toEqual([
    { rule: RULE, instanceId: 'x' },
  ]);
  expect((await muted).mutes).toEqual([{ rule: RULE, instanceId: 'x' }]);
  expect(await run('mute.set', { rule: RULE, instanceId: 'x', muted: false })).toEqual([]);

  expect((await run('tracker.routing', { captureId, limit: 10 })).cases).toBeInstanceOf(Array);
  expect((await run('tracker.negotiation', { captureId })).rows).toBeInstanceOf(Array);
  expect((await run('tracker.deprecations', { captureId })).features).toBeInstanceOf(Array);
  expect(await run('tracker.tasks', { captureId, since: 0 })).toMatchObject({ lives: [], total: 0 });
  const report = await run('tracker.report', { captureId, what: 'readiness', format: 'md' });
  expect(report.text).not.toBe('');
}

/** The part of a day's work in which an instance is held against the specification, and another one is spared. */
export async function makeTour({ run, next }: ClientWork, instances: readonly Instance[]): Promise<void> {
  const [alpha, beta] = instances;
  if (!alpha || !beta) throw new Error('a day’s work needs two instances');
  const over = next('tour', ({ instanceId, state }) => instanceId === alpha.id && state !== 'running');
  const [started] = await run('tour.start', { instanceIds: [alpha.id] });
  expect(started).toMatchObject({ instanceId: alpha.id, state: 'running' });
  expect(await over).toMatchObject({ id: started?.id, state: 'done', era: 'modern', unanswered: 0 });

  const spared = next('tour', ({ instanceId, state }) => instanceId === beta.id && state !== 'running');
  const [second] = await run('tour.start', { instanceIds: [beta.id] });
  await run('tour.cancel', { id: second?.id ?? '' });
  expect(await spared).toMatchObject({ state: 'cancelled' });
  expect((await run('tour.list', null)).map(({ state }) => state)).toEqual(['done', 'cancelled']);
}

/** The part of a day's work in which a fleet is asked for tasks by a tool that makes none. */
export async function checkDurability(
  { run, next }: ClientWork,
  instances: readonly Instance[],
): Promise<void> {
  const instanceIds = instances.map(({ id }) => id);
  const wish = { instanceIds, tool: 'whoami', args: {} };
  const over = next('durability', ({ state }) => state !== 'running');
  const started = await run('durability.start', wish);
  expect(started).toMatchObject({ state: 'running', wish, cells: [] });
  expect(await over).toMatchObject({
    id: started.id,
    state: 'done',
    cells: [{ instanceId: instanceIds[0], step: 'create', verdict: 'not-reached' }],
    outcome: { verdict: 'not-reached' },
  });
  const cancelled = next('durability', ({ state }) => state === 'cancelled');
  const second = await run('durability.start', { ...wish, creatorId: instanceIds[1] ?? '' });
  await run('durability.cancel', { id: second.id });
  const end = await cancelled;
  expect(end.instances.map(({ id }) => id)).toEqual([...instanceIds].reverse());
  expect(await run('durability.get', {})).toEqual(end);
  expect(await run('durability.get', { id: started.id })).toBeNull();
  const { text } = await run('durability.report', { id: second.id, format: 'md' });
  expect(text).toContain('The check was cancelled');
}
