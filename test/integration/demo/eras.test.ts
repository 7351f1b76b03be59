import { request } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { ask, call, openSession, read, sendLegacy, structured, text } from './requests.ts';

let fleet: DemoFleet;
let alpha: string;
let beta: string;

beforeAll(async () => {
  fleet = await startDemoFleet({ names: ['alpha', 'beta'] });
  [alpha, beta] = [fleet.get('alpha').url, fleet.get('beta').url];
});
afterAll(() => fleet.stop());

describe('the legacy era', () => {
  const whoami = { id: 1, method: 'tools/call', params: { name: 'whoami', arguments: {} } };

  test('keeps sessions in the memory of one instance', async () => {
    const headers = await openSession(alpha);
    expect(headers['Mcp-Session-Id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(structured(await read(await sendLegacy(alpha, whoami, headers)))).toMatchObject({ era: 'legacy' });
    const elsewhere = await read(await sendLegacy(beta, whoami, headers));
    expect(elsewhere.status).toBe(404);
    expect(elsewhere.last.error?.code).toBe(-32001);

    const ended = await fetch(alpha, { method: 'DELETE', headers });
    expect(ended.status).toBe(200);
    expect((await sendLegacy(alpha, whoami, headers)).status).toBe(404);
  });

  test('asks for a session before anything else', async () => {
    expect((await sendLegacy(alpha, whoami)).status).toBe(400);
    expect((await fetch(alpha, { headers: { Accept: 'text/event-stream' } })).status).toBe(400);
  });

  test('reads baskets that the modern era made', async () => {
    const basketId = structured(await call(alpha, 'basket_create'))['basketId'];
    const headers = await openSession(beta);
    const params = { name: 'basket_get', arguments: { basketId } };
    expect(structured(await read(await sendLegacy(beta, { ...whoami, params }, headers)))).toMatchObject({
      basketId,
    });
  });
});

describe('the official client', () => {
  const connect = async (url: string, mode: 'legacy' | 'auto'): Promise<Client> => {
    const client = new Client(
      { name: 'demo-test', version: '0' },
      { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode } },
    );
    client.setRequestHandler('elicitation/create', () => ({
      action: 'accept',
      content: { confirm: true, reason: 'it is Friday' },
    }));
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return client;
  };

  test.each(['legacy', 'auto'] as const)('works in mode %s', async (mode) => {
    const client = await connect(alpha, mode);
    try {
      const era = mode === 'legacy' ? 'legacy' : 'modern';
      expect((await client.callTool({ name: 'whoami' })).structuredContent).toMatchObject({
        instance: 'alpha',
        era,
      });
      expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual([
        'whoami',
        'search_catalog',
        'basket_create',
        'basket_add',
        'basket_get',
        'route_order',
        'import_catalog',
        'deploy',
        'render_report',
        'approve_work',
        'failing_work',
        'toggle_seasonal_tool',
      ]);
      const args = { region: 'Zürich', shard: 5, orderId: 'o-1' };
      expect(
        (await client.callTool({ name: 'route_order', arguments: args })).structuredContent,
      ).toMatchObject(args);
      const deployed = await client.callTool({ name: 'deploy', arguments: { environment: 'staging' } });
      expect(deployed.structuredContent).toEqual({
        environment: 'staging',
        version: '1.0.0',
        deployed: true,
        reason: 'it is Friday',
      });
      let progress = 0;
      await client.callTool(
        { name: 'import_catalog', arguments: { count: 5 } },
        { onprogress: () => (progress += 1) },
      );
      expect(progress).toBe(5);
    } finally {
      await client.close();
    }
  });
});

describe('the guards', () => {
  const route = { region: 'eu-north', shard: 42, orderId: 'o-1' };
  const routed = { 'Mcp-Param-Region': 'eu-north', 'Mcp-Param-Shard': '42' };

  test.each<[string, Record<string, string | null>]>([
    ['Mcp-Method differs', { ...routed, 'Mcp-Method': 'tools/list' }],
    ['Mcp-Method is missing', { ...routed, 'Mcp-Method': null }],
    ['Mcp-Name differs', { ...routed, 'Mcp-Name': 'whoami' }],
    ['Mcp-Name is missing', { ...routed, 'Mcp-Name': null }],
    ['MCP-Protocol-Version differs', { ...routed, 'MCP-Protocol-Version': '2025-11-25' }],
    ['MCP-Protocol-Version is missing', { ...routed, 'MCP-Protocol-Version': null }],
    ['Mcp-Param-Region differs', { ...routed, 'Mcp-Param-Region': 'us' }],
    ['Mcp-Param-Shard is missing', { 'Mcp-Param-Region': 'eu-north' }],
  ])('answer 400 with -32020 when %s', async (_what, headers) => {
    const answer = await call(alpha, 'route_order', route, { headers });
    expect(answer.status).toBe(400);
    expect(answer.last.error?.code).toBe(-32020);
    expect(answer.headers.get('x-instance')).toBe('alpha');
  });

  test('let right headers pass, Base64 and numerically equal ones too', async () => {
    expect(structured(await call(alpha, 'route_order', route, { headers: routed }))).toMatchObject(route);
    const encoded = {
      'Mcp-Param-Region': `=?base64?${Buffer.from('Zürich').toString('base64')}?=`,
      'Mcp-Param-Shard': '42.0',
    };
    const answer = await call(alpha, 'route_order', { ...route, region: 'Zürich' }, { headers: encoded });
    expect(structured(answer)).toMatchObject({ region: 'Zürich' });
  });

  test('refuse a foreign Origin, a foreign Host and another path', async () => {
    expect((await ask(alpha, 'tools/list', { headers: { Origin: 'http://evil.example' } })).status).toBe(403);
    // fetch does not let a caller choose the Host header.
    const foreign = await new Promise<number | undefined>((resolve, reject) => {
      request(alpha, { method: 'POST', headers: { Host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(foreign).toBe(403);
    expect((await fetch(alpha.replace('/mcp', '/other'))).status).toBe(404);
  });
});

describe('deploy across instances', () => {
  const args = { environment: 'production', version: '2.0.0' };
  const approve = (
    state: unknown,
    content: Record<string, unknown> = { confirm: true, reason: 'tested' },
  ) => ({
    params: { requestState: state, inputResponses: { approval: { action: 'accept', content } } },
  });

  test('is asked on alpha and finished on beta', async () => {
    const first = await call(alpha, 'deploy', args);
    expect(first.last.result).toMatchObject({ resultType: 'input_required' });
    const second = await call(beta, 'deploy', args, approve(first.last.result?.['requestState']));
    expect(structured(second)).toEqual({ ...args, deployed: true, reason: 'tested' });
    expect(second.last.result?.['_meta']).toMatchObject({
      'dev.hopscope.demo/rounds': [
        { round: 1, instance: 'alpha' },
        { round: 2, instance: 'beta' },
      ],
    });
  });

  test('respects a refusal, asks again for what is missing, and holds to what was approved', async () => {
    const state = (await call(alpha, 'deploy', args)).last.result?.['requestState'];
    const declined = { params: { requestState: state, inputResponses: { approval: { action: 'decline' } } } };
    expect(structured(await call(beta, 'deploy', args, declined))).toMatchObject({
      deployed: false,
      reason: 'decline',
    });
    const unsure = approve(state, { confirm: false, reason: 'not yet' });
    expect(structured(await call(beta, 'deploy', args, unsure))).toMatchObject({
      deployed: false,
      reason: 'not yet',
    });
    const empty = await call(beta, 'deploy', args, { params: { requestState: state } });
    expect(empty.last.result).toMatchObject({ resultType: 'input_required' });
    const swapped = await call(beta, 'deploy', { ...args, version: '6.6.6' }, approve(state));
    expect(swapped.last.result).toMatchObject({ isError: true });
    expect(text(swapped)).toContain('not those that were asked about');
    const tampered = await call(beta, 'deploy', args, approve(`${String(state)}x`));
    expect(tampered.last.error).toMatchObject({ code: -32602, data: { reason: 'invalid_request_state' } });
  });
});
