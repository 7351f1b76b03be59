import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../engine/index.ts';
import type { CommandInput } from '../../../shared/bridge/bridge.ts';
import type { DurabilityState, DurabilityStep } from '../../../shared/model/durability.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startTaskFleet, type TaskFleet, type TaskWorldOptions } from '../../support/task-fleet.ts';
import { addInstance, ask, rowsOf } from '../servers/ask-through-bridge.ts';

let opened: ContractEngine;
let engine: Engine;
let fleet: TaskFleet | undefined;

beforeEach(async () => {
  opened = await openContractEngine();
  ({ engine } = opened);
  fleet = undefined;
});
afterEach(async () => {
  await opened.close();
  await fleet?.close();
});

const APPROVE = { tool: 'approve', args: {}, cancelWork: { tool: 'forever', args: {} } };

async function idsOf(options: TaskWorldOptions = {}): Promise<readonly string[]> {
  fleet = await startTaskFleet(options);
  const ids: string[] = [];
  for (const { name, url } of fleet.instances) ids.push((await addInstance(engine, name, url)).id);
  return ids;
}

function told(wanted: (state: DurabilityState) => boolean): Promise<DurabilityState> {
  return new Promise((resolve) => {
    const off = engine.bridge.on('durability', (state) => {
      if (!wanted(state)) return;
      off();
      resolve(state);
    });
  });
}

async function check(wish: CommandInput<'durability.start'>): Promise<DurabilityState> {
  const over = told(({ state }) => state !== 'running');
  await ask(engine, 'durability.start', wish);
  return over;
}

const line = ({ cells, instances }: DurabilityState, step: DurabilityStep): string =>
  instances
    .map(({ id }) => cells.find((cell) => cell.step === step && cell.instanceId === id)?.verdict ?? '-')
    .join(' ');

describe('a durability check', () => {
  it('shows a clean matrix of a fleet that shares its tasks, and leaves no task behind', async () => {
    const instanceIds = await idsOf({ ttlMs: 60_000 });
    const steps = new Set<string>();
    engine.bridge.on('durability', ({ step }) => step !== undefined && steps.add(step));
    const state = await check({ ...APPROVE, instanceIds, ttlWaitMs: 0 });
    expect(state).toMatchObject({ state: 'done', done: 8, outcome: { verdict: 'holds' } });
    expect(line(state, 'create')).toBe('ok - -');
    for (const step of ['get-at-once', 'get-later', 'unknown-id', 'update', 'cancel'] as const) {
      expect(line(state, step), step).toBe('ok ok ok');
    }
    expect(line(state, 'creator-down')).toBe('not-applicable not-applicable not-applicable');
    expect([...steps]).toHaveLength(8);
    expect(state.tasks.map(({ tool }) => tool)).toEqual(['approve', 'approve', 'forever']);
    expect(fleet?.world.running()).toEqual([]);
  });

  it('declares the extension in each request, and links each to the call that handed the task out', async () => {
    const instanceIds = await idsOf();
    const state = await check({ ...APPROVE, instanceIds });
    const rows = await rowsOf(engine);
    expect(state.recorded).toEqual({
      captureId: state.tasks[0]?.created.captureId,
      first: 1 + rows.filter(({ method }) => method === 'tools/list').length,
      last: rows.length,
    });
    expect(new Set(rows.map(({ origin }) => origin))).toEqual(new Set(['probe']));
    const calls = (fleet?.world.calls ?? []).filter(({ method }) => method !== 'tools/list');
    for (const { params } of calls) {
      expect(params).toHaveProperty([
        '_meta',
        'io.modelcontextprotocol/clientCapabilities',
        'extensions',
        'io.modelcontextprotocol/tasks',
      ]);
    }
    for (const cell of state.cells.filter(({ step }) => step === 'update')) {
      const created = state.tasks[1]?.created.number;
      for (const ref of cell.exchanges) {
        const { row } = await ask(engine, 'exchange.get', { ...ref, bodyLimit: 0 });
        expect(row.link).toMatchObject({ to: created });
      }
    }
  });

  it('has another creator where one is named', async () => {
    const [alpha = '', beta = '', gamma = ''] = await idsOf({ faults: { lost: true } });
    const state = await check({ ...APPROVE, instanceIds: [alpha, beta, gamma], creatorId: beta });
    expect(state.instances.map(({ name }) => name)).toEqual(['beta', 'alpha', 'gamma']);
    expect(line(state, 'get-at-once')).toBe('ok violated violated');
    expect(state.outcome).toMatchObject({ verdict: 'violated' });
    await expect(
      ask(engine, 'durability.start', { ...APPROVE, instanceIds: [alpha], creatorId: beta }),
    ).rejects.toThrow('BAD_INPUT');
  });

  it('is one at a time, can be cancelled, and keeps what it had found', async () => {
    const instanceIds = await idsOf({ faults: { lost: true } });
    const begun = told(({ step }) => step === 'get-later');
    const { id } = await ask(engine, 'durability.start', { ...APPROVE, instanceIds });
    await expect(ask(engine, 'durability.start', { ...APPROVE, instanceIds })).rejects.toThrow('CONFLICT');
    await begun;
    const over = told(({ state }) => state !== 'running');
    await ask(engine, 'durability.cancel', { id });
    const state = await over;
    expect(state).toMatchObject({ state: 'cancelled', outcome: { verdict: 'violated' } });
    expect(line(state, 'get-at-once')).toBe('ok violated violated');
    expect(fleet?.world.running()).toEqual([]);
    expect(await ask(engine, 'durability.get', { id })).toEqual(state);
  });

  it('says that it could not be reached where nobody is there, and cancels what is never answered', async () => {
    const [alpha = ''] = await idsOf({ faults: { deaf: true } });
    const state = await check({ ...APPROVE, instanceIds: [alpha], timeoutMs: 50 });
    expect(state).toMatchObject({ state: 'done', outcome: { verdict: 'not-reached' } });
    expect(state.outcome?.says).toContain('“Create” could not be made');
    const begun = told(({ doing }) => doing.startsWith('approve on'));
    await ask(engine, 'durability.start', { ...APPROVE, instanceIds: [alpha] });
    await begun;
    const over = told((now) => now.state !== 'running');
    // Whoever closes the engine does not wait for an answer that never comes.
    await engine.close();
    expect((await over).state).toBe('cancelled');
  });
});
