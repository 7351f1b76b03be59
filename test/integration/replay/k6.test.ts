import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanWish } from '../../../shared/model/replay-plan.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { runK6Script, type K6Outcome } from '../../support/k6/run-script.ts';
import { legacySession } from '../../support/legacy-session.ts';
import { recordSession, recordTraffic } from '../../support/recorded-session.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

// k6 itself cannot be installed here: its modules are stood in for (test/support/k6), the script's own logic is the real one.

let opened: ContractEngine;
let fleet: DemoFleet;
const ids: string[] = [];
let broken: DemoFleet;
// Each test records a session of its own; what earlier ones have left in the fleet is nothing to it.
beforeAll(async () => {
  // Three instances: two customers who take turns would each stay on one of two.
  const bugs = { names: ['gamma', 'delta', 'epsilon'], bugs: ['memory-basket', 'own-key'] };
  [opened, fleet, broken] = await Promise.all([
    openContractEngine(),
    startDemoFleet({ names: ['alpha', 'beta'] }),
    startDemoFleet(bugs),
  ]);
  for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await Promise.all([fleet, broken].map((each) => each.stop()));
});

async function scriptOf(captureId: string, wish: Partial<PlanWish> = {}, leaveHeld = false): Promise<string> {
  const all = { captureId, allow: { all: true, tools: [] }, flows: [], variables: [], ...wish };
  const { id } = await ask(opened.engine, 'replay.plan', all);
  return (await ask(opened.engine, 'replay.k6', { planId: id, leaveHeld })).text;
}

const targets = ({ instances }: DemoFleet): string => instances.map(({ url }) => url).join(' , ');
const failed = ({ checks }: K6Outcome): string[] =>
  checks.filter(({ passed }) => !passed).map(({ name }) => name);

it('sends a session with values of its own, spread over the targets, as often as is wanted', async () => {
  const { captureId, exchanges } = await recordSession(opened.engine, ids);
  const script = await scriptOf(captureId);
  const healthy = await runK6Script(script, { TARGETS: targets(fleet) }, 2);
  expect(healthy).toMatchObject({ warnings: [] });
  expect(healthy).not.toHaveProperty('error');
  expect(failed(healthy)).toEqual([]);
  expect(healthy.checks).toHaveLength(2 * exchanges);
  const sent = fleet.instances.map(
    ({ url }) => healthy.requests.filter((request) => request.url === url).length,
  );
  expect(Math.min(...sent)).toBeGreaterThan(exchanges / 2);
  expect(healthy.requests.map(({ tag }) => tag)).toContain('tasks/get render_report');

  // Its checks can fail: baskets that only one instance knows, states that only one can read.
  const outcome = await runK6Script(script, { TARGETS: targets(broken) });
  const tools = new Set(failed(outcome).map((name) => name.split(' ').at(-1)));
  expect(tools).toEqual(new Set(['basket_add', 'basket_get', 'deploy']));
  expect(outcome.warnings.join('\n')).toContain('the tool failed: ');
}, 90_000);

it('never lets a held step look green, nor one whose value never came', async () => {
  const { captureId } = await recordSession(opened.engine, ids, { parts: ['lists', 'baskets'] });
  const wish = { allow: { tools: ['basket_create'] } };
  const outcome = await runK6Script(await scriptOf(captureId, wish), { TARGETS: targets(fleet) });
  expect(failed(outcome).every((name) => / basket_add is held: /.test(name))).toBe(true);
  expect(failed(outcome)).toHaveLength(8);
  expect(outcome.requests.map(({ tag }) => tag)).not.toContain('tools/call basket_add');
  const left = await runK6Script(await scriptOf(captureId, wish, true), { TARGETS: targets(fleet) });
  expect(failed(left)).toEqual([]);

  const nobody = await runK6Script(await scriptOf(captureId), { TARGETS: 'http://127.0.0.1:9/mcp' });
  expect(nobody.checks.some(({ passed }) => passed)).toBe(false);
  expect(nobody.warnings.join('\n')).toContain('not sent: "bsk_');
}, 90_000);

it('opens sessions of the legacy era, and sticks to none of its targets', async () => {
  const { captureId } = await recordTraffic(opened.engine, ids, legacySession);
  const script = await scriptOf(captureId);
  const [alpha] = fleet.instances;
  const pinned = await runK6Script(script, { TARGETS: alpha?.url ?? '' });
  expect(failed(pinned)).toEqual([]);
  expect(pinned.requests.map(({ tag }) => tag)).toEqual([
    'initialize',
    'notifications/initialized',
    'tools/list',
    'tools/call basket_create',
    'tools/call basket_get',
    'logging/setLevel',
  ]);
  // Sessions are in one process of the demo: the other one does not know them.
  const spread = await runK6Script(script, { TARGETS: targets(fleet) });
  expect(failed(spread).length).toBeGreaterThan(0);
}, 90_000);

it('takes variables and headers from its environment, and says what is missing', async () => {
  const { captureId } = await recordSession(opened.engine, ids, { parts: ['headers'] });
  const variables = [{ recorded: 'eu-north', value: '${REGION}' }];
  const script = await scriptOf(captureId, { variables });
  expect((await runK6Script(script, {})).error).toContain('Say where to send');
  const TARGETS = targets(fleet);
  expect((await runK6Script(script, { TARGETS })).error).toContain('Set REGION');
  const outcome = await runK6Script(script, { TARGETS, REGION: 'Malmö', HEADERS: '{"X-Test":"1"}' });
  // The headers that mirror the region go with it, or the server would refuse it.
  expect(failed(outcome)).toEqual([]);
}, 90_000);
