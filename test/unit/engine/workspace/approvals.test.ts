import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  commandHash,
  FileApprovals,
  MemoryApprovals,
  workspaceKey,
} from '../../../../engine/workspace/approvals.ts';
import type { StdioCommand } from '../../../../shared/model/stdio-command.ts';

const stdio: StdioCommand = { command: 'npx', args: ['-y', 'server'], env: { A: '1', B: '2' }, cwd: '/srv' };
const AT = new Date('2026-11-25T10:00:00Z');
let root: string;
let state: string;
const file = (): string => join(state, 'approved-commands.json');

async function open(workspace = '/w'): Promise<FileApprovals> {
  const approvals = new FileApprovals(state, workspace, () => AT);
  await approvals.load();
  return approvals;
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'hopscope-approvals-'));
  state = join(root, 'deep', 'state');
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('what was allowed is known to the next start, in that workspace only', async () => {
  const first = await open();
  expect(first.has(stdio)).toBe(false);
  expect(await first.approve(stdio)).toBeUndefined();
  expect(first.has(stdio)).toBe(true);
  expect((await open()).has(stdio)).toBe(true);
  expect((await open('/other')).has(stdio)).toBe(false);
});

test.each<readonly [string, Partial<StdioCommand>]>([
  ['another command', { command: 'npx2' }],
  ['another argument', { args: ['-y', 'server2'] }],
  ['arguments that only look the same when joined', { args: ['-y server'] }],
  ['another value', { env: { A: '1', B: '3' } }],
  ['one variable more', { env: { ...stdio.env, PATH: '/tmp' } }],
  ['another folder', { cwd: '/else' }],
])('%s has to be allowed anew', async (_what, part) => {
  const approvals = await open();
  await approvals.approve(stdio);
  expect(approvals.has({ ...stdio, ...part })).toBe(false);
});

test('no folder is another folder, and the order of variables does not count', () => {
  const { cwd: _cwd, ...bare } = stdio;
  expect(commandHash('/w', bare)).not.toBe(commandHash('/w', stdio));
  expect(commandHash('/w', { ...stdio, env: { B: '2', A: '1' } })).toBe(commandHash('/w', stdio));
});

test('the file is this user’s alone, tells nothing of the command, and is written whole', async () => {
  await (await open()).approve({ ...stdio, env: { TOKEN: 'sesame' } });
  const text = await readFile(file(), 'utf8');
  expect(text).not.toContain('sesame');
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    approved: [{ workspace: '/w', approvedAt: AT.toISOString() }],
  });
  expect(await readdir(state)).toEqual(['approved-commands.json']);
  if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('what another program allowed meanwhile is kept', async () => {
  const [one, two] = [await open('/one'), await open('/two')];
  await one.approve(stdio);
  await two.approve(stdio);
  expect((await open('/one')).has(stdio)).toBe(true);
});

test('what was taken back is asked for again', async () => {
  const approvals = await open();
  await approvals.approve(stdio);
  expect(await approvals.revoke(stdio)).toBeUndefined();
  expect(approvals.has(stdio)).toBe(false);
  expect((await open()).has(stdio)).toBe(false);
});

test.each([
  ['rubbish', '{"version":1,'],
  ['no list', '{"version":1,"approved":{}}'],
])('a file of %s allows nothing, is told of, and is put aside by the next approval', async (_what, text) => {
  await mkdir(state, { recursive: true });
  await writeFile(file(), text);
  const approvals = new FileApprovals(state, '/w', () => AT);
  const [problem] = await approvals.load();
  expect(problem?.file).toBe(file());
  expect(problem?.message).toContain('asks before');
  expect(approvals.has(stdio)).toBe(false);
  expect(await approvals.approve(stdio)).toBeUndefined();
  expect((await open()).has(stdio)).toBe(true);
  const aside = (await readdir(state)).find((name) => name.includes('.damaged-')) ?? '';
  expect(await readFile(join(state, aside), 'utf8')).toBe(text);
});

test('odd entries allow nothing and harm nothing', async () => {
  await mkdir(state, { recursive: true });
  const good = { hash: commandHash('/w', stdio), workspace: '/w', approvedAt: 'x' };
  await writeFile(file(), JSON.stringify({ version: 1, approved: [3, null, { hash: 1 }, good] }));
  expect((await open()).has(stdio)).toBe(true);
});

test('where it cannot be kept it holds for this session, and a sentence says so', async () => {
  await writeFile(join(root, 'deep'), 'a file where a folder should be');
  const approvals = await open();
  expect(await approvals.approve(stdio)).toContain('not remembered after this session');
  expect(approvals.has(stdio)).toBe(true);
  await approvals.revoke(stdio);
  expect(approvals.has(stdio)).toBe(false);
});

test('a newer Hopscope’s file stays as it is', async () => {
  await mkdir(state, { recursive: true });
  await writeFile(file(), '{"version":9}');
  expect(await (await open()).approve(stdio)).toContain('newer Hopscope');
  expect(await readFile(file(), 'utf8')).toBe('{"version":9}');
});

test('a link to a workspace is that workspace', async () => {
  await mkdir(join(root, 'real'));
  await symlink(join(root, 'real'), join(root, 'link'));
  expect(await workspaceKey(join(root, 'link'))).toBe(await workspaceKey(join(root, 'real')));
  expect(await workspaceKey('/not/there/../x')).toBe('/not/x');
});

test('in memory, nothing is kept for later', async () => {
  const approvals = new MemoryApprovals();
  await approvals.approve(stdio);
  expect(approvals.has(stdio)).toBe(true);
  expect(new MemoryApprovals().has(stdio)).toBe(false);
});
