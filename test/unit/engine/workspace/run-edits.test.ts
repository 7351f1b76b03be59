import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openWorkspace, type Workspace } from '../../../../engine/workspace/open-workspace.ts';
import type { RunSettings } from '../../../../shared/model/run.ts';

let directory: string;
let state: string;
let workspace: Workspace;

const file = (): string => join(directory, 'workspace.json');
const open = (env: Record<string, string> = {}): Promise<Workspace> =>
  openWorkspace({ directory, env: { HOPSCOPE_STATE_DIR: state, ...env }, onChange: vi.fn() });
const command = { command: 'node', args: ['server.js', '--port', '${PORT}'], env: { LOG: '${NAME}' } };
const run: Omit<RunSettings, 'id'> = {
  name: 'Orders',
  command,
  copies: 3,
  path: '/mcp',
  restart: 'on-crash',
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-workspace-'));
  state = await mkdtemp(join(tmpdir(), 'hopscope-state-'));
  workspace = await open();
});

afterEach(async () => {
  await workspace.close();
  await rm(directory, { recursive: true, force: true });
  await rm(state, { recursive: true, force: true });
});

async function again(env: Record<string, string> = {}): Promise<Workspace> {
  await workspace.close();
  workspace = await open(env);
  return workspace;
}

test('is saved without what this machine has allowed, and read back', async () => {
  const { value, notices } = await workspace.runs.save(run);
  expect(value).toEqual({ ...run, id: 'orders', approved: false });
  expect(notices).toEqual([]);
  expect(await workspace.runs.approve('orders', command)).toEqual([]);
  expect(workspace.state().runs).toEqual([{ ...value, approved: true }]);
  expect(await readFile(file(), 'utf8')).not.toContain('approved');
  expect((await again()).state().runs).toEqual([{ ...value, approved: true }]);
});

test('a command that changes must be allowed anew; another one than was seen is not allowed', async () => {
  await workspace.runs.save({ ...run, approved: true });
  expect(workspace.state().runs[0]?.approved).toBe(true);
  const other = { ...command, args: ['evil.js'] };
  await workspace.runs.save({ ...run, id: 'orders', command: other });
  expect(workspace.state().runs[0]?.approved).toBe(false);
  await expect(workspace.runs.approve('orders', command)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(workspace.runs.approve('none', command)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a file from elsewhere that calls itself approved is not', async () => {
  await workspace.close();
  await writeFile(file(), JSON.stringify({ version: 1, runs: [{ ...run, id: 'orders', approved: true }] }));
  workspace = await open();
  expect(workspace.state().runs).toEqual([{ ...run, id: 'orders', approved: false }]);
});

test('an approval is shared with an instance of the same command, and goes with the last of them', async () => {
  await workspace.runs.save({ ...run, approved: true });
  await workspace.saveInstance({ name: 'Twin', url: '', headers: [], stdio: command });
  await workspace.runs.remove('orders');
  expect(workspace.state().instances[0]?.approved).toBe(true);
  await workspace.removeInstance('twin');
  await workspace.runs.save(run);
  expect(workspace.state().runs[0]?.approved).toBe(false);
});

test('a secret of its environment stays out of the file and is there when it is started', async () => {
  const secret = { ...command, env: { API_TOKEN: 'sesame', WHO: '${NAME}-${PORT}', LANG: '${LANG_OF_RUN}' } };
  const { value, notices } = await workspace.runs.save({ ...run, command: secret });
  expect(notices).toEqual([expect.stringContaining('HOPSCOPE_RUN_ORDERS_ENV_API_TOKEN')]);
  expect(await readFile(file(), 'utf8')).not.toContain('sesame');
  const own = { PORT: '8001', INDEX: '1', NAME: 'orders-1' };
  expect(workspace.runs.resolve(value, own).problem).toContain(
    'Orders was not started: the environment variable LANG_OF_RUN has no value.',
  );
  const filled = (await again({ LANG_OF_RUN: 'de', HOPSCOPE_RUN_ORDERS_ENV_API_TOKEN: 'kept' })).runs;
  expect(filled.resolve(value, own)).toEqual({
    stdio: { ...command, cwd: directory, env: { API_TOKEN: 'kept', WHO: 'orders-1-8001', LANG: 'de' } },
  });
});

test.each<[Partial<RunSettings>, string]>([
  [{ copies: 0 }, 'copies'],
  [{ copies: 17 }, 'copies'],
  [{ path: 'mcp' }, 'path'],
  [{ path: '/${HOME}' }, 'The path has "${HOME}"'],
  [{ command: { ...command, env: { PORT: '3000' } } }, 'The variable PORT is "3000" for every copy'],
  [{ name: ' ' }, 'needs a name'],
  [{ command: { ...command, command: ' ' } }, 'The command is empty'],
  [{ command: { ...command, env: { A: '${' } } }, 'a variable is written'],
])('%j is refused', async (part, says) => {
  await expect(workspace.runs.save({ ...run, ...part })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining(says) as string,
  });
  expect(workspace.state().runs).toEqual([]);
});

test('an entry with a fault is named, and kept in the file', async () => {
  const faulty = { id: 'bad', name: 'Bad', command: { command: 'x' }, copies: 99 };
  const terse = { id: 'terse', name: 'Terse', command: { command: 'x' } };
  await writeFile(file(), JSON.stringify({ version: 1, runs: [faulty, terse] }));
  await workspace.refresh();
  expect(workspace.state().runs).toMatchObject([{ id: 'terse', copies: 1, path: '/mcp', restart: 'never' }]);
  expect(workspace.state().problems[0]?.message).toContain('The run in place 1 is left out');
  await workspace.runs.remove('terse');
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ runs: [faulty] });
});
