import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../shared/model/exchange.ts';
import type { ReplayWish } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { recordSession, type RecordedSession } from '../../support/recorded-session.ts';
import { nextReplay, replay, wishFor } from '../../support/replay/replay-through-bridge.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

describe('a recorded session, sent again to the demo fleet', () => {
  let opened: ContractEngine;
  let fleet: DemoFleet;
  let session: RecordedSession;
  const ids: string[] = [];
  beforeAll(async () => {
    [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet()]);
    for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
    session = await recordSession(opened.engine, ids, { parts: ['lists', 'cursors', 'baskets', 'rounds'] });
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await fleet.stop();
  });

  const made = (change: Partial<ReplayWish> = {}): Promise<ReplayState> =>
    replay(opened.engine, wishFor(session.captureId, ids, change));
  const planned = (change: Partial<ReplayWish['plan']> = {}): ReplayWish['plan'] => ({
    ...wishFor(session.captureId, ids).plan,
    ...change,
  });

  /** What was recorded of a replay, in the order in which it left. */
  async function rowsOf({ recorded }: ReplayState): Promise<readonly Row[]> {
    if (!recorded) throw new Error('nothing was sent');
    const { captureId, first, last } = recorded;
    const page = await ask(opened.engine, 'capture.rows', { captureId, after: first - 1, limit: 1_000 });
    return page.rows.filter(({ number }) => number <= last);
  }

  it('is answered as it was when all of it goes to one instance', async () => {
    const state = await made();
    expect(state).toMatchObject({ state: 'done', held: 0, verdict: { witnesses: [] } });
    expect(state.runs).toMatchObject([
      { state: 'done', planned: state.steps, counts: { answered: state.steps } },
    ]);
    const rows = await rowsOf(state);
    const { rows: recorded } = await ask(opened.engine, 'capture.rows', {
      captureId: session.captureId,
      after: 0,
      limit: 1_000,
    });
    // The baskets of two customers were filled at the same time, all else in turn.
    const inTurn = (list: readonly Row[]): readonly string[] =>
      list.flatMap(({ method, name }) => (name.startsWith('basket_') ? [] : [`${method} ${name}`]));
    expect(inTurn(rows)).toEqual(inTurn(recorded));
    expect(rows.findIndex(({ name }) => name.startsWith('basket_'))).toBe(
      recorded.findIndex(({ name }) => name.startsWith('basket_')),
    );
    expect(new Set(rows.map(({ origin, instanceId }) => `${origin} ${instanceId}`))).toEqual(
      new Set([`replay ${ids[0] ?? ''}`]),
    );
    const changed = await ask(opened.engine, 'replay.matrix', {
      id: state.id,
      from: 0,
      limit: 1_000,
      class: 'changed',
    });
    expect(changed.rows).toEqual([]);
  });

  it('goes round the instances, its minted values with it', async () => {
    const state = await made({ schedules: [{ name: 'round-robin' }] });
    expect(state).toMatchObject({ state: 'done', runs: [{ counts: { answered: state.steps, skipped: 0 } }] });
    const rows = await rowsOf(state);
    expect(new Set(rows.map(({ instanceId }) => instanceId))).toEqual(new Set(ids));
    expect(rows.filter(({ isError, errorCode }) => isError === true || errorCode !== undefined)).toEqual([]);
  });

  it('asks every instance what changes nothing, and one for everything else', async () => {
    const state = await made({ schedules: [{ name: 'fan-out' }] });
    const [run] = state.runs;
    expect(run?.planned).toBeGreaterThan(state.steps);
    expect(run?.counts.answered).toBe(run?.planned);
    const creations = (await rowsOf(state)).filter(({ name }) => name === 'basket_create');
    expect(creations).toHaveLength(2);
  });

  it.each<ReplayWish['pace']>([
    { kind: 'asap', lanes: 1 },
    { kind: 'recorded', factor: 50, maxGapMs: 5 },
    { kind: 'rate', perSecond: 400 },
  ])('sends all that is planned at the pace %o', async (pace) => {
    const state = await made({ pace, repeat: 2 });
    expect(state).toMatchObject({ state: 'done', done: 2 * state.steps, planned: 2 * state.steps });
    expect(await rowsOf(state)).toHaveLength(2 * state.steps);
  });

  it('holds what nobody has allowed, and is incomplete', async () => {
    const state = await made({ plan: planned({ allow: { tools: ['deploy'] } }) });
    expect(state.held).toBeGreaterThan(0);
    expect(state).toMatchObject({ state: 'incomplete', verdict: { verdict: 'incomplete' } });
    expect(state.problem).toBe(`${String(state.held)} steps were held: nobody allowed them.`);
    expect(state.runs[0]?.counts).toMatchObject({ held: state.held, answered: state.steps - state.held });
    const { rows } = await ask(opened.engine, 'replay.matrix', { id: state.id, from: 0, limit: 1_000 });
    expect(rows.filter(({ held }) => held).map(({ name }) => name)).toContain('basket_create');
    expect((await rowsOf(state)).map(({ name }) => name)).not.toContain('basket_create');
  });

  it('is cancelled while it waits, and what was sent by then is kept', async () => {
    const { engine } = opened;
    const begun = nextReplay(engine, ({ done }) => done > 0);
    const over = nextReplay(engine, ({ state }) => state !== 'running');
    const wish = wishFor(session.captureId, ids, { pace: { kind: 'rate', perSecond: 2 } });
    const { id } = await ask(engine, 'replay.start', wish);
    const second = await engine.bridge.invoke('replay.start', wish);
    expect(second).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
    await begun;
    await ask(engine, 'replay.cancel', { id });
    const state = await over;
    expect(state).toMatchObject({ state: 'cancelled', runs: [{ state: 'incomplete' }], done: state.steps });
    const [run] = state.runs;
    expect(run?.counts.answered).toBeGreaterThan(0);
    expect((run?.counts.answered ?? 0) + (run?.counts['not-sent'] ?? 0)).toBe(run?.planned);
    expect(run?.problem).toMatch(/not sent, because the replay was cancelled\.$/);
  });

  it('fills variables from the environment, and says which is not set', async () => {
    const variables = [{ recorded: 'staging', value: '${HOPSCOPE_TEST_PLACE}' }];
    const refused = await opened.engine.bridge.invoke(
      'replay.start',
      wishFor(session.captureId, ids, { plan: planned({ variables }) }),
    );
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'BAD_INPUT',
        message: '${HOPSCOPE_TEST_PLACE} of a variable of this replay is not set in the environment.',
      },
    });
    const state = await made({
      plan: planned({ variables: [{ recorded: 'staging', value: 'production' }] }),
    });
    const deployed = (await rowsOf(state)).find(({ name }) => name === 'deploy');
    const detail = await ask(opened.engine, 'exchange.get', {
      captureId: state.recorded?.captureId ?? '',
      number: deployed?.number ?? 0,
      bodyLimit: 10_000,
    });
    expect(detail.request.body.text).toContain('"environment":"production"');
  });

  it('asks twice before it sends to what looks like production', async () => {
    const { engine } = opened;
    const { id } = await addInstance(engine, 'shop', 'https://mcp.shop.com/mcp');
    expect(await engine.bridge.invoke('replay.start', wishFor(session.captureId, [id]))).toMatchObject({
      ok: false,
      error: { code: 'NEEDS_CONSENT', details: { hosts: ['mcp.shop.com'] } },
    });
    await ask(engine, 'instance.remove', { id });
  });

  it('is told why an instance does not answer, and skips what needed its answers', async () => {
    const { engine } = opened;
    const { id } = await addInstance(engine, 'nobody', 'http://127.0.0.1:9/mcp');
    const state = await replay(engine, wishFor(session.captureId, [id]));
    expect(state.runs[0]?.counts).toMatchObject({ answered: 0 });
    const { rows } = await ask(engine, 'replay.matrix', { id: state.id, from: 0, limit: 1 });
    const step = await ask(engine, 'replay.step', { id: state.id, number: rows[0]?.number ?? 0 });
    expect(step.answers[0]).toMatchObject({ state: 'failed' });
    expect(step.answers[0]?.why).toContain('127.0.0.1:9');
    expect(state).toMatchObject({ state: 'incomplete' });
    const all = await ask(engine, 'replay.matrix', { id: state.id, from: 0, limit: 1_000 });
    const skipped = all.rows.find(({ cells }) => cells.some(({ states }) => (states.skipped ?? 0) > 0));
    const report = await ask(engine, 'replay.step', { id: state.id, number: skipped?.number ?? 0 });
    expect(report.answers[0]?.why).toMatch(/ was to come from #\d+ .*, and did not\.$/);
    await ask(engine, 'instance.remove', { id });
  });
});
