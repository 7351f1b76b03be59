import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SeenAnswer } from '../../../../engine/client/http-exchange.ts';
import { followStream, type OpenGet } from '../../../../engine/client/legacy-stream.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seen = (more: Partial<SeenAnswer> = {}): SeenAnswer => ({
  status: 200,
  isStream: true,
  hadEvents: false,
  end: { timing: {} },
  ...more,
});

/** Each GET is answered by the next of these, the last one again and again. */
function follow(answers: readonly SeenAnswer[], broken: { lastEventId?: string; retryMs?: number } = {}) {
  const gets: { afterMs: number; lastEventId: string | undefined; to: number }[] = [];
  let before = Date.now();
  const abort = new AbortController();
  let isWanted = true;
  const open: OpenGet = ({ link, lastEventId }) => {
    gets.push({ afterMs: Date.now() - before, lastEventId, to: link.to });
    before = Date.now();
    const answer = answers[Math.min(gets.length, answers.length) - 1] ?? seen();
    return { ref: { captureId: 'c', number: 10 + gets.length }, done: Promise.resolve(answer) };
  };
  const refs = followStream(
    { ref: { captureId: 'c', number: 1 }, ...broken },
    { open, onMessage: () => undefined, wanted: () => isWanted, signal: abort.signal },
  );
  return { gets, refs, abort, unwanted: () => (isWanted = false) };
}

describe('a stream that broke', () => {
  it('goes on behind its last event, after the time that the server named', async () => {
    const { gets, refs } = follow(
      [seen({ hadEvents: true, lastEventId: 'b', retryMs: 70 }), seen({ status: 404, isStream: false })],
      { lastEventId: 'a', retryMs: 500 },
    );
    await vi.advanceTimersByTimeAsync(499);
    expect(gets).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(gets).toEqual([
      { afterMs: 500, lastEventId: 'a', to: 1 },
      { afterMs: 70, lastEventId: 'b', to: 11 },
    ]);
    expect((await refs).map(({ number }) => number)).toEqual([11, 12]);
  });

  it('is given up after five attempts in vain, each after a longer wait', async () => {
    const down: SeenAnswer = { isStream: false, hadEvents: false, end: { timing: {} } };
    const { gets, refs } = follow([down], { lastEventId: 'a' });
    await vi.advanceTimersByTimeAsync(300_000);
    expect(gets.map(({ afterMs }) => afterMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(await refs).toHaveLength(5);
  });

  it('is tried again where the server is only unwell', async () => {
    const { gets } = follow([seen({ status: 503, isStream: false }), seen({ status: 405, isStream: false })]);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(gets).toHaveLength(2);
  });

  it('is left alone when nobody wants more of it', async () => {
    const { gets, refs, unwanted } = follow([seen({ hadEvents: true })]);
    await vi.advanceTimersByTimeAsync(3_500);
    unwanted();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gets).toHaveLength(3);
    expect(await refs).toHaveLength(3);
  });

  it('is left alone at once when it is cancelled', async () => {
    const { gets, refs, abort } = follow([seen()], { retryMs: 1e12 });
    abort.abort();
    expect(await refs).toEqual([]);
    expect(gets).toEqual([]);
  });
});
