import { describe, expect, it } from 'vitest';
import { AnswerLog } from '../../../../../engine/replay/diff/answer-log.ts';

const outcome = { run: 3, number: 9, instanceId: 'a', state: 'answered' as const };

describe('AnswerLog', () => {
  it('gives back what was logged, step by step', () => {
    const log = new AnswerLog(2);
    const first = log.append(1, 0, { ...outcome, ref: { captureId: 'c', number: 5 } });
    const second = log.append(1, 2, {
      ...outcome,
      run: 4,
      state: 'skipped',
      why: 'What it needs never came.',
    });
    log.compared(first, [
      { pointer: '/result/a', kind: 'changed', left: 'was 1', right: 'is', rightPointer: '/result/b' },
    ]);
    expect([...log.answersOf(0)]).toEqual([]);
    expect([...log.answersOf(1)]).toEqual([
      { row: second, run: 4, instance: 2, state: 'skipped', compared: false },
      { row: first, run: 3, instance: 0, state: 'answered', compared: true },
    ]);
    expect(log.shownBy(first)).toEqual({ ref: { captureId: 'c', number: 5 } });
    expect(log.shownBy(second)).toEqual({ why: 'What it needs never came.' });
    expect(log.differencesOf(second)).toEqual([]);
    const [difference] = log.differencesOf(first);
    expect(difference).toMatchObject({
      pointer: '/result/a',
      kind: 'changed',
      shape: 0,
      text: '"is"',
      leftText: '"was 1"',
      rightPointer: '/result/b',
    });
    expect(difference?.leftShape).toBeGreaterThan(0);
  });

  it('keys values by what they say', () => {
    const log = new AnswerLog(1);
    const keyOf = (right: Parameters<AnswerLog['compared']>[1][number]['right']): number | undefined => {
      const row = log.append(0, 0, outcome);
      log.compared(row, [{ pointer: '/x', kind: 'changed', ...(right !== undefined && { right }) }]);
      return log.differencesOf(row)[0]?.key;
    };
    expect(keyOf({ a: 1, b: 2 })).toBe(keyOf({ b: 2, a: 1 }));
    expect(keyOf('1')).not.toBe(keyOf(1));
    expect(keyOf(undefined)).toBe(0);
  });
});
