import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { proveCapture } from '../../support/prove-fleet.ts';
import { startEverything } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { recordTraffic } from '../../support/recorded-session.ts';
import { openSession, read, sendLegacy } from '../demo/requests.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';

// The real thing: server-everything of the legacy era in two copies, each with its own sessions.

let opened: ContractEngine;
let servers: readonly HttpServerUnderTest[];
beforeAll(async () => {
  [opened, ...servers] = await Promise.all([
    openContractEngine(),
    startEverything('streamableHttp'),
    startEverything('streamableHttp'),
  ]);
});
afterAll(async () => {
  await opened.close();
  await Promise.all(servers.map((server) => server.stop()));
});

const REQUESTS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['tools/list', {}],
  ['tools/call', { name: 'echo', arguments: { message: 'hop' } }],
  ['prompts/list', {}],
  ['tools/call', { name: 'get-sum', arguments: { a: 2, b: 3 } }],
  ['resources/list', {}],
  ['tools/call', { name: 'echo', arguments: { message: 'scope' } }],
];

/** Two clients of the legacy era, each in a session of its own. */
async function drive(url: string): Promise<void> {
  for (let client = 0; client < 2; client += 1) {
    const headers = await openSession(url);
    for (const [index, [method, params]] of REQUESTS.entries()) {
      const { last } = await read(await sendLegacy(url, { id: index + 1, method, params }, headers));
      if (!last.result) throw new Error(`${method}: ${JSON.stringify(last)}`);
    }
  }
}

it.each([1, 2])('server-everything in two copies hangs on the session (seed %i)', async (seed) => {
  const { engine } = opened;
  const ids: string[] = [];
  for (const [index, { url }] of servers.entries()) {
    ids.push(
      (await addInstance(engine, `copy-${String(index + 1)}-${String(seed)}`, url, { era: 'legacy' })).id,
    );
  }
  const { captureId } = await recordTraffic(engine, ids, drive);
  const { verdict, state } = await proveCapture(engine, captureId, ids, { seed });
  expect(state.steps).toBe(2 * REQUESTS.length);
  expect(verdict.verdict, verdict.says).toBe('not-stateless');
  expect(verdict.witnesses.map(({ cause }) => cause)).toEqual(['session-affinity']);
  const [witness] = verdict.witnesses;
  expect(witness?.steps.map(({ role }) => role)).toEqual(['causes', 'shows']);
  expect(new Set(witness?.steps.map(({ instanceId }) => instanceId)).size).toBe(2);
  // Where sessions stay where they were opened, all goes well.
  expect(state.runs.find(({ choice }) => choice.name === 'legacy-sticky')).toMatchObject({ state: 'done' });
});
