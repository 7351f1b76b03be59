import { afterEach, beforeEach, expect, test } from 'vitest';
import { StdioObserver } from '../../../engine/gateway/stdio/observe-stdio.ts';
import type { Row, StreamEvent } from '../../../shared/model/exchange.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

let folder: string;
let opened: CapturesUnderTest;
let observer: StdioObserver;

beforeEach(async () => {
  folder = makeFolder();
  opened = await openCaptures(folder);
  observer = new StdioObserver({
    instance: {
      id: 'shop',
      name: 'Shop',
      url: 'stdio:node shop.js',
      stdio: { command: 'node', args: ['shop.js'], env: {} },
      headers: [],
    },
    recording: () => opened.captures.recording(),
    startedAtMs: performance.now(),
  });
});

afterEach(async () => {
  await opened.captures.close();
  removeFolder(folder);
});

const now = (): number => performance.now();
const bytesOf = (message: object | string): Buffer =>
  Buffer.from(typeof message === 'string' ? message : `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

function client(message: object | string): void {
  const steps = observer.client(bytesOf(message), now());
  while (steps.next().done !== true);
}

function server(message: object | string): void {
  const steps = observer.server(bytesOf(message), now());
  while (steps.next().done !== true);
}

const rows = async (): Promise<Row[]> => (await opened.captures.rows(opened.recording().id, 0, 100)).rows;

async function eventsOf(number: number): Promise<string[]> {
  const { events } = await opened.captures.events({ captureId: opened.recording().id, number }, 0, 100);
  return events.map(({ kind, method, message }: StreamEvent) => method ?? message ?? kind);
}

const findingsOf = async (number: number): Promise<string[]> =>
  ((await opened.captures.detail({ captureId: opened.recording().id, number }, 0)).findings ?? []).map(
    ({ rule }) => rule,
  );

test('what a legacy server asks stands in the row of the process, and the answer is a reply to it', async () => {
  client({ id: 0, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {} } });
  server({ id: 0, result: { protocolVersion: '2025-06-18', capabilities: {} } });
  client({ method: 'notifications/initialized' });
  client({ id: 1, method: 'tools/call', params: { name: 'plan', _meta: { progressToken: 1 } } });
  server({ method: 'notifications/progress', params: { progressToken: 1, progress: 1 } });
  server({ id: 'q', method: 'roots/list' });
  client({ id: 'q', result: { roots: [] } });
  server({ id: 1, result: { content: [] } });
  observer.clientEnd(now());
  observer.exit({ code: 0, signal: null }, now());
  expect(
    (await rows()).map(({ method, name, era, state, link }) => [method, name, era, state, link]),
  ).toEqual([
    ['process', 'node shop.js', 'legacy', 'done', undefined],
    ['initialize', '', 'legacy', 'done', undefined],
    ['notifications/initialized', '', 'legacy', 'done', undefined],
    ['tools/call', 'plan', 'legacy', 'done', undefined],
    ['roots/list', '', 'legacy', 'done', { kind: 'reply', to: 1 }],
  ]);
  expect(await eventsOf(1)).toEqual(['roots/list']);
  expect(await eventsOf(4)).toEqual(['notifications/progress', 'result']);
  expect((await rows()).every(({ origin, transport }) => origin === 'gateway' && transport === 'stdio')).toBe(
    true,
  );
});

test('the era is that of the first message; what the server wrote before it is not lost', async () => {
  observer.stderr(Buffer.from('up\n'), now());
  server('booting\n');
  client({
    id: 1,
    method: 'server/discover',
    params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } },
  });
  server({ id: 1, result: { resultType: 'complete' } });
  observer.exit({ code: 0, signal: null }, now());
  expect((await rows()).map(({ method, era, state }) => [method, era, state])).toEqual([
    ['process', 'modern', 'done'],
    ['server/discover', 'modern', 'done'],
  ]);
  expect(await eventsOf(1)).toEqual(['stderr', 'invalid']);
  expect(await findingsOf(1)).toEqual(['stdio.stray-output']);
});

test('batches of 2025-03-26 are taken apart on both sides; in other revisions they are stray', async () => {
  const initialize = (protocolVersion: string): void => {
    client({ id: protocolVersion, method: 'initialize', params: { protocolVersion } });
    server({ id: protocolVersion, result: { protocolVersion } });
  };
  const batch = (entries: object[]): string =>
    `${JSON.stringify(entries.map((entry) => ({ jsonrpc: '2.0', ...entry })))}\n`;
  initialize('2025-03-26');
  client(
    batch([
      { id: 1, method: 'ping' },
      { id: 2, method: 'ping' },
    ]),
  );
  server(
    batch([
      { id: 2, result: {} },
      { id: 1, result: {} },
    ]),
  );
  expect((await rows()).map(({ method, state }) => [method, state])).toEqual([
    ['process', 'open'],
    ['initialize', 'done'],
    ['ping', 'done'],
    ['ping', 'done'],
  ]);
  initialize('2025-06-18');
  server(batch([{ id: 9, result: {} }]));
  observer.exit({ code: 0, signal: null }, now());
  expect(await findingsOf(1)).toEqual(['stdio.stray-output']);
});

test('what the client cancels is cancelled, and an answer that comes all the same is nobody’s fault', async () => {
  client({ id: 1, method: 'tools/call', params: { name: 'wait' } });
  client({ method: 'notifications/cancelled', params: { requestId: 1 } });
  server({ id: 1, result: {} });
  observer.exit({ code: 0, signal: null }, now());
  expect((await rows()).map(({ method, failureKind, link }) => [method, failureKind, link])).toEqual([
    ['process', undefined, undefined],
    ['tools/call', 'cancelled', undefined],
    ['notifications/cancelled', undefined, { kind: 'cancel', to: 2 }],
  ]);
  expect(await findingsOf(1)).toEqual([]);
});

test('an answer that nobody waits for is a finding; a line that is none, of the client, too', async () => {
  client('{"jsonrpc":"1.0"}\n');
  server({ id: 5, result: {} });
  observer.exit({ code: 0, signal: null }, now());
  expect(await findingsOf(1)).toEqual(['response.id-mismatch']);
  expect(await findingsOf(2)).toEqual(['stdio.stray-input']);
});

test.each([
  [{ code: 3, signal: null }, false, 'cut', 'lost'],
  [{ code: null, signal: 'SIGKILL' }, false, 'cut', 'lost'],
  [{ code: 0, signal: null }, true, undefined, 'cancelled'],
  [{ code: null, signal: null, problem: 'There is no such program.' }, false, 'unreachable', 'lost'],
] as const)(
  'the end %j is that of the process and of what waited',
  async (exit, clientLeft, own, waiting) => {
    client({ id: 1, method: 'ping' });
    if (clientLeft) observer.clientEnd(now());
    observer.exit(exit, now());
    expect((await rows()).map(({ failureKind }) => failureKind)).toEqual([own, waiting]);
  },
);

test('a program that never met a client has a row all the same, and a line without an end is kept', async () => {
  server('half a li');
  server('ne');
  observer.clientEnd(now());
  observer.exit({ code: 0, signal: null }, now());
  expect((await rows()).map(({ method, state }) => [method, state])).toEqual([['process', 'done']]);
  const { bytes } = await opened.captures.bytes(
    { captureId: opened.recording().id, number: 1 },
    'body',
    0,
    100,
  );
  expect(Buffer.from(bytes).toString()).toBe('half a line\n');
});
