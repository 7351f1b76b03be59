import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openWorkspace, readWorkspace, type Workspace } from '../../../../engine/workspace/open-workspace.ts';
import { DEFAULT_CLIENT_SETTINGS } from '../../../../shared/model/input.ts';
import type { StoredState } from '../../../../engine/workspace/stored-state.ts';

let directory: string;
let state: string;
let workspace: Workspace | undefined;
const onChange = vi.fn<(state: StoredState) => void>();

async function openHere(env: Record<string, string> = {}): Promise<Workspace> {
  await workspace?.close();
  workspace = await openWorkspace({ directory, env: { HOPSCOPE_STATE_DIR: state, ...env }, onChange });
  return workspace;
}

const file = (name: string): string => join(directory, name);
const text = (name: string): Promise<string> => readFile(file(name), 'utf8');
const eu = { name: 'EU', url: 'http://127.0.0.1:1/mcp', headers: [] };

async function allFiles(): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(texts.map((path) => readFile(path, 'utf8')))).join('\n');
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-workspace-'));
  state = await mkdtemp(join(tmpdir(), 'hopscope-state-'));
  onChange.mockReset();
});

afterEach(async () => {
  await workspace?.close();
  workspace = undefined;
  await rm(directory, { recursive: true, force: true });
  await rm(state, { recursive: true, force: true });
});

describe('an instance with a command', () => {
  const stdio = { command: 'npx', args: ['server'], env: { LOG: 'debug' } };
  const local = { name: 'Local', url: '', stdio, headers: [] };
  test('is saved with its address made from the command, and joins fleets', async () => {
    const first = await openHere();
    const { value, notices } = await first.saveInstance({ ...local, era: 'legacy' });
    expect(value).toEqual({
      id: 'local',
      name: 'Local',
      url: 'stdio:LOG=debug npx server',
      stdio,
      era: 'legacy',
      headers: [],
      approved: false,
    });
    expect(notices).toEqual([]);
    await first.saveFleet({ name: 'both', instanceIds: ['local'] });
    const again = (await openHere()).state();
    expect(again.instances).toEqual([value]);
    expect(again.fleets).toMatchObject([{ instanceIds: ['local'] }]);
  });

  test('has to be allowed; that holds until the command changes, and is not in the workspace', async () => {
    const first = await openHere();
    await first.saveInstance(local);
    onChange.mockReset();
    expect(await first.approve('local', stdio)).toEqual([]);
    expect(onChange.mock.calls.at(-1)?.[0].instances[0]?.approved).toBe(true);
    expect(await allFiles()).not.toContain('approved');
    const second = await openHere();
    expect(second.state().instances[0]?.approved).toBe(true);
    const changed = { ...stdio, args: ['other'] };
    await second.saveInstance({ ...local, id: 'local', stdio: changed });
    expect(second.state().instances[0]?.approved).toBe(false);
  });

  test('what a person saves as seen is allowed at once, secrets and all', async () => {
    const first = await openHere();
    const secret = { ...stdio, env: { API_TOKEN: 'sesame' } };
    const saved = await first.saveInstance({ ...local, stdio: secret, approved: true });
    expect(saved.value).toMatchObject({
      approved: true,
      url: "stdio:API_TOKEN='${HOPSCOPE_LOCAL_ENV_API_TOKEN}' npx server",
    });
    expect(saved.notices).toEqual([expect.stringContaining('HOPSCOPE_LOCAL_ENV_API_TOKEN')]);
    expect(await allFiles()).not.toContain('sesame');
    expect(first.resolveCommand(saved.value)).toEqual({
      stdio: { ...stdio, env: { API_TOKEN: 'sesame' }, cwd: directory },
    });
    // The file says the same after a start, so the approval holds; only the value is gone.
    const second = await openHere();
    expect(second.state().instances[0]?.approved).toBe(true);
    expect(second.resolveCommand(saved.value)?.problem).toContain(
      'Local was not started: the environment variable HOPSCOPE_LOCAL_ENV_API_TOKEN has no value.',
    );
    const third = await openHere({ HOPSCOPE_LOCAL_ENV_API_TOKEN: 'anew' });
    expect(third.resolveCommand(saved.value)?.stdio.env).toEqual({ API_TOKEN: 'anew' });
  });

  test('a secret among the arguments is told of, since no variable can stand for it', async () => {
    const args = ['server', '--api-key', 'abc'];
    const { notices } = await (await openHere()).saveInstance({ ...local, stdio: { ...stdio, args } });
    expect(notices).toEqual([expect.stringContaining('Argument 3 of Local looks like a secret')]);
  });

  test('is not allowed where it is another command than the one that was seen', async () => {
    const first = await openHere();
    await first.saveInstance(local);
    const evil = (await text('workspace.json')).replace('"server"', '"evil"');
    await writeFile(file('workspace.json'), evil);
    await expect(first.approve('local', stdio)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(first.state().instances).toMatchObject([{ approved: false, stdio: { args: ['evil'] } }]);
  });

  test('one with an address has nothing to allow', async () => {
    const first = await openHere();
    await first.saveInstance(eu);
    await expect(first.approve('eu', stdio)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(first.approve('none', stdio)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a file from elsewhere that calls itself approved is not', async () => {
    const entry = { id: 'local', name: 'Local', stdio, approved: true };
    await writeFile(
      file('workspace.json'),
      JSON.stringify({ version: 1, approved: true, instances: [entry] }),
    );
    expect((await openHere()).state().instances[0]?.approved).toBe(false);
  });

  test('what was taken away must be allowed anew, unless another instance has the same command', async () => {
    const first = await openHere();
    await first.saveInstance({ ...local, approved: true });
    await first.saveInstance({ ...local, name: 'Twin' });
    expect(first.state().instances[1]?.approved).toBe(true);
    await first.removeInstance('local');
    expect(first.state().instances).toMatchObject([{ id: 'twin', approved: true }]);
    await first.removeInstance('twin');
    await first.saveInstance(local);
    expect(first.state().instances[0]?.approved).toBe(false);
  });

  test('the command line finds it with an absolute folder and with what was allowed', async () => {
    await (await openHere()).saveInstance({ ...local, stdio: { ...stdio, cwd: 'srv' }, approved: true });
    const found = await readWorkspace({ directory, env: { HOPSCOPE_STATE_DIR: state } });
    expect(found.instances).toMatchObject([{ approved: true, stdio: { cwd: file('srv') } }]);
  });
});

describe('what Hopscope is as a client', () => {
  const settings = { capabilities: { elicitation: {} }, roots: [{ uri: 'file:///srv' }], responders: {} };

  test('is kept in the workspace', async () => {
    const first = await openHere();
    expect(first.state().client).toEqual(DEFAULT_CLIENT_SETTINGS);
    await first.saveClient(settings);
    expect((await openHere()).state().client).toEqual(settings);
  });

  test('is not kept where it is wrong', async () => {
    const first = await openHere();
    const wrong = { ...settings, roots: [{ uri: 'https://h.test/' }] };
    await expect(first.saveClient(wrong)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await readdir(directory)).toEqual(['captures']);
  });

  test('a section that cannot be used survives other changes, and is kept in a copy when it is replaced', async () => {
    const faulty = '{"version":1,"client":{"roots":7,"mine":"kept"}}';
    await writeFile(file('workspace.json'), faulty);
    const first = await openHere();
    expect(first.state().client).toEqual(DEFAULT_CLIENT_SETTINGS);
    expect(first.state().problems).toMatchObject([{ file: 'workspace.json' }]);
    await first.saveInstance(eu);
    expect(await text('workspace.json')).toContain('"mine": "kept"');
    const before = await text('workspace.json');
    await first.saveClient(settings);
    expect(first.state().client).toEqual(settings);
    const [problem] = first.state().problems;
    expect(problem?.message).toContain('The section "client" that could not be used was replaced');
    expect(await text(problem?.keptAs ?? '')).toBe(before);
  });
});
