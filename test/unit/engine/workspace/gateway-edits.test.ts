import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openWorkspace, type Workspace } from '../../../../engine/workspace/open-workspace.ts';
import {
  GATEWAY_DEFAULTS,
  type GatewayRule,
  type GatewaySettings,
} from '../../../../shared/model/gateway.ts';

let directory: string;
let workspace: Workspace;

const file = (): string => join(directory, 'workspace.json');
const open = (): Promise<Workspace> =>
  openWorkspace({ directory, env: { HOPSCOPE_STATE_DIR: directory }, onChange: vi.fn() });
const gateway: Omit<GatewaySettings, 'id'> = {
  ...GATEWAY_DEFAULTS,
  name: 'Front',
  instanceIds: ['eu', 'us'],
};
const rule: GatewayRule = {
  id: 'r1',
  name: 'calls',
  enabled: true,
  match: [{ header: 'Mcp-Method', test: 'exact', value: 'tools/call' }],
  action: { kind: 'route', instanceIds: ['eu'], strategy: { kind: 'pinned', instanceId: 'eu' } },
  faults: [],
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-workspace-'));
  workspace = await open();
  await workspace.saveInstance({ name: 'EU', url: 'http://127.0.0.1:1/mcp', headers: [] });
  await workspace.saveInstance({ name: 'US', url: 'http://127.0.0.1:2/mcp', headers: [] });
});

afterEach(async () => {
  await workspace.close();
  await rm(directory, { recursive: true, force: true });
});

test('is saved under an id made from its name, and read back by another start', async () => {
  const saved = await workspace.gateways.save({ ...gateway, rules: [rule] });
  expect(saved).toEqual({ ...gateway, id: 'front', rules: [rule] });
  expect(workspace.state().gateways).toEqual([saved]);
  await workspace.close();
  workspace = await open();
  expect(workspace.state().gateways).toEqual([saved]);
  const changed = await workspace.gateways.save({ ...saved, name: 'Back', seed: 7 });
  expect(changed).toMatchObject({ id: 'front', name: 'Back', seed: 7 });
  expect(workspace.state().gateways).toEqual([changed]);
});

test.each<[string, Partial<GatewaySettings>, string]>([
  ['an instance that is not there', { instanceIds: ['eu', 'mars'] }, 'There is no instance "mars"'],
  ['one that a rule pins to', { strategy: { kind: 'pinned', instanceId: 'mars' } }, '"mars"'],
  ['a weight of nobody', { strategy: { kind: 'weighted', weights: { mars: 2 } } }, '"mars"'],
  [
    'a pool of nobody',
    { rules: [{ ...rule, action: { ...rule.action, instanceIds: ['mars'] } as never }] },
    '"mars"',
  ],
  ['a rule twice', { rules: [rule, rule] }, 'Rule 2 (calls) has the id "r1"'],
  ['the id of what no rule takes', { rules: [{ ...rule, id: 'otherwise' }] }, 'has the id "otherwise"'],
  [
    'a comparison with nothing',
    { rules: [{ ...rule, match: [{ header: 'Mcp-Method', test: 'exact' }] }] },
    'compares Mcp-Method with nothing',
  ],
  ['a host that is none', { listen: { host: 'http://x', port: 1 } }, 'is no address to listen on'],
  ['no name', { name: '  ' }, 'needs a name'],
  [
    'a fault twice',
    {
      faults: ['a', 'a'].map((id) => ({ id, enabled: true, probability: 1, does: { kind: 'refuse' } })),
    },
    'two faults with the id "a"',
  ],
  [
    'a header fault without a value',
    {
      faults: [
        {
          id: 'a',
          enabled: true,
          probability: 1,
          does: { kind: 'header', side: 'request', op: 'add', name: 'X-A' },
        },
      ],
    },
    'needs a value to add X-A',
  ],
  [
    'a probability that is none',
    { faults: [{ id: 'a', enabled: true, probability: 2, does: { kind: 'refuse' } }] },
    'faults.0.probability',
  ],
])('%s is refused, and nothing changes', async (_what, part, says) => {
  const before = await readFile(file(), 'utf8');
  await expect(workspace.gateways.save({ ...gateway, ...part })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining(says) as string,
  });
  expect(await readFile(file(), 'utf8')).toBe(before);
});

test('forwards to the demo fleet and to copies of runs, never to a command', async () => {
  const command = { command: 'node', args: [], env: {} };
  await workspace.saveInstance({ name: 'Local', url: '', headers: [], stdio: command });
  await workspace.runs.save({ name: 'Orders', command, copies: 2, path: '/mcp', restart: 'never' });
  const ids = ['demo-alpha', 'run:orders:2'];
  expect((await workspace.gateways.save({ ...gateway, instanceIds: ids })).instanceIds).toEqual(ids);
  const wrong = (instanceIds: string[]): Promise<GatewaySettings> =>
    workspace.gateways.save({ ...gateway, name: 'Other', instanceIds });
  await expect(wrong(['run:orders:3'])).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(wrong(['local'])).rejects.toThrow('Local is started as a command');
  await workspace.runs.remove('orders');
  expect(workspace.state().gateways[0]?.instanceIds).toEqual(['demo-alpha']);
});

test('a second name and an unknown id are refused; what is removed is gone', async () => {
  await workspace.gateways.save(gateway);
  await expect(workspace.gateways.save({ ...gateway, name: 'FRONT' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  await expect(workspace.gateways.save({ ...gateway, id: 'none' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await workspace.gateways.remove('front');
  expect(workspace.state().gateways).toEqual([]);
  expect(await readFile(file(), 'utf8')).not.toContain('gateways');
  await expect(workspace.gateways.remove('front')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('an instance that is removed leaves its gateways and their pools', async () => {
  await workspace.gateways.save({ ...gateway, rules: [rule] });
  await workspace.removeInstance('eu');
  const [left] = workspace.state().gateways;
  expect(left?.instanceIds).toEqual(['us']);
  expect(left?.rules[0]?.action).toMatchObject({ instanceIds: [] });
});

test('a gateway whose pinned instance was removed can still be changed, and nothing new can refer to it', async () => {
  const weighted = { kind: 'weighted', weights: { eu: 3, us: 1 } } as const;
  await workspace.gateways.save({ ...gateway, rules: [rule], strategy: weighted });
  await workspace.removeInstance('eu');
  const left = workspace.state().gateways[0] as GatewaySettings;
  expect(left.strategy).toEqual({ kind: 'weighted', weights: { us: 1 } });
  const off = { ...left, rules: [{ ...rule, ...left.rules[0], enabled: false }] };
  expect((await workspace.gateways.save(off)).rules[0]).toMatchObject({
    enabled: false,
    action: { instanceIds: [], strategy: { kind: 'pinned', instanceId: 'eu' } },
  });
  await workspace.gateways.save({ ...left, rules: [] });
  await expect(workspace.gateways.save(left)).rejects.toThrow('There is no instance "eu"');
});

test('a gateway over a run that has fewer copies now can still be changed', async () => {
  const run = {
    name: 'Orders',
    command: { command: 'node', args: [], env: {} },
    copies: 3,
    path: '/mcp',
    restart: 'never',
  } as const;
  await workspace.runs.save(run);
  const saved = await workspace.gateways.save({ ...gateway, instanceIds: ['run:orders:1', 'run:orders:3'] });
  await workspace.runs.save({ ...run, id: 'orders', copies: 2 });
  expect(await workspace.gateways.save({ ...saved, seed: 9 })).toMatchObject({ seed: 9 });
});

test('what a file leaves out has its usual value; an entry with a fault is named, and kept', async () => {
  const faulty = { id: 'bad', name: 'Bad', instanceIds: [], strategy: { kind: 'magic' }, mine: 1 };
  const terse = { id: 'terse', name: 'Terse', instanceIds: ['eu'] };
  await writeFile(file(), JSON.stringify({ version: 1, gateways: [faulty, terse] }));
  await workspace.refresh();
  expect(workspace.state().gateways).toEqual([{ ...GATEWAY_DEFAULTS, ...terse }]);
  expect(workspace.state().problems).toMatchObject([
    {
      message: expect.stringContaining(
        'The gateway in place 1 is left out: The gateway cannot be used at strategy.kind: there is no such kind.',
      ) as string,
    },
  ]);
  await workspace.saveInstance({ name: 'EU', url: 'http://127.0.0.1:1/mcp', headers: [] });
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
    gateways: [{ id: 'terse' }, faulty],
  });
});
