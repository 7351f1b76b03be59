import { createServer, request, type Agent, type IncomingMessage, type Server } from 'node:http';
import { Agent as HttpAgent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exportGateway } from '../../../engine/gateway/export/export-gateway.ts';
import { createRandom } from '../../../engine/random.ts';
import { createRouter } from '../../../engine/gateway/routing/router.ts';
import { encodeHeaderValue } from '../../../engine/protocol/modern/header-value.ts';
import type { GatewayRule, GatewaySettings, HeaderCondition } from '../../../shared/model/gateway.ts';
import type { HeaderPair } from '../../../shared/model/headers.ts';
import { OTHERWISE } from '../../../shared/model/rule-id.ts';
import {
  findBalancer,
  startBalancer,
  type Balancer,
  type RunningBalancer,
} from '../../support/real-servers/balancers.ts';
import { findClosedPort } from '../../support/tcp-server.ts';

const NAMES = ['alpha', 'beta', 'gamma'] as const;
const REFUSAL = 'Not "here": $5 \\ it’s\nover';

const is = (header: string, value: string): HeaderCondition => ({ header, test: 'exact', value });
const rule = (id: string, match: readonly HeaderCondition[], action: GatewayRule['action']): GatewayRule => ({
  id,
  name: `Rule "${id}"`,
  enabled: true,
  match,
  action,
  faults: [],
});
const pinned = (instanceId: string): GatewayRule['action'] => ({
  kind: 'route',
  strategy: { kind: 'pinned', instanceId },
});

const RULES: readonly GatewayRule[] = [
  rule('refused', [is('Mcp-Method', 'logging/setLevel')], { kind: 'refuse', status: 403, text: REFUSAL }),
  rule(
    'accents',
    [{ header: 'Mcp-Name', test: 'prefix', value: 'séa' }, is('Mcp-Method', 'tools/call')],
    pinned('beta'),
  ),
  rule('whole', [is('Mcp-Name', ' padded (odd) "name" ')], pinned('alpha')),
  rule('reports', [{ header: 'Mcp-Name', test: 'pattern', value: 'rep*rt?.[x]' }], pinned('gamma')),
  rule('old', [{ header: 'MCP-Protocol-Version', test: 'prefix', value: '2025-' }], pinned('alpha')),
  rule('case', [is('X-Tenant', 'Blue'), { header: 'Mcp-Param-Region', test: 'absent' }], pinned('beta')),
  rule('region', [{ header: 'Mcp-Param-Region', test: 'present' }], {
    kind: 'route',
    instanceIds: ['alpha', 'gamma'],
    strategy: { kind: 'weighted', weights: { alpha: 30, gamma: 10 } },
  }),
  rule('calls', [is('Mcp-Method', 'tools/call')], {
    kind: 'route',
    strategy: { kind: 'hash', header: 'Mcp-Name' },
  }),
];

function settings(port: number, rules: readonly GatewayRule[]): GatewaySettings {
  return {
    id: 'g',
    name: 'Under test',
    listen: { host: '127.0.0.1', port },
    instanceIds: [...NAMES],
    rules,
    strategy: { kind: 'round-robin' },
    faults: [],
    seed: 1,
    allowOrigins: [],
    nameInstance: false,
    record: false,
  };
}

interface Varied {
  readonly headers: readonly HeaderPair[];
  /** The name, where it went in the Base64 form. */
  readonly encoded: boolean;
}

/** 200 requests out of all values that any rule asks about and some that none does, the same ones in each run. */
function variedRequests(): readonly Varied[] {
  const random = createRandom(20260728);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: 200 }, () => {
    const headers: HeaderPair[] = [];
    const add = (name: string, values: readonly (string | undefined)[]): void => {
      const value = pick(values);
      if (value !== undefined) headers.push([name, encodeHeaderValue(value)]);
    };
    add('Mcp-Method', [
      'tools/call',
      'tools/call',
      'tools/call',
      'Tools/Call',
      'tools/list',
      'logging/setLevel',
    ]);
    add('Mcp-Name', [
      ...['séance', 'séa', 'seance', ' padded (odd) "name" ', 'report1.[x]', 'repört2.[x]', 'report12.[x]'],
      ...['report1x[x]', 'alpha', 'beta', 'tool-a', 'tool-b', 'tool-c', 'tool-d', 'tool,e', undefined],
    ]);
    add('MCP-Protocol-Version', ['2026-07-28', '2026-07-28', '2026-07-28', '2025-11-25', undefined]);
    add('X-Tenant', ['Blue', 'blue', undefined, undefined]);
    add('Mcp-Param-Region', ['eu', undefined, undefined, undefined, undefined]);
    const encoded = headers.some(([name, value]) => name === 'Mcp-Name' && value.startsWith('=?'));
    return { headers, encoded };
  });
}

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  readonly message: IncomingMessage;
}

function ask(port: number, agent: Agent, headers: readonly HeaderPair[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const flat = ['Host', `127.0.0.1:${String(port)}`, ...headers.flat()];
    const sent = request(
      { host: '127.0.0.1', port, agent, path: '/mcp', method: 'POST', headers: flat },
      (message) => {
        let text = '';
        message.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        message.on('end', () => {
          resolve({ status: message.statusCode ?? 0, type: message.headers['content-type'], text, message });
        });
      },
    );
    sent.once('error', reject);
    sent.end('{}');
  });
}

let servers: readonly Server[] = [];
let agent: Agent;
let running: RunningBalancer | undefined;

beforeAll(async () => {
  agent = new HttpAgent({ keepAlive: true, maxSockets: 2 });
  servers = await Promise.all(NAMES.map((name) => startInstance(name)));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(async () => {
  agent.destroy();
  await Promise.all(
    servers.map(
      (server) =>
        new Promise((done) => {
          server.close(done);
          server.closeAllConnections();
        }),
    ),
  );
});

/** Answers with its own name, and gives out a session where it gets none. */
function startInstance(name: string): Promise<Server> {
  let sessions = 0;
  const server = createServer((incoming, response) => {
    incoming.resume();
    if (incoming.headers['mcp-session-id'] === undefined) {
      sessions += 1;
      response.setHeader('Mcp-Session-Id', `${name}-${String(sessions)}`);
    }
    response.setHeader('X-Accel-Buffering', 'no');
    response.end(JSON.stringify({ name, host: incoming.headers.host }));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

const portOf = (server: Server | undefined): number => (server?.address() as AddressInfo).port;

function instances() {
  return NAMES.map((name, index) => ({
    id: name,
    name,
    url: `http://127.0.0.1:${String(portOf(servers[index]))}/mcp`,
    headers: [],
  }));
}

async function load(balancer: Balancer, program: string, rules: readonly GatewayRule[]): Promise<number> {
  const port = await findClosedPort();
  const policy = exportGateway(settings(port, rules), instances(), balancer);
  running = await startBalancer(balancer, program, policy, port);
  return port;
}

const nameIn = (text: string): string => (JSON.parse(text) as { name: string }).name;

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

for (const balancer of ['nginx', 'haproxy'] as const) {
  const program = findBalancer(balancer);
  if (program === undefined) {
    describe(balancer, () => {
      it.skip(`is not installed here (apt-get install ${balancer}): its exported policy was not tried`, () =>
        undefined);
    });
    continue;
  }

  describe(`the policy exported for ${balancer}, run by the real program`, () => {
    it('sends 200 varied requests where the gateway sends them', async () => {
      const port = await load(balancer, program, RULES);
      const router = createRouter(settings(port, RULES), (name) => ({
        name,
        pending: 0,
        availability: 'up',
      }));
      const went = new Map<string, { key: string; name: string }[]>();
      const wrong: unknown[] = [];
      for (const { headers, encoded } of variedRequests()) {
        const decision = router.decide(headers);
        const taken = decision.trace.rule ?? OTHERWISE;
        const { status, type, text } = await ask(port, agent, headers);
        if (decision.kind === 'answer') {
          expect([status, type, text]).toEqual([403, 'text/plain; charset=utf-8', REFUSAL]);
        } else {
          expect(status).toBe(200);
          const name = nameIn(text);
          const shouldBe = decision.trace.strategy === 'pinned' ? decision.instanceId : name;
          // The one thing that nginx cannot know: what follows a wildcard, in the Base64 form.
          const isBeyond = balancer === 'nginx' && taken === 'reports' && encoded;
          if (name !== shouldBe && !isBeyond) wrong.push({ headers, taken, name });
          if (isBeyond) continue;
          const key = headers.find(([header]) => header === 'Mcp-Name')?.[1] ?? '';
          went.set(taken, [...(went.get(taken) ?? []), { key, name }]);
        }
      }
      expect(wrong).toEqual([]);
      // Each rule had something to decide.
      expect([...went.keys(), 'refused'].sort()).toEqual([OTHERWISE, ...RULES.map(({ id }) => id)].sort());
      expectOneInstanceAKey(went.get('calls') ?? []);
      if (balancer === 'haproxy') expectEven((went.get(OTHERWISE) ?? []).map(({ name }) => name));
      const regions = tally((went.get('region') ?? []).map(({ name }) => name));
      expect(Object.keys(regions).sort()).toEqual(['alpha', 'gamma']);
      expect(regions['alpha'] ?? 0).toBeGreaterThan(regions['gamma'] ?? 0);
    });

    it('goes round evenly, and sends the instance’s own Host where there is but one', async () => {
      const port = await load(balancer, program, [rule('one', [is('X-Tenant', 'one')], pinned('gamma'))]);
      const names: string[] = [];
      for (let count = 0; count < 60; count += 1) names.push(nameIn((await ask(port, agent, [])).text));
      expect(tally(names)).toEqual({ alpha: 20, beta: 20, gamma: 20 });
      const { text, message } = await ask(port, agent, [['X-Tenant', 'one']]);
      expect(JSON.parse(text)).toEqual({ name: 'gamma', host: `127.0.0.1:${String(portOf(servers[2]))}` });
      expect(message.headers['x-accel-buffering']).toBe('no');
    });

    it('keeps a session where it began', async () => {
      const sticky = { kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } } as const;
      const port = await load(balancer, program, [rule('all', [], { kind: 'route', strategy: sticky })]);
      const owners: string[] = [];
      for (let count = 0; count < 6; count += 1) {
        const { message, text } = await ask(port, agent, []);
        const owner = nameIn(text);
        const id = String(message.headers['mcp-session-id']);
        owners.push(owner);
        for (let call = 0; call < 3; call += 1) {
          expect(nameIn((await ask(port, agent, [['Mcp-Session-Id', id]])).text)).toBe(owner);
        }
      }
      // HAProxy learns whose session it is; nginx can only hold on to the client's address.
      expect(new Set(owners).size).toBe(balancer === 'haproxy' ? 3 : 1);
    });
  });
}

function expectOneInstanceAKey(went: readonly { readonly key: string; readonly name: string }[]): void {
  const keyed = went.filter(({ key }) => key !== '');
  const byKey = new Map(keyed.map(({ key, name }) => [key, name]));
  expect(keyed.filter(({ key, name }) => byKey.get(key) !== name)).toEqual([]);
  expect(new Set(byKey.values()).size).toBeGreaterThan(1);
}

function expectEven(names: readonly string[]): void {
  const counts = Object.values(tally(names));
  expect(counts).toHaveLength(NAMES.length);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
}
