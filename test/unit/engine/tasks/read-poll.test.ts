import { describe, expect, it } from 'vitest';
import { readAcknowledgement, readPoll, type PollAnswer } from '../../../../engine/tasks/read-poll.ts';
import type { FailureKind } from '../../../../shared/model/exchange.ts';

const TASK = { taskId: 't', status: 'working', ttlMs: null };
const answered = (part: Partial<PollAnswer>): PollAnswer => ({ instanceName: 'alpha', status: 200, ...part });
const error = (code: number, message = 'no'): PollAnswer =>
  answered({ answer: { error: { code, message } } });
const failed = (kind: FailureKind): PollAnswer =>
  answered({ failure: { kind, message: 'Nobody listens there.', at: 0 } });

describe('readPoll', () => {
  it('reads the task', () => {
    expect(readPoll(answered({ answer: { result: TASK } }), 't')).toMatchObject({
      kind: 'view',
      view: { status: 'working' },
    });
  });

  it('takes neither another task nor no task for an answer', () => {
    expect(readPoll(answered({ answer: { result: TASK } }), 'u')).toMatchObject({
      kind: 'failed',
      says: expect.stringContaining('another task') as string,
    });
    expect(readPoll(answered({ answer: { result: {} } }), 't')).toMatchObject({
      kind: 'failed',
      final: false,
      says: 'alpha answered tasks/get with no task. It has no "taskId".',
    });
  });

  it('tells an unknown task from other refusals, and those that stay from those that pass', () => {
    expect(readPoll(error(-32602), 't')).toEqual({ kind: 'unknown' });
    expect(readPoll(error(-32603, 'Busy.'), 't')).toEqual({
      kind: 'failed',
      final: false,
      says: 'alpha refused tasks/get with error -32603: Busy.',
    });
    for (const code of [-32601, -32021]) expect(readPoll(error(code), 't')).toMatchObject({ final: true });
  });

  it('says what failed on the way, and nothing of what a person ended', () => {
    expect(readPoll(failed('refused'), 't')).toEqual({
      kind: 'failed',
      final: false,
      says: 'alpha: Nobody listens there.',
    });
    expect(readPoll(failed('cancelled'), 't')).toEqual({ kind: 'cancelled' });
    expect(readPoll(answered({ status: 401 }), 't')).toMatchObject({ final: true });
    expect(readPoll(answered({ status: 502 }), 't')).toMatchObject({ final: false });
  });
});

describe('readAcknowledgement', () => {
  it('is content with a result', () => {
    expect(readAcknowledgement(answered({ answer: { result: {} } }), 'tasks/update')).toEqual({ ok: true });
  });

  it('tells what did not arrive from what may have', () => {
    const says = (read: PollAnswer) => readAcknowledgement(read, 'tasks/update');
    expect(says(error(-32602, 'Task not found'))).toEqual({
      ok: false,
      says: 'alpha refused tasks/update with error -32602: Task not found.',
    });
    expect(says(failed('refused'))).toMatchObject({
      says: expect.stringMatching(/^tasks\/update did not arrive/) as string,
    });
    expect(says(failed('cut'))).toMatchObject({
      says: expect.stringMatching(/^It is not known whether/) as string,
    });
    expect(says(answered({ status: 503 }))).toMatchObject({
      says: expect.stringContaining('HTTP 503') as string,
    });
  });
});
