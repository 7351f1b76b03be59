import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_TAMPER, type Draft } from '../../../../shared/model/draft.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import type { ExchangeRecorder } from '../../../../engine/capture/recorder.ts';
import { StdioFlight, type FlightOptions } from '../../../../engine/client/stdio-flight.ts';
import { TransportFailure } from '../../../../engine/transport/transport-failure.ts';
import type { ExchangeEnd } from '../../../../engine/transport/exchange-sink.ts';

let told: string[];
let end: ExchangeEnd | undefined;
let mayBeSilent: boolean;
let abort: AbortController;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  told = [];
  end = undefined;
  mayBeSilent = false;
  abort = new AbortController();
});

afterEach(() => {
  vi.useRealTimers();
});

const draft: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: {},
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};

function recorder(): ExchangeRecorder {
  return {
    number: 1,
    row: () => ({ number: 1 }) as Row,
    gatewayEnd: () => undefined,
    finding: () => told.push('finding'),
    outputBytes: () => told.push('output'),
    requestBytes: (bytes, atMs) => told.push(`request ${String(bytes.length)} at ${String(atMs)}`),
    responseBytes: (_bytes, atMs) => told.push(`response at ${String(atMs)}`),
    responseHead: () => told.push('head'),
    bodyBytes: () => told.push('body'),
    end: (ending) => {
      told.push('end');
      end = ending;
    },
  };
}

function fly(options: Partial<FlightOptions> = {}): StdioFlight {
  return new StdioFlight({
    recorder: recorder(),
    ref: { captureId: 'c', number: 1 },
    keys: { id: 7, method: 'tools/call', progressToken: undefined, wantsLogs: false },
    line: Buffer.from('{"id":7}\n'),
    draft,
    limits: { idleTimeoutMs: 100 },
    signal: abort.signal,
    where: 'The server',
    mayBeSilent: () => mayBeSilent,
    onGiveUp: () => told.push('give up'),
    onEnd: () => told.push('on end'),
    ...options,
  });
}

const LINE = Buffer.from('{"x":1}\n');

describe('a message on its way', () => {
  it('is recorded in the order of the wire, and ends with its answer', async () => {
    const flight = fly();
    vi.advanceTimersByTime(5);
    flight.sent(performance.now());
    vi.advanceTimersByTime(5);
    flight.take(LINE, { x: 1 }, performance.now());
    flight.take(LINE, { x: 1 }, performance.now());
    flight.end();
    await flight.done;
    expect(told).toEqual([
      'request 9 at 5',
      ...['head', 'response at 10', 'body'],
      ...['response at 10', 'body'],
      'end',
      'on end',
    ]);
    expect(end).toEqual({ timing: { requestSentMs: 5, firstByteMs: 10, endMs: 10 } });
  });

  it('was sent where an answer is there before the pipe says so, and only once', () => {
    const flight = fly();
    flight.take(LINE, null, performance.now());
    flight.sent(performance.now());
    expect(told.filter((what) => what.startsWith('request'))).toEqual(['request 9 at 0']);
  });

  it('is given up after a silence that each message ends, and told so before its end', () => {
    const flight = fly();
    vi.advanceTimersByTime(99);
    flight.take(LINE, null, performance.now());
    vi.advanceTimersByTime(99);
    expect(end).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(end?.failure).toMatchObject({
      kind: 'timeout',
      message: expect.stringMatching(/silent for 100 ms/) as string,
    });
    expect(told.slice(-3)).toEqual(['give up', 'end', 'on end']);
  });

  it('is waited for as long as the server waits for a person', () => {
    mayBeSilent = true;
    fly();
    vi.advanceTimersByTime(10_000);
    expect(end).toBeUndefined();
    mayBeSilent = false;
    vi.advanceTimersByTime(100);
    expect(end?.failure?.kind).toBe('timeout');
  });

  it('may be silent for ever after its first message where its limits say so', () => {
    const flight = fly({ limits: { idleTimeoutMs: 100, streamIdleTimeoutMs: 0 } });
    flight.take(LINE, null, performance.now());
    vi.advanceTimersByTime(1_000_000);
    expect(end).toBeUndefined();
    flight.end();
  });

  it('is given up when it is cancelled, and when its time is up', () => {
    fly();
    abort.abort();
    expect(end?.failure?.kind).toBe('cancelled');
    end = undefined;
    abort = new AbortController();
    fly({ draft: { ...draft, timeoutMs: 50 }, limits: { idleTimeoutMs: 0 } });
    vi.advanceTimersByTime(50);
    expect(end).toMatchObject({ failure: { kind: 'timeout' } });
  });

  it('ends once, whatever comes after', () => {
    const flight = fly();
    flight.end(new TransportFailure('lost', 'gone'));
    flight.end();
    flight.take(LINE, null, performance.now());
    abort.abort();
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['end', 'on end']);
    expect(end?.failure).toMatchObject({ kind: 'lost', message: 'gone' });
  });
});
