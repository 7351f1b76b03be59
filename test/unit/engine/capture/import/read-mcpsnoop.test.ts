import { expect, it } from 'vitest';
import { readMcpsnoop } from '../../../../../engine/capture/import/read-mcpsnoop.ts';
import { answerText, exchangesIn, itemsIn, textOf } from '../../../../support/foreign-items.ts';

const START = Date.parse('2026-11-25T10:00:00.000Z');
const CALL = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'a' } };
const RESULT = { jsonrpc: '2.0', id: 1, result: {} };

/** A line of a log, `atMs` after its start. */
function line(direction: string, atMs: number, more: object): string {
  const ts = new Date(START + atMs).toISOString();
  return JSON.stringify({
    session_id: 's',
    server_label: 'shop',
    seq: 1,
    ts,
    direction,
    conn_id: 'c',
    ...more,
  });
}

const log = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

it('brings requests and answers of a process together, whatever comes between', async () => {
  const exchanges = await exchangesIn(
    readMcpsnoop,
    log(
      line('meta', 0, {}),
      line('c2s', 0, { raw: CALL }),
      line('c2s', 1, { raw: { ...CALL, id: '1' } }),
      line('s2c', 5, { raw: { ...RESULT, id: '1' } }),
      line('s2c', 9, { raw: RESULT }),
      line('c2s', 10, { raw: { jsonrpc: '2.0', method: 'notifications/initialized' } }),
    ),
  );
  expect(exchanges.map((exchange) => [textOf(exchange.body), answerText(exchange)])).toEqual([
    [JSON.stringify(CALL), `${JSON.stringify(RESULT)}\n`],
    [JSON.stringify({ ...CALL, id: '1' }), `${JSON.stringify({ ...RESULT, id: '1' })}\n`],
    [JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }), ''],
  ]);
  expect(exchanges[0]).toMatchObject({
    startedAt: START,
    url: 'mcpsnoop:shop',
    instanceName: 'shop',
    transport: 'stdio',
    httpMethod: '',
    answer: { parts: [{ atMs: 9 }] },
    end: { timing: { firstByteMs: 9, endMs: 9 } },
    imported: { format: 'mcpsnoop', place: 2 },
    missing: [],
  });
  expect(exchanges.every(({ end }) => end.failure === undefined)).toBe(true);
});

it('reads the routing headers of HTTP, and says which headers nobody knows', async () => {
  const http = {
    transport: 'http',
    mcp_method: 'tools/call',
    mcp_name: 'a',
    mcp_protocol_version: '2026-07-28',
  };
  const [old, whole] = await exchangesIn(
    readMcpsnoop,
    log(
      line('c2s', 0, { ...http, raw: CALL, mcp_param_headers: [{ name: 'Mcp-Param-Q', value: 'x' }] }),
      line('s2c', 3, { transport: 'http', status: 401, auth_challenge: 'Bearer', raw: RESULT }),
      line('c2s', 4, {
        ...http,
        raw: CALL,
        transport_headers: { accept: '*/*', content_type: 'application/json' },
      }),
      line('s2c', 5, {
        transport: 'http',
        transport_headers: { content_type: 'text/event-stream' },
        raw: { jsonrpc: '2.0', method: 'notifications/progress' },
      }),
      line('s2c', 7, { transport: 'http', raw: RESULT }),
    ),
  );
  expect(old).toMatchObject({
    httpMethod: 'POST',
    headers: [
      ['MCP-Protocol-Version', '2026-07-28'],
      ['Mcp-Method', 'tools/call'],
      ['Mcp-Name', 'a'],
      ['Mcp-Param-Q', 'x'],
    ],
    answer: {
      head: {
        status: 401,
        headers: [
          ['Content-Type', 'application/json'],
          ['WWW-Authenticate', 'Bearer'],
        ],
      },
    },
    missing: ['request-headers', 'response-headers'],
  });
  expect(old?.transport).toBeUndefined();
  expect(whole?.missing).toEqual(['response-headers']);
  expect(whole?.headers.slice(0, 2)).toEqual([
    ['Accept', '*/*'],
    ['Content-Type', 'application/json'],
  ]);
  expect(whole && answerText(whole)).toBe(
    `data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\ndata: ${JSON.stringify(RESULT)}\n\n`,
  );
  expect(whole?.answer?.parts.map(({ atMs }) => atMs)).toEqual([1, 3]);
});

it('knows of what mcpsnoop cut that the rest is not known, and whose it is', async () => {
  const start = '{"jsonrpc":"2.0","id":2,';
  const [first, second, third] = await exchangesIn(
    readMcpsnoop,
    log(
      line('c2s', 0, { raw: CALL }),
      line('c2s', 1, { text: `${start}"method":"x","par`, truncated: true }),
      line('s2c', 4, { text: `${start}"res`, truncated: true }),
      line('s2c', 5, { raw: RESULT }),
      line('c2s', 6, { text: `${start}"result":{`, truncated: true }),
    ),
  );
  expect([first, second, third].map((exchange) => exchange?.missing)).toEqual([
    [],
    ['request-body', 'response-body'],
    ['request-body'],
  ]);
  expect([first, second].map((exchange) => exchange && answerText(exchange))).toEqual([
    `${JSON.stringify(RESULT)}\n`,
    `${start}"res\n`,
  ]);
  expect([first, second, third].map((exchange) => exchange?.end.failure)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('gathers what belongs to no request, of each session, however many they are', async () => {
  const many = Array.from({ length: 1_200 }, (_, at) =>
    line('stderr', at, { session_id: `s${String(at)}`, text: `words ${String(at)}` }),
  );
  const words = (
    await exchangesIn(readMcpsnoop, log(...many, line('stderr', 2_000, { session_id: 's0', text: 'more' })))
  ).map(answerText);
  expect(words).toHaveLength(1_200);
  expect(words).toContain('words 0\nmore\n');
  expect(words).toContain('words 1199\n');
});

it('says that a request has no answer, and names lines that cannot be read', async () => {
  const items = await itemsIn(
    readMcpsnoop,
    log(line('c2s', 0, { raw: CALL }), 'x', '7', '{"direction":"c2s"}', line('up', 0, {})),
  );
  expect(items).toMatchObject([
    { kind: 'unreadable', place: 2, why: /^is no JSON/ },
    { kind: 'unreadable', place: 3, why: 'is no object' },
    { kind: 'unreadable', place: 4, why: 'has no time (ts)' },
    { kind: 'unreadable', place: 5, why: 'has a direction that is not known: "up"' },
    { kind: 'exchange', exchange: { end: { failure: { kind: 'lost' } } } },
  ]);
});
