import { describe, expect, it } from 'vitest';
import type { JudgedState } from '../../../../../shared/model/finding.ts';
import {
  heardCounts,
  heardWords,
  judgingWords,
  worstHeard,
} from '../../../../../renderer/traffic/findings/judged-words.ts';

function state(
  counts: Partial<JudgedState['counts']>,
  muted: Partial<JudgedState['muted']> = {},
): JudgedState {
  const none = { error: 0, warning: 0, note: 0 };
  return {
    captureId: 'c',
    judged: 10,
    ended: 10,
    counts: { ...none, ...counts },
    muted: { ...none, ...muted },
  };
}

describe('what is heard', () => {
  it.each([
    [state({}), 'no findings', undefined],
    [state({ error: 1, warning: 1200, note: 3 }), '1 error, 1,200 warnings', 'error'],
    [state({ warning: 1, note: 3 }), '1 warning', 'warning'],
    [state({ note: 3 }), '3 notes', 'note'],
    [state({ error: 2, warning: 1 }, { error: 2 }), '1 warning', 'warning'],
    [state({ error: 2 }, { error: 2 }), 'no findings', undefined],
  ])('is said in words, muted ones left out: %#', (judged, words, worst) => {
    expect(heardWords(judged)).toBe(words);
    expect(worstHeard(judged)).toBe(worst);
  });

  it('is counted by severity', () => {
    expect(heardCounts(state({ error: 5, note: 2 }, { error: 1 }))).toEqual({
      error: 4,
      warning: 0,
      note: 2,
    });
  });
});

describe('judgingWords', () => {
  it('says how far the judge is where it lags, or exactly', () => {
    const behind = { ...state({}), judged: 1200, ended: 5000 };
    expect(judgingWords(behind)).toBe('judging 1,200 of 5,000');
    const nearly = { ...behind, judged: 4990 };
    expect(judgingWords(nearly)).toBeUndefined();
    expect(judgingWords(nearly, true)).toBe('judging 4,990 of 5,000');
    expect(judgingWords({ ...nearly, judged: 5000 }, true)).toBeUndefined();
  });
});
