import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Strategy } from '../../../shared/model/gateway.ts';
import { META } from '../../../shared/spec/modern.ts';
import { startEverything } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { GatewayBench } from './gateway-bench.ts';

// The story that Hopscope is about: it worked until the second pod.

let copies: readonly HttpServerUnderTest[];
let bench: GatewayBench;
beforeAll(async () => {
  copies = await Promise.all([startEverything('streamableHttp'), startEverything('streamableHttp')]);
});
afterAll(() => Promise.all(copies.map((copy) => copy.stop())));
beforeEach(async () => {
  bench = await GatewayBench.open();
});
afterEach(() => bench.close());

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

async function ask(url: string, message: object, headers: Readonly<Record<string, string>> = {}) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  const answer = await fetch(url, { method: 'POST', headers: { ...HEADERS, ...headers }, body });
  return { status: answer.status, session: answer.headers.get('mcp-session-id'), text: await answer.text() };
}

/** What a legacy client does first; gives the statuses of what it did. */
async function shakeHands(url: string): Promise<{ readonly statuses: number[]; readonly session: string }> {
  const opened = await ask(url, {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'story', version: '0' } },
  });
  const session = opened.session ?? '';
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' };
  const noted = await ask(url, { method: 'notifications/initialized' }, headers);
  const listed = await ask(url, { id: 2, method: 'tools/list' }, headers);
  return { statuses: [opened.status, noted.status, listed.status], session };
}

async function gatewayTo(strategy: Strategy) {
  return bench.gateway(
    copies.map(({ url }) => url),
    { strategy },
  );
}

describe('a legacy server that keeps sessions, in two copies', () => {
  it('breaks by round robin, and the row names the session, both instances and the cure', async () => {
    const { url } = await gatewayTo({ kind: 'round-robin' });
    const { statuses, session } = await shakeHands(url);
    expect(statuses).toEqual([200, expect.toBeOneOf([400, 404]) as number, 200]);
    const rows = await bench.settled(3);
    expect(rows.map(({ instanceName, era, method }) => [instanceName, era, method])).toEqual([
      ['a', 'legacy', 'initialize'],
      ['b', 'legacy', 'notifications/initialized'],
      ['a', 'legacy', 'tools/list'],
    ]);
    const lost = await bench.detail(rows[1]?.number ?? 0);
    const explanation = lost.gateway?.explanation ?? '';
    expect(explanation).toContain(`"${session}" was opened on a in #${String(rows[0]?.number)}`);
    expect(explanation).toContain('this request went to b');
    expect(explanation).toContain('sticky:Mcp-Session-Id');
    expect(lost.findings).toEqual([
      expect.objectContaining({ rule: 'gateway.lost-session', severity: 'error', message: explanation }),
    ]);
    expect(rows[1]?.findings).toMatchObject({ count: 1, worst: 'error' });
    expect(rows[0]?.findings).toBeUndefined();
  });

  it('works when each session sticks to where it was opened', async () => {
    const { url, id } = await gatewayTo({ kind: 'sticky', by: { kind: 'header', name: 'Mcp-Session-Id' } });
    const sessions = [await shakeHands(url), await shakeHands(url)];
    for (const { statuses } of sessions) expect(statuses).toEqual([200, 202, 200]);
    const rows = await bench.settled(6);
    expect(rows.map(({ instanceName }) => instanceName)).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
    const detail = await bench.detail(rows[5]?.number ?? 0);
    expect(detail.gateway?.trace.why).toMatch(/^Mcp-Session-Id ".*" belongs to b\.$/);
    // Other settings that leave the strategy as it is do not lose the sessions.
    const [saved] = (await bench.ask('workspace.get', null)).gateways;
    if (!saved) throw new Error('the gateway is not there');
    await bench.ask('gateway.save', { ...saved, nameInstance: true });
    const headers = { 'mcp-session-id': sessions[1]?.session ?? '', 'mcp-protocol-version': '2025-11-25' };
    expect(await ask(url, { id: 3, method: 'tools/list' }, headers)).toMatchObject({ status: 200 });
    const ended = await fetch(url, { method: 'DELETE', headers });
    expect(ended.status).toBe(200);
    expect(await bench.state(id)).toMatchObject({ instances: [{ failures: 0 }, { failures: 0 }] });
  });
});

const meta = {
  [META.protocolVersion]: '2026-07-28',
  [META.clientInfo]: { name: 'story', version: '0' },
  [META.clientCapabilities]: {},
};

describe('the modern demo fleet', () => {
  it('works by round robin and nothing else', async () => {
    await bench.ask('demo.start', { instances: 3, bugs: [] });
    const instanceIds = ['demo-alpha', 'demo-beta', 'demo-gamma'];
    const { url } = await bench.gateway([], { instanceIds, nameInstance: true });
    const modern = { 'mcp-protocol-version': '2026-07-28' };
    for (let turn = 0; turn < 2; turn += 1) {
      for (const method of ['server/discover', 'tools/list', 'tools/call']) {
        const call = method === 'tools/call';
        const params = { ...(call && { name: 'whoami', arguments: {} }), _meta: meta };
        const headers = { ...modern, 'mcp-method': method, ...(call && { 'mcp-name': 'whoami' }) };
        expect((await ask(url, { id: turn, method, params }, headers)).status).toBe(200);
      }
    }
    const rows = await bench.settled(6);
    expect(rows.map(({ instanceName, era, state }) => [instanceName, era, state])).toEqual(
      ['alpha', 'beta', 'gamma', 'alpha', 'beta', 'gamma'].map((name) => [name, 'modern', 'done']),
    );
  });

  it('what a balancer believed and what the server did is said where header and body disagree', async () => {
    await bench.ask('demo.start', { instances: 1, bugs: [] });
    const { url } = await bench.gateway([], { instanceIds: ['demo-alpha'] });
    const params = { name: 'whoami', arguments: {}, _meta: meta };
    const headers = {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'harmless',
    };
    expect((await ask(url, { id: 1, method: 'tools/call', params }, headers)).status).toBe(400);
    const detail = await bench.only();
    expect(detail.row.headerFault).toBe(true);
    expect(detail.gateway?.trace.contradiction).toBe(
      'Balancers read Mcp-Name "harmless"; the body has params.name "whoami". alpha noticed and refused it, as it must.',
    );
  });
});
