import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { recordSession, type RecordedSession } from '../../support/recorded-session.ts';
import { replay, wishFor } from '../../support/replay/replay-through-bridge.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

describe('runs of a recorded session against the demo fleet', () => {
  let opened: ContractEngine;
  let fleet: DemoFleet;
  let session: RecordedSession;
  const ids: string[] = [];
  beforeAll(async () => {
    [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet()]);
    for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
    session = await recordSession(opened.engine, ids);
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await fleet.stop();
  });

  it('sends all of it again to one instance', async () => {
    const { engine } = opened;
    const started = Date.now();
    const state = await replay(engine, wishFor(session.captureId, ids));
    console.log(
      Date.now() - started,
      JSON.stringify(state.runs),
      state.problem,
      state.verdict,
      state.recorded,
    );
    const { rows, total } = await ask(engine, 'replay.matrix', { id: state.id, from: 0, limit: 1000 });
    console.log(
      total,
      rows
        .filter((r) => r.class !== 'stable' && r.class !== 'unclear')
        .map((r) => `${r.number} ${r.method} ${r.name} ${r.class} ${JSON.stringify(r.cells)}`)
        .join('\n'),
    );
    for (const row of rows.filter((r) => r.class === 'changed').slice(0, 12)) {
      const step = await ask(engine, 'replay.step', { id: state.id, number: row.number });
      console.log(
        row.number,
        row.name,
        JSON.stringify(step.answers.map((a) => a.differences)),
        step.answers[0]?.why,
      );
    }
    expect(state.state).toBe('done');
  }, 60_000);
});
