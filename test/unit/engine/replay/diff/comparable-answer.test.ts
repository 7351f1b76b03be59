import { describe, expect, it } from 'vitest';
import { comparableAnswer } from '../../../../../engine/replay/diff/comparable-answer.ts';

describe('comparableAnswer', () => {
  it('has only what there is, and no status where there is no HTTP', () => {
    expect(comparableAnswer({ status: 0, result: { a: 1 } })).toEqual({ result: { a: 1 } });
    expect(comparableAnswer({ status: 404, headers: {}, text: 'no', failureKind: 'cut' })).toEqual({
      status: 404,
      headers: {},
      failure: 'cut',
      text: 'no',
    });
  });

  it('takes all progress as one and leaves out the ids of what a server asks', () => {
    const progress = (done: number) => ({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progress: done },
    });
    expect(
      comparableAnswer({
        notifications: [
          progress(1),
          { jsonrpc: '2.0', id: 7, method: 'elicitation/create', params: { message: 'x' } },
          progress(2),
        ],
      }),
    ).toEqual({
      progress: true,
      notifications: [{ method: 'elicitation/create', params: { message: 'x' } }],
    });
  });
});
