import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeLeftOpen, createLeftOpenClock, LEFT_OPEN_MS } from '../../../../engine/client/left-open.ts';
import type { ExchangeRecorder } from '../../../../engine/capture/recorder.ts';
import type { ExchangeEnd } from '../../../../engine/transport/exchange-sink.ts';
import type { Finding } from '../../../../shared/model/finding.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createLeftOpenClock', () => {
  it('closes a stream that stays open after the answer, and says so once', () => {
    const findings: Finding[] = [];
    const clock = createLeftOpenClock('legacy', (finding) => findings.push(finding));
    vi.advanceTimersByTime(LEFT_OPEN_MS * 10);
    clock.answered();
    clock.answered();
    vi.advanceTimersByTime(LEFT_OPEN_MS - 1);
    expect(clock.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(clock.signal.aborted).toBe(true);
    expect(findings).toMatchObject([
      { rule: 'stream.open-after-response', severity: 'warning', side: 'server' },
    ]);
    clock.answered();
    vi.advanceTimersByTime(LEFT_OPEN_MS);
    expect(findings).toHaveLength(1);
  });

  it('leaves alone what ends in time', () => {
    const findings: Finding[] = [];
    const clock = createLeftOpenClock('modern', (finding) => findings.push(finding));
    clock.answered();
    clock.stop();
    vi.advanceTimersByTime(LEFT_OPEN_MS * 2);
    clock.answered();
    vi.advanceTimersByTime(LEFT_OPEN_MS * 2);
    expect(clock.signal.aborted).toBe(false);
    expect(findings).toEqual([]);
  });
});

describe('closeLeftOpen', () => {
  function setUp(requestId: string | number | undefined) {
    const ends: ExchangeEnd[] = [];
    const findings: Finding[] = [];
    const recorder = {
      responseHead: () => undefined,
      bodyBytes: () => undefined,
      finding: (finding: Finding) => findings.push(finding),
      end: (end: ExchangeEnd) => ends.push(end),
    } as unknown as ExchangeRecorder;
    return { ...closeLeftOpen(recorder, requestId), ends, findings };
  }
  const head = (type: string) => ({
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['Content-Type', type]] as const,
  });
  const event = (message: object) =>
    Buffer.from(`data: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`);
  const cancelled: ExchangeEnd = { timing: {}, failure: { kind: 'cancelled', message: '', at: 0 } };

  it('waits for the answer to this request, and ends well after it', () => {
    const { sink, signal, ends, findings } = setUp(7);
    sink.responseHead(head('text/event-stream'), 0);
    sink.bodyBytes(event({ method: 'notifications/progress', params: {} }), 0);
    sink.bodyBytes(event({ id: 8, result: {} }), 0);
    sink.bodyBytes(event({ id: 7, method: 'sampling/createMessage' }), 0);
    vi.advanceTimersByTime(LEFT_OPEN_MS * 2);
    expect(signal.aborted).toBe(false);
    sink.bodyBytes(event({ id: 7, error: { code: 1, message: '' } }), 0);
    vi.advanceTimersByTime(LEFT_OPEN_MS);
    expect(signal.aborted).toBe(true);
    sink.end(cancelled);
    expect(ends).toEqual([{ timing: {} }]);
    expect(findings).toHaveLength(1);
  });

  it('does not hide that somebody cancelled it before', () => {
    const { sink, ends } = setUp(7);
    sink.responseHead(head('text/event-stream'), 0);
    sink.bodyBytes(event({ id: 7, result: {} }), 0);
    sink.end(cancelled);
    vi.advanceTimersByTime(LEFT_OPEN_MS * 2);
    expect(ends).toEqual([cancelled]);
  });

  it('has nothing to do with what is no stream, or with a request that has no id', () => {
    for (const [id, type] of [
      [7, 'application/json'],
      [undefined, 'text/event-stream'],
    ] as const) {
      const { sink, signal } = setUp(id);
      sink.responseHead(head(type), 0);
      sink.bodyBytes(event({ id: 7, result: {} }), 0);
      vi.advanceTimersByTime(LEFT_OPEN_MS * 2);
      expect(signal.aborted).toBe(false);
    }
  });
});
