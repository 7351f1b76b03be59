import { describe, expect, it } from 'vitest';
import { RecordedAnswers } from '../../../../../engine/replay/diff/recorded-answers.ts';

describe('RecordedAnswers', () => {
  it('keeps the first answer to a step', () => {
    const recorded = new RecordedAnswers();
    expect(recorded.has(1)).toBe(false);
    recorded.set(1, JSON.stringify({ result: { a: 1 } }));
    recorded.set(1, JSON.stringify({ result: { a: 2 } }));
    expect(recorded.of(1)).toEqual({ result: { a: 1 } });
    expect(recorded.isSame(1, { result: { a: 1 } })).toBe(true);
    expect(recorded.isSame(1, { result: { a: 2 } })).toBe(false);
    expect(recorded.of(2)).toBeUndefined();
  });

  it('knows an answer again that it has seen, for its own step only', () => {
    const recorded = new RecordedAnswers();
    const answer = { result: { a: 1 } };
    recorded.set(1, JSON.stringify(answer));
    recorded.set(2, JSON.stringify({ result: { a: 2 } }));
    for (let turn = 0; turn < 200; turn += 1) {
      expect(recorded.isSame(1, turn % 2 === 0 ? answer : { result: { a: 1 } })).toBe(true);
      expect(recorded.isSame(2, answer)).toBe(false);
    }
  });

  it('hands out what has waited for it, once', () => {
    const recorded = new RecordedAnswers();
    recorded.wait(1, 7, { text: 'x' });
    recorded.wait(1, 8, { text: 'y' });
    expect(recorded.waitingOf(1)).toHaveLength(2);
    expect(recorded.set(1, JSON.stringify({ text: 'x' })).map(({ row }) => row)).toEqual([7, 8]);
    expect(recorded.waitingOf(1)).toEqual([]);
  });
});
