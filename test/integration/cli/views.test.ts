import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { NegotiationReport } from '../../../shared/model/negotiation.ts';
import type { RoutingReport } from '../../../shared/model/routing-case.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { startEverything } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { startRpcServer, type RpcServer } from '../../support/rpc-server.ts';
import { runCli } from './run-cli.ts';

const CAPTURE = 'monday.hopscope';
const ANSWER = '{"role":"assistant","content":{"type":"text","text":"x"},"model":"m"}';

let healthy: DemoFleet;
let faulty: DemoFleet;
let everything: HttpServerUnderTest;
let odd: RpcServer;
let home: string;

/** Calls itself as the others do, and advertises something else; asks for what nobody declared. */
function startOddServer(): Promise<RpcServer> {
  const meta = { 'io.modelcontextprotocol/serverInfo': { name: 'hopscope-demo', version: '1.0.0' } };
  return startRpcServer(({ method, id, result }) => {
    if (method === 'server/discover') {
      const capabilities = { tools: {}, extensions: { 'com.example/x': { mode: 'fast' }, odd: {} } };
      result(id, {
        supportedVersions: ['2026-07-28'],
        capabilities,
        _meta: meta,
        ttlMs: 0,
        cacheScope: 'private',
      });
    } else if (method === 'tools/list') {
      result(id, {
        tools: [{ name: 'scan', inputSchema: { type: 'object' } }],
        ttlMs: 0,
        cacheScope: 'private',
      });
    } else {
      result(id, { resultType: 'input_required', inputRequests: { dirs: { method: 'roots/list' } } });
    }
  });
}

/** One recording of four servers: two of the demo, of which one has a bug, an unlike one of their name, and a legacy one. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-cli-'));
  [healthy, faulty, everything, odd] = await Promise.all([
    startDemoFleet({ names: ['alpha'] }),
    startDemoFleet({ names: ['beta'], bugs: ['ignores-headers'] }),
    startEverything('streamableHttp'),
    startOddServer(),
  ]);
  const alpha = `alpha=${healthy.get('alpha').url}`;
  const beta = `beta=${faulty.get('beta').url}`;
  const gamma = `gamma=${odd.url}`;
  const record = async (expected: number, ...args: readonly string[]): Promise<void> => {
    const end = await runCli([...args, '--capture', CAPTURE], home);
    expect({ args, ...end }).toMatchObject({ args, code: expected });
  };
  await record(0, 'discover', alpha, '--to', beta, '--to', gamma);
  const lie = ['--params', '{"name":"whoami","arguments":{}}', '--set-header', 'Mcp-Name: search_catalog'];
  await record(1, 'send', alpha, 'tools/call', '--to', beta, ...lie);
  await record(1, 'call', gamma, 'scan', '--capabilities', '{}');
  const legacy = [`every=${everything.url}`, 'trigger-sampling-request', '--era', 'legacy'];
  await record(
    0,
    'call',
    ...legacy,
    '--args',
    '{"prompt":"hi","maxTokens":10}',
    '--respond',
    `sampling=${ANSWER}`,
  );
});

afterAll(async () => {
  await Promise.all([healthy.stop(), faulty.stop(), everything.stop(), odd.close()]);
  await rm(home, { recursive: true, force: true });
});

async function reportOf<Report>(view: string): Promise<Report> {
  // Quiet: on a busy machine it would say how far it has read.
  const { code, stdout, stderr } = await runCli([view, CAPTURE, '--json', '--quiet'], home);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Report;
}

test('routing finds the server that was deceived, the dangerous case first', async () => {
  const { cases, counts } = await reportOf<RoutingReport>('routing');
  expect(counts).toMatchObject({ 'executed-other': 1, refused: 1, 'refused-truth': 0, 'refused-unclear': 0 });
  expect(cases[0]).toMatchObject({
    verdict: 'executed-other',
    instanceName: 'beta',
    header: { method: 'tools/call', name: 'search_catalog' },
    body: { method: 'tools/call', name: 'whoami' },
    onPurpose: true,
  });
  expect(cases[1]).toMatchObject({
    verdict: 'refused',
    instanceName: 'alpha',
    status: 400,
    errorCode: -32020,
  });
  const { stdout } = await runCli(['routing', CAPTURE], home);
  expect(stdout).toMatch(/^ +1 {2}Body executed, header lied {2}/m);
  expect(stdout).toContain('beta did not notice and did what the body says');
});

test('negotiation shows where instances differ, and what was used without having been declared', async () => {
  const { fleets, parties, rows } = await reportOf<NegotiationReport>('negotiation');
  const idOf = (name: string) => parties.find((party) => party.name === name)?.id;
  expect(fleets).toEqual([['alpha', 'beta', 'gamma'].map((name) => idOf(name)).sort()]);
  const row = (id: string) => rows.find((each) => each.id === id);
  expect(row('prompts')?.uneven).toBe('alpha and beta advertise it, gamma does not.');
  expect(row('com.example/x')).toMatchObject({
    unknown: true,
    uneven: 'gamma advertises it, alpha and beta do not.',
  });
  expect(row('odd')?.malformed).toBe('it has no prefix such as com.example/');
  expect(row('roots')?.pairs.find(({ instance }) => instance === idOf('gamma'))?.usedWithout).toMatchObject({
    count: 1,
    says: 'gamma asked for roots, although hopscope did not declare roots in that request.',
  });
  expect(row('sampling')?.pairs.find(({ instance }) => instance === idOf('every'))).toMatchObject({
    inForce: 'yes',
    used: { count: 1 },
  });
  const { stdout } = await runCli(['negotiation', CAPTURE], home);
  expect(stdout).toContain('! prompts: alpha and beta advertise it, gamma does not.');
});

test('deprecations names who has to change what', async () => {
  const { features, beforeRevision, beforeRemoval } = await reportOf<DeprecationReport>('deprecations');
  const used = features.filter(({ count }) => count > 0).map(({ id }) => id);
  expect(used).toEqual(
    expect.arrayContaining([
      'roots',
      'sampling',
      'logging',
      'initialize',
      'session-id',
      'get-stream',
      'server-requests',
    ]),
  );
  expect(features.find(({ id }) => id === 'roots')?.uses).toContainEqual(
    expect.objectContaining({ side: 'server', instanceName: 'gamma', tool: 'scan', what: 'asks for roots' }),
  );
  // The only one that does not speak 2026-07-28; Hopscope's own requests count against nobody.
  expect(new Set(beforeRevision.flatMap(({ who }) => who))).toEqual(new Set(['every']));
  expect(beforeRevision.every(({ side }) => side === 'server')).toBe(true);
  expect(beforeRemoval.find(({ feature }) => feature === 'sampling')?.who).toEqual(['every']);
  const { stdout } = await runCli(['deprecations', CAPTURE], home);
  expect(stdout).toContain('First revision released on or after 2027-07-28');
});

test.each(['routing', 'negotiation', 'deprecations'])('%s writes reports', async (view) => {
  const end = await runCli(
    [view, CAPTURE, '--report', 'md:a.md', '--report', 'html:a.html', '--quiet'],
    home,
  );
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(await readFile(join(home, 'a.md'), 'utf8')).toMatch(/^# .+\n\n.+\n\n[|#]/);
  const html = await readFile(join(home, 'a.html'), 'utf8');
  expect(html).toMatch(/^<!doctype html>[\s\S]+<table>[\s\S]+<\/html>\n$/);
  expect(html).not.toMatch(/<script|<link|<img| src=/);
});

test.each(['routing', 'negotiation', 'deprecations'])('%s says what is wrong with a file', async (view) => {
  await writeFile(join(home, 'damaged.hopscope'), 'this is no capture');
  expect(await runCli([view, 'absent.hopscope'], home)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^There is no file .+absent\.hopscope\.\n$/) as string,
  });
  expect(await runCli([view, 'damaged.hopscope'], home)).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringContaining('damaged.hopscope') as string,
  });
  expect(await runCli([view, '.'], home)).toMatchObject({ code: 2, stdout: '' });
  expect(await runCli([view, CAPTURE, '--report', 'pdf:x.pdf'], home)).toMatchObject({ code: 2, stdout: '' });
});
