import { expect, it } from 'vitest';
import {
  readInspectorNetwork,
  readInspectorProtocol,
} from '../../../../../engine/capture/import/read-inspector.ts';
import { answerText, exchangesIn, itemsIn, textOf } from '../../../../support/foreign-items.ts';

const AT = '2026-11-25T10:00:00.000Z';
const CALL = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'ä' } };
const RESULT = { jsonrpc: '2.0', id: 1, result: {} };

const fetched = (more: object): object => ({
  id: '1',
  timestamp: AT,
  method: 'POST',
  url: 'http://127.0.0.1:3000/mcp?a=1',
  requestHeaders: { accept: '*/*', bad: 7 },
  requestBody: JSON.stringify(CALL),
  responseStatus: 200,
  responseStatusText: 'OK',
  responseHeaders: { 'content-type': 'application/json' },
  responseBody: JSON.stringify(RESULT),
  duration: 4,
  ...more,
});

it('reads what the view Network saw', async () => {
  const [exchange] = await exchangesIn(readInspectorNetwork, JSON.stringify([fetched({})]));
  expect(exchange).toMatchObject({
    startedAt: Date.parse(AT),
    url: 'http://127.0.0.1:3000/mcp?a=1',
    httpMethod: 'POST',
    target: '/mcp?a=1',
    headers: [['accept', '*/*']],
    answer: {
      head: { status: 200, statusText: 'OK', headers: [['content-type', 'application/json']] },
      parts: [{ atMs: 4 }],
    },
    end: { timing: { endMs: 4 } },
    imported: { format: 'inspector-network', by: 'MCP Inspector', place: 1 },
    missing: [],
  });
  expect(exchange?.end.failure).toBeUndefined();
  expect([textOf(exchange?.body), exchange && answerText(exchange)]).toEqual([
    JSON.stringify(CALL),
    JSON.stringify(RESULT),
  ]);
});

it('knows in the view Network what is missing, what failed, and what cannot be read', async () => {
  const items = await itemsIn(
    readInspectorNetwork,
    JSON.stringify([
      fetched({ responseBody: undefined }),
      fetched({ responseBody: undefined, responseStatus: 202 }),
      fetched({ responseStatus: undefined, responseBody: undefined, error: 'fetch failed' }),
      fetched({ timestamp: 'x' }),
      fetched({ url: 'file:///x' }),
      fetched({ url: undefined }),
      7,
    ]),
  );
  expect(items).toMatchObject([
    { exchange: { missing: ['response-body'] } },
    { exchange: { missing: [], answer: { parts: [] } } },
    { exchange: { missing: [], end: { failure: { kind: 'cut', message: 'The file says: fetch failed' } } } },
    { exchange: { missing: ['timing'] } },
    { kind: 'skipped' },
    { kind: 'unreadable', place: 6, why: 'has no URL' },
    { kind: 'unreadable', place: 7, why: 'is no object' },
  ]);
});

const message = (more: object): object => ({
  id: '1',
  timestamp: AT,
  direction: 'request',
  origin: 'client',
  message: CALL,
  ...more,
});

it('reads messages of the view Protocol with their answers, and gathers what the server began', async () => {
  const pushed = { jsonrpc: '2.0', method: 'notifications/message' };
  const items = await itemsIn(
    readInspectorProtocol,
    JSON.stringify([
      message({ response: RESULT, duration: 3 }),
      message({ origin: 'server', message: pushed }),
      message({ origin: 'server', message: RESULT }),
      message({}),
      message({ message: { jsonrpc: '2.0', method: 'notifications/initialized' } }),
      message({ message: 'x' }),
    ]),
  );
  expect(items).toMatchObject([
    {
      exchange: {
        transport: 'stdio',
        httpMethod: '',
        answer: { head: { status: 0 }, parts: [{ atMs: 3 }] },
        end: { timing: { endMs: 3 } },
        missing: [],
      },
    },
    { kind: 'skipped' },
    { exchange: { end: { failure: { kind: 'lost' } }, missing: ['timing'] } },
    { exchange: { end: { timing: {} } } },
    { kind: 'unreadable', place: 6, why: 'has no message' },
    { exchange: { own: { method: 'process' }, answer: { parts: [{ output: 'line' }] } } },
  ]);
  const texts = items.map((item) => (item.kind === 'exchange' ? answerText(item.exchange) : ''));
  expect([texts[0], texts[5]]).toEqual([`${JSON.stringify(RESULT)}\n`, `${JSON.stringify(pushed)}\n`]);
  expect(items[3]).not.toHaveProperty('exchange.end.failure');
});

it('says where a file breaks, with what came before', async () => {
  const text = JSON.stringify([fetched({}), fetched({})]).slice(0, -40);
  expect(await itemsIn(readInspectorNetwork, text)).toMatchObject([{ kind: 'exchange' }, { kind: 'broken' }]);
});
