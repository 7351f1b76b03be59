import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openWorkspace, readWorkspace, type Workspace } from '../../../../engine/workspace/open-workspace.ts';
import type { StoredState } from '../../../../engine/workspace/stored-state.ts';
import { NO_TAMPER, type Draft } from '../../../../shared/model/draft.ts';

// Only how long to wait before giving up on a change that never shows.
const PATIENCE = { timeout: 20_000, interval: 20 };

let directory: string;
let workspace: Workspace | undefined;
const onChange = vi.fn<(state: StoredState) => void>();

const draft: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'whoami' },
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};

async function open(env: Record<string, string> = {}): Promise<Workspace> {
  await workspace?.close();
  workspace = await openWorkspace({ directory, env, onChange });
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
  onChange.mockReset();
});

afterEach(async () => {
  await workspace?.close();
  workspace = undefined;
  await rm(directory, { recursive: true, force: true });
});

test('a new workspace is empty; only the folder for captures is made, which git passes over', async () => {
  await rm(directory, { recursive: true });
  const state = (await open()).state();
  expect(state).toMatchObject({ directory, instances: [], fleets: [], requests: [], problems: [] });
  expect(await readdir(directory)).toEqual(['captures']);
  expect(await text('captures/.gitignore')).toContain('\n*\n');
});

// Windows has no such modes.
test.skipIf(process.platform === 'win32')('only its user gets into the folders that are made', async () => {
  const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
  await rm(directory, { recursive: true });
  await (await open()).saveRequest({ name: 'Who am I?', draft });
  const made = [directory, file('captures'), file('requests')];
  expect(await Promise.all(made.map(modeOf))).toEqual([0o700, 0o700, 0o700]);
  // A folder that was there is its owner's business.
  await chmod(directory, 0o755);
  await chmod(file('captures'), 0o750);
  await open();
  expect(await Promise.all([directory, file('captures')].map(modeOf))).toEqual([0o755, 0o750]);
});

test('what was saved is there again after a start', async () => {
  const first = await open();
  const one = await first.saveInstance({ ...eu, headers: [['X-Tenant', 'acme']] });
  const two = await first.saveInstance({ ...eu, name: 'US' });
  const fleet = await first.saveFleet({ name: 'both', instanceIds: [one.value.id, two.value.id] });
  const request = await first.saveRequest({ name: 'Who am I?', draft });
  const before = first.state();
  expect(before.instances).toEqual([one.value, two.value]);
  expect(before.fleets).toEqual([fleet]);
  expect(before.requests).toEqual([request.value]);
  expect(onChange).toHaveBeenLastCalledWith(before);
  expect((await open()).state()).toEqual(before);
  expect((await readdir(directory)).sort()).toEqual(['captures', 'requests', 'workspace.json']);
  expect(await readdir(file('requests'))).toEqual(['who-am-i.json']);
});

test('changing keeps id and place; removing an instance takes it out of its fleets', async () => {
  const opened = await open();
  const one = await opened.saveInstance(eu);
  const two = await opened.saveInstance({ ...eu, name: 'US' });
  await opened.saveFleet({ name: 'both', instanceIds: [one.value.id, two.value.id] });
  await opened.saveInstance({ ...eu, id: one.value.id, name: 'Europe' });
  expect(opened.state().instances.map(({ id, name }) => [id, name])).toEqual([
    ['eu', 'Europe'],
    ['us', 'US'],
  ]);
  await opened.removeInstance('eu');
  expect(opened.state().fleets).toMatchObject([{ instanceIds: ['us'] }]);
  await opened.removeFleet('both');
  const { value } = await opened.saveRequest({ name: 'r', draft });
  await opened.removeRequest(value.id);
  expect(opened.state()).toMatchObject({ fleets: [], requests: [] });
  expect(await readdir(file('requests'))).toEqual([]);
});

test('bad input is refused and changes nothing', async () => {
  const opened = await open();
  await opened.saveInstance(eu);
  await opened.saveFleet({ name: 'f', instanceIds: ['eu'] });
  const before = await text('workspace.json');
  const refused = async (code: string, run: Promise<unknown>): Promise<void> => {
    await expect(run).rejects.toMatchObject({ name: 'AppError', code });
  };
  await refused('BAD_INPUT', opened.saveInstance({ ...eu, url: 'ftp://h.test' }));
  await refused('BAD_INPUT', opened.saveInstance({ ...eu, name: 'eu' }));
  await refused('NOT_FOUND', opened.saveInstance({ ...eu, name: 'x', id: '../../x' }));
  await refused('NOT_FOUND', opened.removeInstance('nobody'));
  await refused('NOT_FOUND', opened.saveFleet({ name: 'g', instanceIds: ['nobody'] }));
  await refused('BAD_INPUT', opened.saveFleet({ name: 'F', instanceIds: [] }));
  await refused('NOT_FOUND', opened.removeFleet('nobody'));
  await refused('NOT_FOUND', opened.saveRequest({ id: '../workspace', name: 'x', draft }));
  await refused('NOT_FOUND', opened.removeRequest('../workspace'));
  expect(await text('workspace.json')).toBe(before);
});

test('saves that come at once are all kept', async () => {
  const opened = await open();
  const names = Array.from({ length: 12 }, (_, index) => `n${String(index)}`);
  await Promise.all(names.map((name) => opened.saveInstance({ ...eu, name })));
  expect((await open()).state().instances.map((instance) => instance.name)).toEqual(names);
});

test('a literal secret works in this session and is in no file', async () => {
  const opened = await open();
  const saved = await opened.saveInstance({
    ...eu,
    url: 'http://127.0.0.1:1/mcp?api_key=URLSECRET&x=1',
    headers: [
      ['Authorization', 'Bearer HEADERSECRET'],
      ['X-Tenant', 'acme'],
    ],
  });
  const request = await opened.saveRequest({
    name: 'r',
    draft: {
      ...draft,
      tamper: { ...NO_TAMPER, headers: [{ op: 'set', name: 'Cookie', value: 'sid=TAMPERSECRET' }] },
    },
  });
  expect(saved.notices).toHaveLength(2);
  expect(saved.notices[0]).toContain('HOPSCOPE_EU_AUTHORIZATION');
  expect(request.notices[0]).toContain('HOPSCOPE_REQUEST_R_COOKIE');
  expect(await allFiles()).not.toMatch(/SECRET/);
  expect(saved.value.headers[0]).toEqual(['Authorization', '${HOPSCOPE_EU_AUTHORIZATION}']);
  expect(opened.resolveHeaders(saved.value)).toEqual({
    headers: [
      ['Authorization', 'Bearer HEADERSECRET'],
      ['X-Tenant', 'acme'],
    ],
    missing: [],
  });
  const [instance] = opened.state().instances;
  expect(instance?.url).toBe('http://127.0.0.1:1/mcp?api_key=URLSECRET&x=1');
  expect(opened.state().requests[0]?.draft.tamper.headers[0]?.value).toBe('sid=TAMPERSECRET');

  // Saved again as the screens have it: still in no file, and still working.
  if (!instance) throw new Error('not there');
  await opened.saveInstance({ ...instance, name: 'Europe' });
  expect(await allFiles()).not.toMatch(/SECRET/);
  expect(opened.resolveHeaders(instance).headers[0]?.[1]).toBe('Bearer HEADERSECRET');
});

test('after a start without the variables nothing can be sent; with them it works', async () => {
  await (await open()).saveInstance({ ...eu, url: `${eu.url}?token=t`, headers: [['X-Api-Key', 'k']] });
  const without = await open();
  const [before] = without.state().instances;
  if (!before) throw new Error('not there');
  const blocked = without.resolveHeaders(before);
  expect(blocked.missing).toEqual(['HOPSCOPE_EU_URL_TOKEN', 'HOPSCOPE_EU_X_API_KEY']);
  expect(blocked.problem).toContain('Nothing was sent to EU');
  const withThem = await open({ HOPSCOPE_EU_URL_TOKEN: 'T', HOPSCOPE_EU_X_API_KEY: 'K' });
  const [after] = withThem.state().instances;
  if (!after) throw new Error('not there');
  expect(after.url).toBe(`${eu.url}?token=T`);
  expect(withThem.resolveHeaders(after)).toEqual({ headers: [['X-Api-Key', 'K']], missing: [] });
});

test('a typed secret may refer to the environment, and what a variable holds is checked', async () => {
  const opened = await open({ SID: '7', BAD: 'a\r\nX-Evil: 1' });
  const saved = await opened.saveInstance({
    ...eu,
    headers: [
      ['Cookie', 'sid=${SID}; theme=dark'],
      ['X-Other', '${BAD}'],
    ],
  });
  const resolved = opened.resolveHeaders(saved.value);
  expect(resolved.headers).toEqual([['Cookie', 'sid=7; theme=dark']]);
  expect(resolved.problem).toContain('line break');
  expect(resolved.problem).not.toContain('has no value');
  expect(resolved.missing).toEqual(['BAD']);
});

test('a damaged file is named and kept as it is, and the app goes on', async () => {
  await mkdir(file('requests'));
  await writeFile(file('workspace.json'), '{"version":1,');
  await writeFile(file('requests/good.json'), JSON.stringify({ version: 1, name: 'good', draft }));
  await writeFile(file('requests/bad.json'), 'oops');
  const opened = await open();
  const { problems, requests, instances } = opened.state();
  expect(instances).toEqual([]);
  expect(requests.map(({ id }) => id)).toEqual(['good']);
  expect(problems.map((problem) => problem.file)).toEqual(['workspace.json', 'requests/bad.json']);
  expect(problems[0]?.keptAs).toMatch(/^workspace\.json\.damaged-\d{8}T\d{9}Z$/);
  expect(await text(problems[0]?.keptAs ?? '')).toBe('{"version":1,');
  expect(await text(problems[1]?.keptAs ?? '')).toBe('oops');
  await opened.saveInstance(eu);
  expect(opened.state().problems).toEqual(problems);
  expect((await open()).state()).toMatchObject({ instances: [{ id: 'eu' }], problems: [] });
});

test('a file of a newer format stays in place and is never written over', async () => {
  await mkdir(file('requests'));
  await writeFile(file('workspace.json'), '{"version":2,"new":true}');
  await writeFile(file('requests/who.json'), '{"version":3}');
  const opened = await open();
  expect(opened.state().problems).toMatchObject([{ file: 'workspace.json' }, { file: 'requests/who.json' }]);
  expect(opened.state().problems[0]).not.toHaveProperty('keptAs');
  await expect(opened.saveInstance(eu)).rejects.toMatchObject({ code: 'UNREADABLE' });
  const { value } = await opened.saveRequest({ name: 'who', draft });
  expect(value.id).toBe('who-2');
  await expect(opened.removeRequest('who')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await text('workspace.json')).toBe('{"version":2,"new":true}');
  expect(await text('requests/who.json')).toBe('{"version":3}');
});

test('an edit from outside is picked up, and not written over by a save', async () => {
  const opened = await open();
  await opened.saveInstance(eu);
  onChange.mockReset();
  const outside = { version: 1, instances: [{ id: 'us', name: 'US', url: 'http://us.test/' }], fleets: [] };
  await writeFile(file('workspace.json'), JSON.stringify(outside));
  await vi.waitFor(() => {
    expect(onChange.mock.lastCall?.[0].instances.map(({ id }) => id)).toEqual(['us']);
  }, PATIENCE);
  await writeFile(file('workspace.json'), JSON.stringify({ ...outside, name: 'renamed' }));
  await opened.saveInstance({ ...eu, name: 'third' });
  expect(opened.state()).toMatchObject({ name: 'renamed', instances: [{ id: 'us' }, { id: 'third' }] });
});

test('a request that arrives by git is picked up, in a folder that was not there', async () => {
  await open();
  await mkdir(file('requests'));
  await writeFile(file('requests/new.json'), JSON.stringify({ version: 1, name: 'new', draft }));
  await vi.waitFor(() => {
    expect(onChange.mock.lastCall?.[0].requests.map(({ id }) => id)).toEqual(['new']);
  }, PATIENCE);
});

test('damage from outside is named but not moved until something is saved; what was read stays in use', async () => {
  const opened = await open();
  await opened.saveInstance(eu);
  await writeFile(file('workspace.json'), '<<<<<<< HEAD\n');
  await opened.refresh();
  expect(opened.state()).toMatchObject({ instances: [{ id: 'eu' }], problems: [{ file: 'workspace.json' }] });
  expect(await text('workspace.json')).toBe('<<<<<<< HEAD\n');
  await opened.saveInstance({ ...eu, name: 'US' });
  expect(opened.state().instances.map(({ id }) => id)).toEqual(['eu', 'us']);
  expect(await text(opened.state().problems[0]?.keptAs ?? '')).toBe('<<<<<<< HEAD\n');
});

test('in memory nothing is read, written or made', async () => {
  await writeFile(file('workspace.json'), 'not ours');
  const memory = await openWorkspace({ directory: file('none'), env: { T: 'v' }, onChange, inMemory: true });
  const saved = await memory.saveInstance({ ...eu, headers: [['Authorization', 'Bearer literal ${T}']] });
  expect(saved.notices).toEqual([]);
  expect(memory.resolveHeaders(saved.value).headers).toEqual([['Authorization', 'Bearer literal v']]);
  await memory.saveRequest({ name: 'r', draft });
  await memory.removeRequest('r');
  await memory.close();
  expect(await readdir(directory)).toEqual(['workspace.json']);
});

test('a directory that cannot be one is refused with its name', async () => {
  await writeFile(file('taken'), '');
  const opening = openWorkspace({ directory: file('taken'), env: {}, onChange });
  await expect(opening).rejects.toMatchObject({
    code: 'IO',
    message: expect.stringContaining('taken') as string,
  });
});

test('a closed workspace refuses changes', async () => {
  const opened = await open();
  await opened.close();
  await expect(opened.saveInstance(eu)).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('a look at a workspace leaves it as it is', async () => {
  await (await open()).saveInstance({ ...eu, url: `${eu.url}?token=t` });
  await mkdir(file('requests'));
  await workspace?.close();
  await writeFile(file('requests/bad.json'), 'oops');
  const before = await allFiles();
  const seen = await readWorkspace({ directory, env: { HOPSCOPE_EU_URL_TOKEN: 'T' } });
  expect(seen).toMatchObject({ instances: [{ name: 'EU', url: `${eu.url}?token=T` }] });
  expect(seen.problems).toMatchObject([{ file: 'requests/bad.json' }]);
  expect(await allFiles()).toBe(before);
  expect(await readdir(file('requests'))).toEqual(['bad.json']);
  const none = await readWorkspace({ directory: file('none'), env: {} });
  expect(none).toMatchObject({ instances: [], problems: [] });
  expect(await readdir(directory)).not.toContain('none');
});

test('relative TLS paths stay in the file and are handed out from its directory', async () => {
  const opened = await open();
  const tls = { caFile: 'tls/ca.pem', certFile: '~/client.pem' };
  const { value } = await opened.saveInstance({ ...eu, url: 'https://127.0.0.1:1/mcp', tls });
  expect(JSON.parse(await text('workspace.json'))).toMatchObject({ instances: [{ tls }] });
  expect(opened.state().instances[0]?.tls).toEqual(tls);
  const absolute = { caFile: file('tls/ca.pem'), certFile: file('~/client.pem') };
  expect(opened.resolveTls(value)).toEqual(absolute);
  expect(opened.resolveTls({ ...value, tls: {} })).toEqual({});
  expect(opened.resolveTls({ id: 'x', ...eu })).toBeUndefined();
  const seen = await readWorkspace({ directory, env: {} });
  expect(seen.instances[0]?.tls).toEqual(absolute);
});
