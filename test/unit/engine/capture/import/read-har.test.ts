import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ForeignExchange } from '../../../../../engine/capture/import/foreign.ts';
import { readHar } from '../../../../../engine/capture/import/read-har.ts';
import { fileSource } from '../../../../../engine/capture/import/source.ts';
import { answerText, exchangesIn, itemsIn, textOf } from '../../../../support/foreign-items.ts';
import {
  chromeHar,
  firefoxHar,
  HAR_CALL,
  HAR_RESULT,
  playwrightHar,
  toolkitHar,
} from '../../../../support/har-samples.ts';

async function one(text: string): Promise<ForeignExchange> {
  const [exchange] = await exchangesIn(readHar, text);
  if (!exchange) throw new Error('no exchange');
  return exchange;
}

it('reads an entry with its messages, its phases as times, its sizes and its place', async () => {
  const exchange = await one(firefoxHar({ entry: { serverIPAddress: '127.0.0.1' } }));
  expect(exchange).toMatchObject({
    startedAt: Date.parse('2026-11-25T10:00:00.123Z'),
    url: 'http://127.0.0.1:3000/mcp',
    httpMethod: 'POST',
    target: '/mcp',
    headers: [
      ['content-type', 'application/json'],
      ['mcp-method', 'tools/call'],
    ],
    answer: { head: { status: 200, statusText: 'OK', httpVersion: '1.1' }, parts: [{ atMs: 12.5 }] },
    end: {
      timing: { dnsMs: 3, connectMs: 4, tlsMs: 7, requestSentMs: 7.5, firstByteMs: 11.5, endMs: 12.5 },
      remoteAddress: '127.0.0.1',
    },
    imported: { format: 'har', by: 'Firefox 128.0', place: 1, requestBytes: 391, responseBytes: 210 },
    missing: [],
  });
  expect([textOf(exchange.body), answerText(exchange)]).toEqual([HAR_CALL, HAR_RESULT]);
});

it.each([
  [
    'Firefox leaves out with a comment',
    firefoxHar({ content: { text: undefined, comment: 'not included' } }),
  ],
  ['Chrome has let go of', chromeHar({ content: { text: '' } })],
  ['Chrome writes without', chromeHar({ content: { text: undefined } })],
  [
    'HTTP Toolkit discards',
    toolkitHar({
      content: { text: undefined, size: 0 },
      response: { _responseBodyStatus: 'discarded:too-large' },
    }),
  ],
  ['Playwright puts beside a pasted text', playwrightHar({ content: { text: undefined, _file: 'a.json' } })],
])('takes a body that %s for one that is not known', async (_name, text) => {
  const { missing, answer } = await one(text);
  expect([missing, answer?.parts]).toEqual([['response-body'], []]);
});

it.each([
  ['Firefox', firefoxHar({ content: { text: undefined, size: 0 } })],
  ['Chrome, of a HEAD', chromeHar({ request: { method: 'HEAD' }, content: { text: undefined, size: 9 } })],
  ['Chrome, of 204', chromeHar({ response: { status: 204 }, content: { text: undefined, size: 9 } })],
])('takes a body that was empty for empty: %s', async (_name, text) => {
  expect((await one(text)).missing).toEqual([]);
});

it('reads request bodies of each program, and knows which are left out', async () => {
  const base64 = Buffer.from([0xff, 0]).toString('base64');
  const bodies = async (text: string): Promise<unknown> => {
    const { body, missing } = await one(text);
    return [Buffer.from(body).toString('latin1'), missing];
  };
  const binary = { text: base64, encoding: 'base64', size: 2 };
  expect(
    await bodies(
      toolkitHar({
        request: { postData: undefined, _requestBodyStatus: 'discarded:not-representable', _content: binary },
      }),
    ),
  ).toEqual(['\u00ff\0', []]);
  const gone = ['', ['request-body']];
  expect(
    await bodies(toolkitHar({ request: { postData: undefined, _requestBodyStatus: 'discarded:too-large' } })),
  ).toEqual(gone);
  expect(await bodies(firefoxHar({ request: { postData: undefined } }))).toEqual(gone);
  expect(
    await bodies(firefoxHar({ request: { postData: { mimeType: '', text: '', comment: 'not included' } } })),
  ).toEqual(gone);
  expect(await bodies(chromeHar({ request: { postData: undefined, bodySize: 0 } }))).toEqual(['', []]);
  const form = {
    mimeType: 'application/x-www-form-urlencoded; charset=utf-8',
    params: [
      { name: 'a', value: '1 2' },
      { name: 'b', value: '&' },
    ],
  };
  expect(await bodies(firefoxHar({ request: { postData: form } }))).toEqual(['a=1+2&b=%26', []]);
});

it('decodes Base64, and leaves out of HTTP/2 what is no header', async () => {
  const exchange = await one(
    chromeHar({
      request: {
        httpVersion: 'h2',
        headers: [
          { name: ':authority', value: 'a' },
          { name: 'x', value: '1\n2' },
        ],
      },
      response: { httpVersion: 'h2', headers: [{ name: 'content-encoding', value: 'br' }] },
      content: { text: Buffer.from(HAR_RESULT).toString('base64'), encoding: 'base64' },
    }),
  );
  expect(answerText(exchange)).toBe(HAR_RESULT);
  expect(exchange.headers).toEqual([
    ['x', '1'],
    ['x', '2'],
  ]);
  expect(exchange.end.decodedFrom).toBe('br');
  expect(exchange.answer?.head.httpVersion).toBe('h2');
  expect(exchange.imported.notes).toEqual(["HTTP/2's pseudo-headers were left out: :authority."]);
  expect(exchange.imported.responseBytes).toBe(412);
});

it('puts a stream together of the events that Chrome lists, each at its time', async () => {
  const at = Date.parse('2026-11-25T10:00:00.123Z') / 1_000;
  const exchange = await one(
    chromeHar({
      response: { headers: [{ name: 'content-type', value: 'text/event-stream' }] },
      content: { text: undefined, size: 0 },
      entry: {
        _eventSourceMessages: [
          { time: at + 0.5, eventName: 'message', eventId: '7', data: 'a\nb' },
          { time: at + 1.25, eventName: 'endpoint', eventId: '', data: '/x' },
        ],
      },
    }),
  );
  expect(answerText(exchange)).toBe('id: 7\ndata: a\ndata: b\n\nevent: endpoint\ndata: /x\n\n');
  expect(exchange.answer?.parts.map(({ atMs }) => Math.round(atMs))).toEqual([500, 1_250]);
  expect(exchange.imported.notes).toHaveLength(1);
});

it('says when events came only where the file does', async () => {
  const stream = { headers: [{ name: 'Content-Type', value: 'text/event-stream' }] };
  const text = `data: ${HAR_RESULT}\n\n`;
  const { imported } = await one(playwrightHar({ response: stream, content: { text } }));
  expect(imported.notes).toEqual([
    'The file does not say when each event came: all of them have the time of the end.',
  ]);
  expect(imported.by).toBe('Playwright 1.65.1 with chromium 140.0');
});

it.each([
  ['net::ERR_CONNECTION_REFUSED', 'refused', 'ERR_CONNECTION_REFUSED'],
  ['net::ERR_NAME_NOT_RESOLVED', 'unreachable', 'ERR_NAME_NOT_RESOLVED'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tls', 'ERR_CERT_AUTHORITY_INVALID'],
  ['net::ERR_ABORTED', 'cancelled', 'ERR_ABORTED'],
  ['socket hang up', 'cut', undefined],
])('says why there is no answer as the file says it: %s', async (said, kind, code) => {
  const { answer, end } = await one(chromeHar({ response: { status: 0, _error: said } }));
  expect(answer).toBeUndefined();
  expect([end.failure?.kind, end.failure?.code, end.failure?.message]).toEqual([
    kind,
    code,
    `The file says: ${said}`,
  ]);
});

it('knows no times where the file has none, and an IPv6 address with and without its port', async () => {
  const timeless = firefoxHar({ entry: { startedDateTime: undefined } });
  expect((await one(timeless)).missing).toEqual(['timing']);
  const address = async (text: string): Promise<unknown> => (await one(text)).end.remoteAddress;
  expect(await address(playwrightHar({}))).toBe('[::1]:3000');
  expect(await address(chromeHar({}))).toBe('[::1]');
  expect(await address(firefoxHar({ entry: { serverIPAddress: 'fe80::1' } }))).toBe('[fe80::1]');
});

it('names entries that cannot be read by their place, leaves out what HTTP does not fetch, and says where a file breaks', async () => {
  const text = chromeHar({ request: { url: 'nothing' } }, { request: { url: 'data:,x' } }, {});
  expect(await itemsIn(readHar, text.slice(0, -2).replace('"entries":[', '"entries":[7,'))).toMatchObject([
    { kind: 'unreadable', place: 1, why: 'is no object' },
    { kind: 'unreadable', place: 2, why: 'has a URL that is none: "nothing"' },
    { kind: 'skipped' },
    { kind: 'exchange', exchange: { imported: { place: 4, by: 'WebInspector 537.36' } } },
    { kind: 'broken', why: /^From line 1, column \d+ on it is no JSON/ },
  ]);
  expect(await itemsIn(readHar, '{"log":{}}')).toEqual([
    { kind: 'broken', why: 'It has no log.entries, where a HAR has its exchanges.' },
  ]);
});

it('reads bodies that Playwright puts beside the file, and no other file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-har-'));
  try {
    writeFileSync(join(folder, 'a1.json'), HAR_RESULT);
    writeFileSync(join(folder, 'secret'), 'x');
    symlinkSync(join(folder, 'secret'), join(folder, 'link.json'));
    const files = ['a1.json', 'link.json', '../secret', join(folder, 'secret'), 'none.json'];
    writeFileSync(
      join(folder, 'x.har'),
      playwrightHar(...files.map((_file) => ({ content: { text: undefined, _file } }))),
    );
    const told: unknown[] = [];
    for await (const item of readHar(fileSource(join(folder, 'x.har')), new AbortController().signal)) {
      if (item.kind === 'exchange')
        told.push(item.exchange.missing.length === 0 ? answerText(item.exchange) : 'missing');
    }
    expect(told).toEqual([HAR_RESULT, 'missing', 'missing', 'missing', 'missing']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
