import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DrivenTask } from '../../../shared/model/driven-task.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { addInstance, ask, rowsOf } from '../servers/ask-through-bridge.ts';
import { callTool, isState, whenTask } from './helpers.ts';

let opened: ContractEngine;
let demo: DemoFleet;

beforeEach(async () => {
  opened = await openContractEngine();
});
afterEach(async () => {
  await opened.close();
  await demo.stop();
});

/** The demo's instances, as one fleet; ids are their names. */
async function start(bugs: readonly string[] = []): Promise<void> {
  demo = await startDemoFleet({ bugs });
  const ids: string[] = [];
  for (const { name, url } of demo.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  expect(ids).toEqual(['alpha', 'beta', 'gamma']);
  await ask(opened.engine, 'fleet.save', { name: 'demo', instanceIds: ids });
}

const when = (fits: (task: DrivenTask) => boolean): Promise<DrivenTask> => whenTask(opened.engine, fits);

describe('the demo’s tasks', () => {
  it('are asked for everywhere at once, answered by another instance, and judged clean', async () => {
    await start();
    const ref = await callTool(opened.engine, 'approve_work', 'alpha');
    const { id } = await when(isState('polling'));
    await ask(opened.engine, 'task.control', { id, routing: 'all' });
    const { inputs } = await when(({ inputs: open }) => open.some(({ state }) => state === 'open'));
    const key = inputs[0]?.key ?? '';
    const responses = { [key]: { action: 'accept', content: { approve: true } } };
    await ask(opened.engine, 'task.answer', { id, instanceId: 'gamma', responses });
    const ended = await when(isState('ended'));
    expect(ended).toMatchObject({ outcome: { kind: 'result' }, unknownOn: [], failures: 0 });
    expect(JSON.stringify(ended.outcome?.value)).toContain('Approved');
    const { captureId } = ref;
    const polled = (await rowsOf(opened.engine)).filter(({ link }) => link?.kind === 'poll');
    expect(new Set(polled.map(({ instanceName }) => instanceName))).toEqual(
      new Set(['alpha', 'beta', 'gamma']),
    );
    await ask(opened.engine, 'findings.settled', { captureId });
    const { groups } = await ask(opened.engine, 'findings.groups', { captureId });
    expect(groups.map(({ rule }) => rule)).toEqual([]);
  });

  it('outlive their creator where the others are asked in turn', async () => {
    await start();
    await callTool(opened.engine, 'approve_work', 'alpha');
    const { id } = await when(isState('polling'));
    await demo.get('alpha').stop();
    await ask(opened.engine, 'task.control', { id, routing: 'round-robin', pollEveryMs: 50 });
    const failing = await when(({ failures }) => failures > 0);
    expect(failing).toMatchObject({
      state: 'polling',
      says: expect.stringContaining('The last poll failed: alpha') as string,
    });
    await when(({ failures, polls }) => failures === 0 && polls > failing.polls);
    await ask(opened.engine, 'task.control', { id, action: 'cancel', instanceId: 'beta' });
    expect(await when(isState('ended'))).toMatchObject({
      status: 'cancelled',
      says: expect.stringMatching(/^Cancelled\./) as string,
    });
  });

  it('are told of by a stream', async () => {
    await start();
    await callTool(opened.engine, 'render_report', 'alpha');
    const { id } = await when(isState('polling'));
    await ask(opened.engine, 'task.control', { id, listen: 'instead' });
    const listening = await when((task) => task.listening.length === 1);
    const ended = await when(isState('ended'));
    expect(ended.outcome?.shownBy).toEqual(listening.listening[0]);
  });

  it('are known to their creator alone with the bug lost-task, which the routing shows', async () => {
    await start(['lost-task']);
    await callTool(opened.engine, 'approve_work', 'alpha');
    const { id } = await when(isState('polling'));
    await ask(opened.engine, 'task.control', { id, routing: 'all' });
    const told = await when(({ unknownOn }) => unknownOn.length === 2);
    expect(told).toMatchObject({
      state: 'polling',
      says: expect.stringMatching(/(beta and gamma|gamma and beta) do not know it/) as string,
    });
    await demo.get('alpha').stop();
    await ask(opened.engine, 'instance.remove', { id: 'alpha' });
    expect((await when(isState('lost'))).says).toMatch(/^None of the 2 instances/);
  });
});
