import { describe, expect, test } from 'vitest';
import { answersTo, FLAP_MS, taskAt } from '../../../../demo/tasks/task-at.ts';
import type { TaskRecord } from '../../../../demo/tasks/task.ts';
import { finished, type Work, type WorkKind } from '../../../../demo/tasks/work.ts';

const START = Date.parse('2026-11-25T10:00:00.000Z');
const QUESTIONS = { a: { method: 'elicitation/create' }, b: { method: 'roots/list' } };

/** A second of work, two questions at once, another second of work, the end. */
const KIND: WorkKind = {
  pollIntervalMs: 100,
  *begin(input): Work {
    yield { kind: 'busy', forMs: 1_000, message: 'First.' };
    const answers = yield { kind: 'ask', questions: QUESTIONS, message: 'Asking.' };
    yield { kind: 'busy', forMs: 1_000, message: 'Second.' };
    if (input === 'break') return { kind: 'error', code: -32_603, message: 'Broken.' };
    return finished(JSON.stringify(answers));
  },
};

function record(more: Partial<TaskRecord> = {}): TaskRecord {
  return { id: 't', work: 'w', input: null, createdAt: START, ttlMs: 60_000, answers: [], ...more };
}

function answered(...at: readonly number[]): Partial<TaskRecord> {
  const keys = ['a', 'b'];
  return {
    answers: at.map((after, index) => ({ key: keys[index] ?? '', response: after, at: START + after })),
  };
}

function iso(after: number): string {
  return new Date(START + after).toISOString();
}

test.each([
  ['before its creation, for a clock that is behind', -5, {}, 'working', 'First.', 0],
  ['at its creation', 0, {}, 'working', 'First.', 0],
  ['just before the question', 999, {}, 'working', 'First.', 0],
  ['at the question', 1_000, {}, 'input_required', 'Asking.', 1_000],
  ['long after the question', 50_000, {}, 'input_required', 'Asking.', 1_000],
  ['after one answer', 2_000, answered(1_500), 'input_required', 'Asking.', 1_500],
  ['after both answers', 2_000, answered(1_500, 2_000), 'working', 'Second.', 2_000],
  ['at the end', 3_000, answered(1_500, 2_000), 'completed', '{"a":1500,"b":2000}', 3_000],
  ['long after the end', 9_000, answered(1_500, 2_000), 'completed', '{"a":1500,"b":2000}', 3_000],
] as const)('%s', (_when, after, more, status, statusMessage, lastUpdated) => {
  expect(taskAt(record(more), KIND, START + after)).toMatchObject({
    taskId: 't',
    status,
    statusMessage,
    createdAt: iso(0),
    lastUpdatedAt: iso(lastUpdated),
    ttlMs: 60_000,
    pollIntervalMs: 100,
  });
});

test('has what belongs to its status, and nothing else', () => {
  const common = [
    'createdAt',
    'lastUpdatedAt',
    'pollIntervalMs',
    'status',
    'statusMessage',
    'taskId',
    'ttlMs',
  ];
  const more = (task: object) => Object.keys(task).filter((key) => !common.includes(key));
  const whole = record(answered(1_000, 1_000));
  expect(more(taskAt(whole, KIND, START))).toEqual([]);
  const asking = taskAt(record(answered(1_500)), KIND, START + 2_000);
  expect(asking).toMatchObject({ inputRequests: { b: QUESTIONS.b } });
  expect([more(asking), Object.keys(Reflect.get(asking, 'inputRequests') as object)]).toEqual([
    ['inputRequests'],
    ['b'],
  ]);
  expect(more(taskAt(whole, KIND, START + 2_000))).toEqual(['result']);
  const failed = taskAt({ ...whole, input: 'break' }, KIND, START + 2_000);
  expect(failed).toMatchObject({ status: 'failed', error: { code: -32_603, message: 'Broken.' } });
  expect(more(failed)).toEqual(['error']);
});

describe('cancelled', () => {
  test.each([0, 999, 1_000, 5_000])('after %d ms, it stays so', (after) => {
    const task = record({ cancelledAt: START + after });
    expect(taskAt(task, KIND, START + 90_000)).toMatchObject({
      status: 'cancelled',
      lastUpdatedAt: iso(after),
    });
  });

  test('too late, it has its end', () => {
    const task = record({ ...answered(1_000, 1_000), cancelledAt: START + 2_000 });
    expect(taskAt(task, KIND, START + 90_000)).toMatchObject({
      status: 'completed',
      lastUpdatedAt: iso(2_000),
    });
  });
});

test('takes responses to what is asked, and no others', () => {
  const responses = { b: { action: 'accept' }, c: { action: 'accept' } };
  const asking = taskAt(record(), KIND, START + 1_000);
  expect(answersTo(asking, responses, 7)).toEqual([{ key: 'b', response: { action: 'accept' }, at: 7 }]);
  const working = taskAt(record(), KIND, START);
  expect(answersTo(working, responses, 7)).toEqual([]);
  const waitsForA = taskAt(record({ answers: [{ key: 'b', response: 1, at: START }] }), KIND, START + 1_000);
  expect(answersTo(waitsForA, responses, 7)).toEqual([]);
});

describe('faults', () => {
  const whole = record(answered(1_000, 1_000));

  test('stuck: it asks, is answered, and never ends; it can be cancelled', () => {
    const stuck = { stuck: true };
    expect(taskAt(record(), KIND, START + 1_000, stuck)).toMatchObject({ status: 'input_required' });
    expect(taskAt(whole, KIND, START + 90_000, stuck)).toMatchObject({
      status: 'working',
      statusMessage: 'Second.',
      lastUpdatedAt: iso(2_000),
    });
    const cancelled = record({ ...whole, cancelledAt: START + 80_000 });
    expect(taskAt(cancelled, KIND, START + 90_000, stuck)).toMatchObject({ status: 'cancelled' });
  });

  test('flapping: completed, working, completed, with a later update each time', () => {
    const end = START + 2_000;
    const seen = [0, FLAP_MS, 2 * FLAP_MS, 3 * FLAP_MS].map((after) =>
      taskAt(whole, KIND, end + after, { flapping: true }),
    );
    expect(seen.map(({ status }) => status)).toEqual(['completed', 'working', 'completed', 'working']);
    expect(seen.map(({ lastUpdatedAt }) => lastUpdatedAt)).toEqual(
      [0, 1, 2, 3].map((turn) => iso(2_000 + turn * FLAP_MS)),
    );
    expect(seen[1]).not.toHaveProperty('result');
  });
});
