import { afterEach, beforeEach, expect, it } from 'vitest';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { recordSession } from '../../support/recorded-session.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

let opened: ContractEngine;
let fleet: DemoFleet;
beforeEach(async () => {
  [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet()]);
});
afterEach(async () => {
  await opened.close();
  await fleet.stop();
});

it('records a session of every kind of request, on one instance or spread over all', async () => {
  const { engine } = opened;
  const ids: string[] = [];
  for (const { name, url } of fleet.instances) ids.push((await addInstance(engine, name, url)).id);
  for (const strategy of [undefined, { kind: 'round-robin' } as const]) {
    const { captureId, exchanges } = await recordSession(engine, ids, { ...(strategy && { strategy }) });
    expect(exchanges).toBeGreaterThanOrEqual(60);
    const { rows } = await ask(engine, 'capture.rows', { captureId, after: 0, limit: 1000 });
    expect(new Set(rows.map(({ instanceId }) => instanceId)).size).toBe(strategy ? 3 : 1);
    expect(new Set(rows.map(({ origin }) => origin))).toEqual(new Set(['gateway']));
    expect(rows.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(new Set(rows.map(({ method }) => method))).toEqual(
      new Set([
        ...['server/discover', 'tools/list', 'resources/list', 'resources/templates/list', 'prompts/list'],
        ...['resources/read', 'prompts/get', 'completion/complete', 'tools/call'],
        ...['tasks/get', 'tasks/update', 'shop/close'],
      ]),
    );
  }
}, 60_000);
