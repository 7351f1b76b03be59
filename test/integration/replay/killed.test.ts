import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BUGS } from '../../../demo/bugs.ts';
import { createEngine, type Engine } from '../../../engine/index.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { INSTANCE_PROGRAM, startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { recordSession } from '../../support/recorded-session.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

const CRASHER = fileURLToPath(new URL('../../support/replay/replay-crasher.ts', import.meta.url));

let opened: ContractEngine;
let fleet: DemoFleet;
let again: Engine | undefined;
beforeEach(async () => {
  [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet({ names: ['alpha', 'beta'] })]);
}, 60_000);
afterEach(async () => {
  await again?.close();
  again = undefined;
  await opened.close();
  await fleet.stop();
});

/** Lets it replay until its journal holds so many answers, and kills it. */
async function replayAndKill(workspace: string, capture: string, least: number): Promise<string> {
  const urls = fleet.instances.map(({ url }) => url);
  const child = spawn(process.execPath, [CRASHER, workspace, capture, ...urls], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let id = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, value = ''] = line.split(' ');
    if (word === 'id') id = value;
    if (word === 'kept' && Number(value) >= least) child.kill('SIGKILL');
  }
  await ended;
  return id;
}

it('keeps what a replay had when it was killed in the middle, and says that it is incomplete', async () => {
  const ids: string[] = [];
  for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  const { path } = await recordSession(opened.engine, ids, { parts: ['lists', 'baskets'] });
  const workspace = join(opened.directory, 'killed');
  const id = await replayAndKill(workspace, path, 8);

  again = await createEngine({
    workspaceDirectory: workspace,
    program: 'test',
    version: '0.0.0',
    env: {},
    demo: { entry: INSTANCE_PROGRAM, knownBugs: BUGS },
  });
  const [state] = await ask(again, 'replay.list', null);
  expect(state).toMatchObject({
    id,
    state: 'incomplete',
    problem: 'Hopscope ended before the replay did. What had come by then is kept.',
    runs: [{ state: 'incomplete' }],
    instances: [{ name: 'at-1' }, { name: 'at-2' }],
  });
  expect(await ask(again, 'replay.get', { id })).toEqual(state);

  const { rows, total } = await ask(again, 'replay.matrix', { id, from: 0, limit: 1_000 });
  expect(total).toBe(state?.steps);
  const answered = rows.filter(({ cells }) => cells.some((cell) => cell.answered > 0));
  expect(answered.length).toBeGreaterThanOrEqual(8);
  expect(answered.length).toBeLessThan(total);

  // What it had sent is in the recording that it left behind, which is open again; what it repeats, once that is opened.
  const { id: captureId } = await ask(again, 'capture.open', { path });
  const number = answered.at(-1)?.number ?? 0;
  const step = await ask(again, 'replay.step', { id, number });
  const [answer] = step.answers;
  expect(step.recorded).toEqual({ captureId, number });
  const sent = await ask(again, 'exchange.get', {
    ...(answer?.ref ?? { captureId, number: 0 }),
    bodyLimit: 0,
  });
  expect(sent).toMatchObject({ row: { origin: 'replay' }, replayed: { id, number, captureId } });
  const recorded = await ask(again, 'exchange.get', { captureId, number, bodyLimit: 0 });
  expect(recorded.repeatedBy).toMatchObject([{ ref: answer?.ref, id, run: 1 }]);

  // It goes on as if nothing had been: another replay, and the two compared.
  expect(await ask(again, 'replay.compare', { left: id, right: id, from: 0, limit: 10 })).toMatchObject({
    total: 0,
    same: answered.length,
  });
}, 60_000);
