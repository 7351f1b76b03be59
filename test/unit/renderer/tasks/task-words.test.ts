import { describe, expect, it } from 'vitest';
import {
  brokenCount,
  lifeSentence,
  markWords,
  shortId,
  taskName,
} from '../../../../renderer/tasks/task-words.ts';
import { life, mark } from './make-life.ts';

describe('words about tasks', () => {
  it('say a lane in a sentence', () => {
    expect(lifeSentence(life('t1', { polls: 1, status: 'completed' }))).toBe(
      'render_report, task t1, completed, seen for 2 s, 1 poll.',
    );
    expect(
      lifeSentence(life('t2', { tool: '', legacy: true, cancelAskedAt: 5, rules: { 'task.past-ttl': 2 } })),
    ).toBe(
      'Task t2, working, seen for 2 s, asked to be cancelled, 2 findings, a task of 2025-11-25, to be migrated.',
    );
  });

  it('say what a mark is, and what is wrong with it', () => {
    expect(markWords(mark(1, 0))).toMatch(/^tasks\/get, working, \d\d:\d\d:00\.000$/);
    const odd = mark(1, 0, { errorCode: -32602, early: true, rules: ['task.polled-early'] });
    expect(markWords(odd)).toMatch(
      /^tasks\/get, error -32602, sooner than asked for, breaks task\.polled-early, /,
    );
  });

  it('name task and findings', () => {
    expect(taskName({ tool: '', taskId: 'x' })).toBe('x');
    expect(brokenCount({ rules: { a: 2, b: 3 } })).toBe(5);
  });

  it('shorten an id in its middle, where ids differ least', () => {
    expect(shortId('tsk_0001', 8)).toBe('tsk_0001');
    expect(shortId('tsk_000000000001', 9)).toBe('tsk_…0001');
    expect(shortId('tsk_000000000001', 8)).toHaveLength(8);
  });
});
