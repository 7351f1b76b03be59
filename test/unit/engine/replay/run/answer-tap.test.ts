import { describe, expect, it } from 'vitest';
import { AnswerTap, ToldTwins, type TapListener } from '../../../../../engine/replay/run/answer-tap.ts';
import type { ExchangeEnd, ExchangeSink } from '../../../../../engine/transport/exchange-sink.ts';
import type { JsonValue } from '../../../../../shared/model/json.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

interface Told {
  readonly sink: ExchangeSink;
  readonly ends: ExchangeEnd[];
  bytes: number;
}

function recorder(): Told {
  const told: Told = {
    ends: [],
    bytes: 0,
    sink: {
      requestBytes: () => undefined,
      responseBytes: () => undefined,
      responseHead: () => undefined,
      bodyBytes: (bytes) => {
        told.bytes += bytes.length;
      },
      end: (end) => told.ends.push(end),
    },
  };
  return told;
}

function tapped(
  type: string,
  parts: readonly string[],
  options: { status?: number; listener?: TapListener } = {},
) {
  const told = recorder();
  const tap = new AnswerTap(told.sink, 7, options.listener);
  const headers: HeaderList = [
    ['Content-Type', type],
    ['Mcp-Session-Id', 's'],
    ['Cache-Control', 'no-store'],
    ['Date', 'now'],
  ];
  tap.responseHead({ status: options.status ?? 200, statusText: 'OK', httpVersion: '1.1', headers }, 1);
  for (const part of parts) tap.bodyBytes(Buffer.from(part), 2);
  return { tap, told };
}

const END: ExchangeEnd = { timing: { endMs: 3 } };
const ANSWER = '{"jsonrpc":"2.0","id":7,"result":{"ok":true}}';

describe('AnswerTap', () => {
  it('gives one object for equal answers to equal requests, and another for any other', () => {
    const twins = new ToldTwins();
    const head = { status: 200, statusText: 'OK', httpVersion: '1.1', headers: [] };
    const value = { jsonrpc: '2.0', id: 7, result: { ok: true } };
    const told = (changed: { head?: typeof head; value?: JsonValue; judged?: 'cut' } = {}) => {
      const tap = new AnswerTap(recorder().sink, 7, undefined, twins);
      tap.responseHead(changed.head ?? head, 1);
      tap.bodyBytes(Buffer.from(ANSWER), 2);
      tap.parsed(changed.value ?? value);
      tap.end(END);
      return tap.result(changed.judged).answer;
    };
    const first = told();
    expect(first).toEqual({ status: 200, result: { ok: true } });
    expect(told()).toBe(first);
    expect(told({ judged: 'cut' })).toEqual({ status: 200, failureKind: 'cut', result: { ok: true } });
    expect(told({ head: { ...head, status: 201 } })).toEqual({ status: 201, result: { ok: true } });
    expect(told({ value: { ...value, result: 1 } })).toEqual({ status: 200, result: 1 });
  });

  it('takes what its recorder has parsed, and the text where that holds no message', () => {
    const { tap } = tapped('application/json', [ANSWER]);
    tap.parsed({ jsonrpc: '2.0', id: 7, result: { from: 'the recorder' } });
    tap.end(END);
    expect(tap.result().answer).toMatchObject({ result: { from: 'the recorder' } });
    const { tap: empty } = tapped('application/json', ['[]']);
    empty.parsed([]);
    empty.end(END);
    expect(empty.result().answer).toMatchObject({ text: '[]' });
  });

  it('reads a plain answer in whatever parts it comes, and hands all of it on', () => {
    const { tap, told } = tapped('application/json', [ANSWER.slice(0, 20), ANSWER.slice(20)]);
    tap.end(END);
    expect(tap.result()).toMatchObject({
      answer: {
        status: 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
        result: { ok: true },
      },
    });
    expect(tap.result().answer.headers).not.toHaveProperty('mcp-session-id');
    expect([told.bytes, told.ends]).toEqual([ANSWER.length, [END]]);
  });

  it('tells of the messages of a stream while they come, and which of them is the answer', () => {
    const log: string[] = [];
    const { tap } = tapped(
      'text/event-stream',
      ['data: {"jsonrpc":"2.0","method":"notifications/message","params":{}}\n\n', `data: ${ANSWER}\n\n`],
      {
        listener: {
          other: ({ method }) => log.push(JSON.stringify(method)),
          answered: () => log.push('answered'),
        },
      },
    );
    expect(log).toEqual(['"notifications/message"', 'answered']);
    tap.end(END);
    expect(tap.result().answer).toMatchObject({
      result: { ok: true },
      notifications: [{ method: 'notifications/message', params: {} }],
    });
  });

  it('keeps a body that is no message as text', () => {
    const { tap } = tapped('text/html', ['<h1>Bad gateway</h1>'], { status: 502 });
    tap.end(END);
    expect(tap.result('malformed').answer).toMatchObject({
      status: 502,
      failureKind: 'malformed',
      text: '<h1>Bad gateway</h1>',
    });
  });

  it.each([true, false])(
    'counts an end of ours as no failure only where the answer was there: %s',
    (endsWell) => {
      const { tap, told } = tapped('text/event-stream', [`data: ${ANSWER}\n\n`]);
      tap.endsWell = endsWell;
      tap.end({ ...END, failure: { kind: 'cancelled', message: 'by us', at: 1 } });
      expect(tap.result().failure?.kind).toBe(endsWell ? undefined : 'cancelled');
      expect(told.ends[0]?.failure?.kind).toBe(endsWell ? undefined : 'cancelled');
    },
  );

  it('says why nothing came', () => {
    const tap = new AnswerTap(recorder().sink, 7);
    tap.end({ ...END, failure: { kind: 'refused', message: 'nobody listens', at: 1 } });
    expect(tap.result()).toEqual({
      answer: { failureKind: 'refused' },
      failure: { kind: 'refused', message: 'nobody listens', at: 1 },
    });
  });
});
