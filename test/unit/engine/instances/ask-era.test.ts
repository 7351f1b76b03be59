import { describe, expect, it } from 'vitest';
import type { Captures } from '../../../../engine/capture/captures.ts';
import type { Channel, Readiness } from '../../../../engine/client/channel.ts';
import type { Client } from '../../../../engine/client/client.ts';
import type { Channels } from '../../../../engine/client/channels.ts';
import type { ReadAnswer } from '../../../../engine/client/read-answer.ts';
import { askEra, toldBy } from '../../../../engine/instances/ask-era.ts';
import type { Draft } from '../../../../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeRef, Row } from '../../../../shared/model/exchange.ts';
import type { Instance } from '../../../../shared/model/instance.ts';

const HTTP: Instance = { id: 'a', name: 'a', url: 'http://127.0.0.1:1/', headers: [] };
const STDIO: Instance = { ...HTTP, url: 'stdio:x', stdio: { command: 'x', args: [], env: {} } };
const REF: ExchangeRef = { captureId: 'c', number: 3 };

const INITIALIZED = '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}';

const ROW = { number: 3, durationMs: 6, method: 'server/discover' } as Row;
const answerOf = (part: Partial<ReadAnswer>): ReadAnswer => ({
  ref: REF,
  row: ROW,
  instanceName: 'a',
  others: [],
  ...part,
});

/** Questions over a client and channels that only note what they are asked for. */
function questions(
  instance: Instance,
  options: {
    readiness?: Readiness;
    opened?: readonly (ExchangeRef | undefined)[];
    discovered?: ReadAnswer;
  } = {},
) {
  const events: string[] = [];
  const drafts: Draft[] = [];
  const opened = [...(options.opened ?? [])];
  const channel: Channel = {
    era: 'legacy',
    transport: 'http',
    ready: () => Promise.reject(new Error('the client opens it')),
    send: () => {
      throw new Error('nothing is sent');
    },
    opened: () => opened.shift(),
    close: () => Promise.resolve(),
  };
  const client: Client = {
    send: () => Promise.reject(new Error('not to be sent')),
    complete(draft) {
      drafts.push(draft);
      events.push(draft.method);
      return Promise.resolve(answerOf({ status: 200 }));
    },
    open(_channel, draft) {
      drafts.push(draft);
      events.push('open');
      return Promise.resolve(options.readiness ?? { ok: true });
    },
    whenSettled: (ref) => Promise.resolve([ref]),
    nextRequestId: () => 1,
    cancel: () => false,
    close: () => Promise.resolve(),
  };
  const channels = {
    of: (_target: unknown, era: string, transport: string) => {
      events.push(`${era} ${transport}`);
      return channel;
    },
    disconnect: (id: string, era?: string) => {
      events.push(`end ${id} ${String(era)}`);
      return Promise.resolve();
    },
  } as unknown as Channels;
  const captures = {
    detail: (ref: ExchangeRef) =>
      Promise.resolve({
        ref,
        row: ROW,
        request: { body: { text: '{"jsonrpc":"2.0","id":1,"method":"initialize"}' } },
        response: { status: 200, headers: [] },
      } as unknown as ExchangeDetail),
    body: () => Promise.resolve(Buffer.from(INITIALIZED)),
    events: (_ref: unknown, from: number) =>
      Promise.resolve({
        events:
          from === 0
            ? [{ index: 0, kind: 'json', message: 'result', offset: 0, length: INITIALIZED.length }]
            : [],
        total: 1,
      }),
  } as unknown as Captures;
  const asked = askEra(
    {
      client: () => client,
      channels: () => channels,
      captures,
      declaration: () => ({ info: { name: 't', version: '0' }, capabilities: {} }),
    },
    { instance, headers: [] },
    { origin: 'probe', idleTimeoutMs: 7, ...(options.discovered && { discovered: options.discovered }) },
  );
  return { asked, events, drafts };
}

describe('askEra', () => {
  it('asks in the modern era, and lets nothing follow', async () => {
    const { asked, drafts } = questions(HTTP);
    await asked.discover();
    await asked.listTools();
    expect(drafts).toMatchObject([
      { method: 'server/discover', era: 'modern', followUp: false, idleTimeoutMs: 7 },
      { method: 'tools/list', era: 'modern', followUp: false },
    ]);
    expect(drafts[0]).not.toHaveProperty('timeoutMs');
  });

  it('does not wait for ever for a process that may never answer', async () => {
    const { asked, drafts } = questions(STDIO);
    await asked.discover();
    expect(drafts[0]?.timeoutMs).toBeGreaterThan(0);
  });

  it('asks nothing that was answered already', async () => {
    const { asked, events } = questions(HTTP, { discovered: answerOf({ status: 404 }) });
    expect(await asked.discover()).toMatchObject({ status: 404, ref: REF });
    expect(events).toEqual([]);
  });

  it('opens a session and reads what its initialize was answered', async () => {
    const { asked, events } = questions(HTTP, { opened: [undefined, REF] });
    const handshake = await asked.initialize('sse');
    expect(handshake).toMatchObject({
      ok: true,
      reused: false,
      told: { ref: REF, answer: { result: { protocolVersion: '2025-11-25' } } },
    });
    expect(events).toEqual(['legacy sse', 'open']);
  });

  it('knows a session that was open before', async () => {
    const { asked } = questions(HTTP, { opened: [REF, { ...REF }] });
    expect((await asked.initialize('http')).reused).toBe(true);
    const renewed = questions(HTTP, { opened: [REF, { ...REF, number: 4 }] });
    expect((await renewed.asked.initialize('http')).reused).toBe(false);
  });

  it('tells by which exchange there is no session', async () => {
    const shownBy = { captureId: 'c', number: 9 };
    const { asked } = questions(HTTP, { readiness: { ok: false, shownBy } });
    expect(await asked.initialize('http')).toMatchObject({ ok: false, told: { ref: shownBy } });
  });

  it('ends the process that was asked before it starts another', async () => {
    const { asked, events } = questions(STDIO, { opened: [undefined, REF] });
    await asked.initialize('stdio');
    expect(events).toEqual(['end a modern', 'legacy stdio', 'open']);
  });
});

it('toldBy knows that there is no HTTP status over stdio', () => {
  expect(toldBy(answerOf({ status: 0 }))).not.toHaveProperty('status');
  expect(toldBy(answerOf({ status: 404, contentType: 'text/html' }))).toMatchObject({
    status: 404,
    contentType: 'text/html',
    durationMs: 6,
  });
});
