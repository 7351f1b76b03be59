import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  afterSuccess,
  afterUnknown,
  afterView,
  delayOf,
  MOST_FAILURES,
  paceOf,
  type Course,
} from '../../../../engine/tasks/task-course.ts';
import { course, seen } from './samples.ts';

describe('the course of a task', () => {
  it('begins with what was handed out', () => {
    expect(course({ ttlMs: 500, pollIntervalMs: 20, statusMessage: 'soon' })).toMatchObject({
      state: 'polling',
      startedAt: 1_000,
      status: 'working',
      ttlMs: 500,
      serverPollMs: 20,
      statusMessage: 'soon',
    });
    expect(course({ status: 'completed', result: {} }).state).toBe('ended');
  });

  it('keeps the ttl where none is told, and drops a message and a pace that are no longer told', () => {
    const next = afterView(course({ ttlMs: 500, pollIntervalMs: 20, statusMessage: 'soon' }), seen());
    expect(next.ttlMs).toBe(500);
    expect('statusMessage' in next || 'serverPollMs' in next).toBe(false);
  });

  it('believes one instance whatever its clock says, and another one only where it knows more', () => {
    const known = course({ lastUpdatedAt: 50 });
    const older = seen({ status: 'input_required', lastUpdatedAt: 40 });
    expect(afterView(known, { ...older, instanceId: 'b' }).status).toBe('working');
    expect(afterView(known, older).status).toBe('input_required');
    expect(
      afterView(known, { ...seen({ status: 'failed', lastUpdatedAt: 50 }), instanceId: 'b' }).state,
    ).toBe('ended');
  });

  it('stays ended, whatever is told after that', () => {
    const ended = course({ status: 'completed', result: {} });
    expect(afterView(ended, seen())).toEqual(ended);
  });

  it('stays paused, but for its end', () => {
    const paused = course({}, { state: 'paused' });
    expect(afterView(paused, seen()).state).toBe('paused');
    expect(afterView(paused, seen({ status: 'cancelled' })).state).toBe('ended');
  });

  it('stops once after its time to live, and goes on where a person wants that', () => {
    const late = seen({}, { at: 1_501 });
    const stopped = afterView(course({ ttlMs: 500 }), late);
    expect(stopped).toMatchObject({ state: 'stopped', outlived: true });
    const resumed: Course = { ...stopped, state: 'polling' };
    expect(afterView(resumed, late).state).toBe('polling');
    expect(afterView(course({ ttlMs: null }), late).state).toBe('polling');
  });

  it('does not keep an outcome that is too long to travel', () => {
    const long = { content: [{ type: 'text', text: 'x'.repeat(100_001) }] };
    expect(course({ status: 'completed', result: long }).outcome).toEqual({
      kind: 'result',
      shownBy: { captureId: 'c', number: 1 },
    });
  });
});

describe('an instance that does not know the task', () => {
  const unknown = (before: Course, instanceId: string, asks: readonly string[], at = 1_100): Course =>
    afterUnknown(before, { instanceId, asks, name: instanceId, at });

  it('makes it lost only where nobody else may know it', () => {
    const one = unknown(course(), 'b', ['a', 'b']);
    expect(one).toMatchObject({ state: 'polling', unknownOn: ['b'] });
    expect(unknown(one, 'a', ['a', 'b'])).toMatchObject({
      state: 'lost',
      why: expect.stringMatching(/^None of the 2 instances/) as string,
    });
    // Asked by hand, beside whom the routing allows.
    expect(unknown(course(), 'b', ['a']).state).toBe('polling');
  });

  it('is believed until it says otherwise', () => {
    const one = unknown(course(), 'a', ['a', 'b']);
    expect(afterView(one, seen()).unknownOn).toEqual([]);
  });

  it.each([
    [{ ttlMs: 50 }, { polls: 5 }, /Its time to live has passed/],
    [{ ttlMs: 5_000 }, { polls: 1 }, /before anybody could ask/],
    [{ ttlMs: 5_000 }, { polls: 5 }, /gone too early/],
    [{ ttlMs: null }, { polls: 5 }, /no end of its time to live/],
  ] as const)('says what that means: %j %j', (view, part, why) => {
    expect(unknown(course(view, part), 'a', ['a']).why).toMatch(why);
  });

  it('changes nothing about the end', () => {
    const ended = course({ status: 'cancelled' });
    expect(unknown(ended, 'a', ['a']).state).toBe('ended');
  });
});

describe('polls that fail', () => {
  const failure = { says: 'alpha: no.', final: false };

  it('are sent ever more rarely, and by hand only after so many', () => {
    let present = course({ pollIntervalMs: 200 });
    const delays: number[] = [];
    for (let count = 0; count < MOST_FAILURES; count += 1) {
      present = afterFailure(present, failure);
      delays.push(delayOf(present));
    }
    expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(present).toMatchObject({ state: 'stopped', why: 'alpha: no. That was the 8th failure in a row.' });
  });

  it('are never sent sooner than the server wants', () => {
    expect(delayOf(afterFailure(course({ pollIntervalMs: 90_000 }), failure))).toBe(90_000);
  });

  it('are not sent again where that would change nothing', () => {
    expect(afterFailure(course(), { ...failure, final: true }).state).toBe('stopped');
    expect(afterFailure(course({}, { state: 'paused' }), { ...failure, final: true }).state).toBe('paused');
  });

  it('are forgotten after one that does not; what became of the others of a round is not', () => {
    const failing = afterFailure(course(), failure);
    expect(afterSuccess(failing, undefined)).toEqual(course());
    expect(afterSuccess(failing, 'gamma: no.')).toMatchObject({ failures: 0, trouble: 'gamma: no.' });
  });
});

describe('the pace', () => {
  it.each([
    [{}, {}, { pollEveryMs: 1_000, paceBy: 'default' }],
    [{ pollIntervalMs: 300 }, {}, { pollEveryMs: 300, paceBy: 'server' }],
    [{ pollIntervalMs: 0 }, {}, { pollEveryMs: 50, paceBy: 'server' }],
    [{ pollIntervalMs: 1e12 }, {}, { pollEveryMs: 86_400_000, paceBy: 'server' }],
    [{ pollIntervalMs: 300 }, { handPollMs: 100 }, { pollEveryMs: 100, paceBy: 'hand' }],
  ] as const)('%j %j', (view, part, pace) => {
    expect(paceOf(course(view, part))).toEqual(pace);
  });
});
