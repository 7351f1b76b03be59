import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../engine/index.ts';
import { NO_TAMPER, type Draft } from '../../../shared/model/draft.ts';
import { INSTANCE_PROGRAM } from '../../support/demo-processes.ts';

const draft: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/list',
  params: {},
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};

let root: string;
let engine: Engine | undefined;
const marker = (): string => join(root, 'was-started');

/** Leaves a file behind as soon as it runs, whatever it is sent. */
const server = () => ({
  command: process.execPath,
  args: ['-e', `require('node:fs').writeFileSync(${JSON.stringify(marker())}, ''); process.stdin.resume()`],
  env: { API_TOKEN: '${STRANGERS_CHOICE}' },
});

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hopscope-consent-'));
});
afterEach(async () => {
  await engine?.close();
  engine = undefined;
  await rm(root, { recursive: true, force: true });
});

/** A workspace as it comes from elsewhere, which says of itself that all is approved. */
async function openStrange(): Promise<Engine> {
  const directory = join(root, 'workspace');
  await mkdir(directory);
  const instance = { id: 'local', name: 'Local', stdio: server(), approved: true };
  const content = {
    version: 1,
    approved: true,
    instances: [instance],
    fleets: [{ id: 'f', name: 'f', instances: ['local'] }],
  };
  await writeFile(join(directory, 'workspace.json'), JSON.stringify(content));
  engine = await createEngine({
    workspaceDirectory: directory,
    program: 'test',
    version: '0.0.0',
    env: { ...process.env, HOPSCOPE_STATE_DIR: join(root, 'state'), STRANGERS_CHOICE: 'sesame' },
    demo: { entry: INSTANCE_PROGRAM, knownBugs: [] },
  });
  return engine;
}

it('a workspace from elsewhere starts no process, whatever is asked of its instances', async () => {
  const { bridge } = await openStrange();
  const health = new Promise<unknown>((resolve) => bridge.on('health', resolve));
  const answers = [
    await bridge.invoke('exchange.send', { draft, instanceIds: ['local'] }),
    await bridge.invoke('listing.get', { instanceId: 'local', kind: 'tools', refresh: true }),
  ];
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'NEEDS_CONSENT', details: { id: 'local' } } });
    const text = JSON.stringify(answer);
    expect(text).toContain('was-started');
    expect(text).not.toContain('sesame');
  }
  await bridge.invoke('instance.check', { ids: ['local'] });
  const told = await health;
  expect(told).toMatchObject({ instanceId: 'local', state: 'unknown' });
  expect(JSON.stringify(told)).toContain('nobody has allowed');
  // All that could have been started would end here.
  await engine?.close();
  expect(existsSync(marker())).toBe(false);
});

it('a person’s consent is kept outside of the workspace', async () => {
  const { bridge } = await openStrange();
  const seen = { ...server(), args: ['-e', '0'] };
  const refused = await bridge.invoke('instance.approve', { id: 'local', seen });
  expect(refused).toMatchObject({ ok: false, error: { code: 'CONFLICT' } });
  expect(await bridge.invoke('instance.approve', { id: 'local', seen: server() })).toEqual({
    ok: true,
    value: null,
  });
  const state = await bridge.invoke('workspace.get', null);
  expect(state.ok && state.value.instances).toMatchObject([{ id: 'local', approved: true }]);
  expect(await readFile(join(root, 'state', 'approved-commands.json'), 'utf8')).toContain(
    join(root, 'workspace'),
  );
});

it('what a configuration holds is shown, then added by a person, and starts nothing even then', async () => {
  const { bridge } = await openStrange();
  const before = await bridge.invoke('workspace.get', null);
  const text = JSON.stringify({ mcpServers: { imported: { ...server(), env: {}, approved: true } } });
  const preview = await bridge.invoke('import.read', { text });
  expect(await bridge.invoke('workspace.get', null)).toEqual(before);
  const entry = preview.ok ? preview.value.entries[0] : undefined;
  expect(entry?.commandLine).toContain('was-started');
  if (!entry?.instance) throw new Error(`nothing to add: ${JSON.stringify(preview)}`);
  const saved = await bridge.invoke('instance.save', entry.instance);
  expect(saved).toMatchObject({ ok: true, value: { id: 'imported', approved: false } });
  const sent = await bridge.invoke('exchange.send', { draft, instanceIds: ['imported'] });
  expect(sent).toMatchObject({ ok: false, error: { code: 'NEEDS_CONSENT' } });
  await engine?.close();
  expect(existsSync(marker())).toBe(false);
});

it('what a person has allowed is started', async () => {
  const { bridge } = await openStrange();
  await bridge.invoke('instance.approve', { id: 'local', seen: server() });
  // It answers nothing, so the exchange stays open; that the process ran is what counts.
  const sent = await bridge.invoke('exchange.send', {
    draft: { ...draft, timeoutMs: 60_000 },
    instanceIds: ['local'],
  });
  expect(sent.ok).toBe(true);
  await expect.poll(() => existsSync(marker()), { timeout: 20_000 }).toBe(true);
});
