import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDeadline, withDeadline } from '../../../../engine/client/deadline.ts';
import type { ExchangeSink } from '../../../../engine/transport/exchange-sink.ts';
import { NO_TAMPER, type Draft, type JsonObject } from '../../../../shared/model/draft.ts';

const draft = (change: Partial<Draft>): Draft => ({
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: {},
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
  ...change,
});
const progress = (progressToken: string | number): JsonObject => ({
  jsonrpc: '2.0',
  method: 'notifications/progress',
  params: { progressToken, progress: 1 },
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new AbortController().signal;

describe('startDeadline', () => {
  it('is no deadline where the draft sets none', () => {
    expect(startDeadline(draft({}), never).signal).toBe(never);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends the request when time is up, saying how long it waited', () => {
    const { signal } = startDeadline(draft({ timeoutMs: 100 }), never);
    vi.advanceTimersByTime(99);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ kind: 'timeout' });
    expect((signal.reason as Error).message).toContain('100 ms');
  });

  it('lets progress of this request give more time, up to the maximum', () => {
    const deadline = startDeadline(draft({ timeoutMs: 100, maxTimeoutMs: 250, progressToken: 'p' }), never);
    vi.advanceTimersByTime(90);
    deadline.saw(progress('p'));
    vi.advanceTimersByTime(90);
    deadline.saw(progress('p'));
    vi.advanceTimersByTime(69);
    expect(deadline.signal.aborted).toBe(false);
    deadline.saw(progress('p'));
    vi.advanceTimersByTime(1);
    expect(deadline.signal.aborted).toBe(true);
  });

  it.each<[string, Partial<Draft>, JsonObject]>([
    ['that of another request', { maxTimeoutMs: 1000, progressToken: 'p' }, progress('q')],
    ['a number for a text', { maxTimeoutMs: 1000, progressToken: '1' }, progress(1)],
    ['progress where no maximum is set', { progressToken: 'p' }, progress('p')],
    [
      'another notification',
      { maxTimeoutMs: 1000, progressToken: 'p' },
      { method: 'notifications/message', params: { progressToken: 'p' } },
    ],
  ])('is not moved by %s', (_what, change, message) => {
    const deadline = startDeadline(draft({ timeoutMs: 100, ...change }), never);
    vi.advanceTimersByTime(90);
    deadline.saw(message);
    vi.advanceTimersByTime(10);
    expect(deadline.signal.aborted).toBe(true);
  });

  it('hands a cancellation on, also one that was there before', () => {
    const outer = new AbortController();
    const deadline = startDeadline(draft({ timeoutMs: 100 }), outer.signal);
    outer.abort('by hand');
    expect(deadline.signal.reason).toBe('by hand');
    expect(vi.getTimerCount()).toBe(0);
    expect(startDeadline(draft({ timeoutMs: 100 }), outer.signal).signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is over once the answer is there', () => {
    const deadline = startDeadline(draft({ timeoutMs: 100 }), never);
    deadline.stop();
    vi.advanceTimersByTime(1000);
    expect(deadline.signal.aborted).toBe(false);
  });
});

describe('withDeadline', () => {
  const sinkOf = (seen: string[]): ExchangeSink => ({
    requestBytes: () => seen.push('request'),
    responseBytes: () => seen.push('response'),
    responseHead: () => seen.push('head'),
    bodyBytes: () => seen.push('body'),
    end: () => seen.push('end'),
  });
  const head = (type: string) => ({
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['Content-Type', type]] as const,
  });
  const event = Buffer.from(`data: ${JSON.stringify(progress('p'))}\n\n`);

  it('reads progress out of a stream, and passes everything on', () => {
    const seen: string[] = [];
    const { sink, signal } = withDeadline(
      draft({ timeoutMs: 100, maxTimeoutMs: 1000, progressToken: 'p' }),
      sinkOf(seen),
      never,
    );
    sink.requestBytes(event, 0);
    sink.responseBytes(event, 0);
    sink.responseHead(head('text/event-stream; charset=utf-8'), 0);
    vi.advanceTimersByTime(90);
    sink.bodyBytes(event.subarray(0, 10), 0);
    sink.bodyBytes(event.subarray(10), 0);
    vi.advanceTimersByTime(90);
    expect(signal.aborted).toBe(false);
    sink.end({ timing: { endMs: 180 } });
    vi.advanceTimersByTime(1000);
    expect(signal.aborted).toBe(false);
    expect(seen).toEqual(['request', 'response', 'head', 'body', 'body', 'end']);
  });

  it('takes nothing for progress that is no stream', () => {
    const { sink, signal } = withDeadline(
      draft({ timeoutMs: 100, maxTimeoutMs: 1000, progressToken: 'p' }),
      sinkOf([]),
      never,
    );
    sink.responseHead(head('application/json'), 0);
    vi.advanceTimersByTime(90);
    sink.bodyBytes(event, 0);
    vi.advanceTimersByTime(10);
    expect(signal.aborted).toBe(true);
  });
});
