import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import type { StatefulFleet } from '../../support/hidden-state/stateful-servers.ts';
import { driveVault, PLANTED, startVault } from '../../support/planted-secrets.ts';
import { proveCapture } from '../../support/prove-fleet.ts';
import { recordTraffic, type RecordedSession } from '../../support/recorded-session.ts';
import { plantedIn, plantedInFolder, textsOf } from '../../support/secret-forms.ts';
import { runCli } from '../cli/run-cli.ts';
import { addInstance } from '../servers/ask-through-bridge.ts';

// Every way in which Hopscope hands out what it knows of a capture, with sixty secrets in it: see docs/redaction.md. Exports and
// copies are in redaction.test.ts.

let opened: ContractEngine;
let fleet: StatefulFleet;
let recorded: RecordedSession;
let proof: string;
let home: string;
beforeAll(async () => {
  opened = await openContractEngine();
  home = await mkdtemp(join(tmpdir(), 'hopscope-ways-'));
  fleet = await startVault({ shared: false });
  const ids: string[] = [];
  for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  recorded = await recordTraffic(opened.engine, ids, driveVault);
  const { state } = await proveCapture(opened.engine, recorded.captureId, ids, { seed: 1 });
  proof = state.id;
}, 120_000);
afterAll(async () => {
  await fleet.stop();
  await opened.close();
  await rm(home, { recursive: true, force: true });
});

async function ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  const answer = await opened.engine.bridge.invoke(command, input);
  if (!answer.ok) throw new Error(`${command}: ${answer.error.message}`);
  return answer.value;
}

it('begins with a capture that has them', () => {
  expect(plantedIn(textsOf(recorded.path)).length).toBeGreaterThan(PLANTED.length - 3);
});

describe('a report', () => {
  it.each(['json', 'md', 'html', 'junit'] as const)('of a proof as %s has none', async (format) => {
    const { text } = await ask('replay.report', { id: proof, format });
    expect(text.length).toBeGreaterThan(1_000);
    expect(plantedIn(text)).toEqual([]);
    if (format === 'json') expect(JSON.parse(text)).toBeTypeOf('object');
  });

  it.each(['routing', 'negotiation', 'readiness'] as const)('of %s has none', async (what) => {
    const { captureId } = recorded;
    await ask('findings.settled', { captureId });
    for (const format of ['md', 'html'] as const) {
      const { text } = await ask('tracker.report', { captureId, what, format });
      expect(text.length).toBeGreaterThan(200);
      expect(plantedIn(text)).toEqual([]);
    }
  });
});

describe('the command line', () => {
  it('writes reports of findings without them', async () => {
    const kinds = ['json', 'md', 'html', 'junit', 'sarif'];
    const reports = kinds.flatMap((kind) => ['--report', `${kind}:findings.${kind}`]);
    const end = await runCli(['lint', recorded.path, ...reports, '--json', '--fail-on', 'error'], home);
    expect([0, 1]).toContain(end.code);
    expect((await readdir(home)).filter((name) => name.startsWith('findings.')).sort()).toEqual(
      kinds.map((kind) => `findings.${kind}`).sort(),
    );
    expect(plantedIn(end.stdout)).toEqual([]);
    expect(plantedInFolder(home)).toEqual([]);
  });

  it('writes reports of a proof without them', async () => {
    const kinds = ['json', 'md', 'html', 'junit'];
    const reports = kinds.flatMap((kind) => ['--report', `${kind}:proof.${kind}`]);
    const to = fleet.instances.flatMap(({ name, url }) => ['--to', `${name}=${url}`]);
    const end = await runCli(['prove', recorded.path, ...to, '--allow-all', ...reports, '--json'], home);
    expect([0, 1]).toContain(end.code);
    for (const kind of kinds) {
      const text = await readFile(join(home, `proof.${kind}`), 'utf8');
      expect(text.length, kind).toBeGreaterThan(1_000);
      expect(plantedIn(text), kind).toEqual([]);
    }
    expect(plantedIn(end.stdout)).toEqual([]);
  }, 120_000);

  it('writes a load test without them', async () => {
    const end = await runCli(
      ['export', recorded.path, '--format', 'k6', '--allow-all', '-o', 'load.js'],
      home,
    );
    expect(end).toMatchObject({ code: 0 });
    expect(plantedIn(await readFile(join(home, 'load.js'), 'utf8'))).toEqual([]);
  });
});
