import { describe, expect, it } from 'vitest';
import { createRoutingTracker, routingPage } from '../../../../engine/trackers/routing.ts';
import type { GatewayPart } from '../../../../shared/model/gateway.ts';
import type { RoutingReport } from '../../../../shared/model/routing-case.ts';
import { exchange, META, type ExchangeParts } from '../../../support/lint/exchange.ts';

const CALL = { method: 'tools/call', params: { name: 'pay', arguments: {} } } as const;
const LIE = { ...CALL, headers: { 'Mcp-Name': 'look' } } as const;
const DONE = { content: [] };

function report(...parts: readonly ExchangeParts[]): RoutingReport {
  const tracker = createRoutingTracker();
  for (const part of parts) tracker.observe(exchange(part));
  return tracker.report();
}

function verdictOf(part: ExchangeParts): string | undefined {
  return report(part).cases[0]?.verdict;
}

const HEADERS_REFUSED = { error: { code: -32020 }, status: 400 };

describe('what a server made of wrong headers', () => {
  it.each([
    ['executed-other', { ...LIE, result: DONE }],
    ['executed-other', { ...LIE, stream: [{ jsonrpc: '2.0', method: 'notifications/progress' }] }],
    ['executed-other', { ...CALL, headers: { 'Mcp-Method': 'tools/list' }, result: DONE }],
    ['executed-other', { headers: { 'MCP-Protocol-Version': '2025-11-25' }, result: { tools: [] } }],
    ['accepted-missing', { ...CALL, headers: { 'Mcp-Name': null }, result: DONE }],
    ['accepted-missing', { ...CALL, headers: { 'Mcp-Name': '=?base64?%%?=' }, result: DONE }],
    ['refused', { ...LIE, ...HEADERS_REFUSED }],
    ['refused', { ...LIE, status: 401, answerText: '' }],
    ['refused', { headers: { 'MCP-Protocol-Version': '2030-01-01' }, error: { code: -32022 }, status: 400 }],
    ['refused-otherwise', { ...LIE, error: { code: -32020 }, status: 200 }],
    ['refused-otherwise', { ...LIE, error: { code: -32602 }, status: 400 }],
    ['refused-otherwise', { ...LIE, error: { code: -32022 }, status: 400 }],
    ['refused-otherwise', { ...LIE, answerText: 'no', status: 500 }],
    ['unanswered', { ...LIE, silent: true, failure: { kind: 'cut', message: 'Cut.', at: 0 } }],
    ['agrees', { ...CALL, result: DONE }],
    ['agrees', { ...CALL, error: { code: -32602 }, status: 400 }],
  ] satisfies (readonly [string, ExchangeParts])[])('is %s', (verdict, part) => {
    expect(verdictOf(part)).toBe(verdict);
  });

  it('tells what a balancer believed, what was done, and why that matters', () => {
    const [found] = report({ ...LIE, result: DONE }).cases;
    expect(found).toMatchObject({
      header: { method: 'tools/call', name: 'look' },
      body: { method: 'tools/call', name: 'pay' },
      client: 'test-client 1.0.0',
      status: 200,
    });
    expect(found?.says).toBe(
      'Who reads headers believes the tool "look"; the body says the tool "pay". alpha did not notice and did what ' +
        'the body says: whoever routes, permits or counts by headers was deceived. It must refuse with 400 and ' +
        'HeaderMismatch (-32020).',
    );
  });
});

describe('the innocent', () => {
  it('are requests without a version that are answered as legacy', () => {
    const headers = { 'MCP-Protocol-Version': null };
    expect(report({ meta: null, headers, bare: true, result: { tools: [] } })).toMatchObject({
      notApplicable: 1,
      total: 0,
    });
    expect(report({ headers, bare: true, result: { tools: [] } }).notApplicable).toBe(1);
    expect(verdictOf({ headers, result: { tools: [] } })).toBe('accepted-missing');
  });

  it('are legacy sessions, stdio, notifications and what no server saw', () => {
    const faults = [{ faultId: 'f', kind: 'status' as const, says: 'Answered 503.' }];
    expect(
      report(
        { row: { era: 'legacy' }, result: { tools: [] } },
        { row: { transport: 'stdio' }, headerList: [], result: { tools: [] } },
        { body: { jsonrpc: '2.0', method: 'notifications/cancelled' }, status: 202 },
        { httpMethod: 'GET', body: null },
        { ...LIE, row: { instanceId: '' }, status: 502, answerText: '' },
        { ...LIE, gateway: gatewayPart({ faults }), status: 503, answerText: '' },
      ),
    ).toMatchObject({ notApplicable: 6, total: 0 });
  });

  it('is a server that asks for headers that a schema which nobody listed may want', () => {
    const schema = {
      type: 'object',
      properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
    };
    const call = {
      method: 'tools/call',
      params: { name: 'pay', arguments: { region: 'eu' } },
      gateway: gatewayPart({}),
    };
    const list = { result: { tools: [{ name: 'pay', inputSchema: schema }] }, gateway: gatewayPart({}) };
    const plain = { result: { tools: [{ name: 'pay', inputSchema: { type: 'object' } }] } };
    const onBeta = { row: { instanceId: 'beta', instanceName: 'beta' } };
    const refused = { ...call, ...HEADERS_REFUSED };
    expect(verdictOf(refused)).toBe('refused-unclear');
    expect(report({ ...list, ...onBeta }, refused).counts).toMatchObject({ refused: 1, agrees: 1 });
    expect(report({ ...list, ...onBeta }, { ...call, result: DONE }).counts['accepted-missing']).toBe(1);
    expect(report(plain, refused).counts['refused-truth']).toBe(1);
    const said = { ...HEADERS_REFUSED, error: { code: -32020, message: 'No Region.' } };
    expect(report(plain, { ...call, ...said }).cases[0]?.says).toMatch(/It says: "No Region."$/);
  });
});

it('marks what was changed on purpose: by a person, or by a fault of the gateway', () => {
  const faults = [{ faultId: 'f', kind: 'header' as const, says: 'Mcp-Name was changed.' }];
  const asSent = exchange(CALL).request.headers;
  const lying = exchange(LIE).request.headers;
  const purposes = report(
    { ...LIE, result: DONE },
    { ...LIE, row: { tampered: true }, result: DONE },
    { ...LIE, gateway: gatewayPart({ faults, headers: asSent }), result: DONE },
    { ...LIE, gateway: gatewayPart({ faults, headers: lying }), result: DONE },
  )
    .cases.toReversed()
    .map(({ onPurpose }) => onPurpose);
  expect(purposes).toEqual([undefined, true, true, undefined]);
});

it('keeps the latest of each verdict and cuts what is long, however much comes', () => {
  const tracker = createRoutingTracker();
  const long = 'x'.repeat(5000);
  const agreeing = exchange({ ...CALL, params: { name: long, arguments: {} }, result: DONE });
  for (let number = 1; number <= 1000; number += 1) tracker.observe({ ...agreeing, number });
  const lie = exchange({ ...LIE, result: DONE });
  for (let number = 1001; number <= 3000; number += 1) tracker.observe({ ...lie, number });
  const { cases, counts, total } = tracker.report();
  expect(counts).toMatchObject({ agrees: 1000, 'executed-other': 2000 });
  expect(total).toBe(3000);
  expect(cases.filter(({ verdict }) => verdict === 'agrees').map(({ number }) => number)).toEqual(
    Array.from({ length: 50 }, (_, at) => 1000 - at),
  );
  expect(cases[0]?.number).toBe(3000);
  expect(cases).toHaveLength(550);
  expect(JSON.stringify(cases.at(-1)).length).toBeLessThan(4000);
});

it('gives the page that a screen asks for', () => {
  const all = report({ ...CALL, result: DONE }, { ...LIE, result: DONE }, { ...CALL, result: DONE });
  expect(routingPage(all, { limit: 1 })).toMatchObject({ total: 3, cases: [{ verdict: 'executed-other' }] });
  const agreeing = routingPage(all, { limit: 10, verdict: 'agrees' });
  expect(agreeing.total).toBe(2);
  expect(agreeing.cases.map(({ verdict }) => verdict)).toEqual(['agrees', 'agrees']);
});

function gatewayPart({
  faults = [],
  headers,
}: Partial<Pick<GatewayPart, 'faults'>> & {
  readonly headers?: readonly (readonly [string, string])[];
}): GatewayPart {
  return {
    gatewayId: 'front',
    gatewayName: 'front',
    trace: { tried: [], candidates: [], why: '' },
    faults,
    ...(headers && {
      client: {
        remoteAddress: '127.0.0.1:5000',
        request: { httpMethod: 'POST', target: '/mcp', httpVersion: '1.1', headers, bodyBytes: 1 },
        end: 'complete',
        endMs: 1,
      },
    }),
  };
}

it('needs no client that names itself', () => {
  const { 'io.modelcontextprotocol/clientInfo': _, ...meta } = META;
  const anonymous = { ...LIE, meta, result: DONE, row: { origin: 'gateway' as const } };
  expect(report({ ...anonymous, headers: { ...LIE.headers, 'User-Agent': 'curl/8' } }).cases[0]?.client).toBe(
    'curl/8',
  );
});
