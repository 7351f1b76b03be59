import { describe, expect, it } from 'vitest';
import { compareReplays, type ComparedReplay } from '../../../../../engine/replay/diff/compare-replays.ts';
import { Observations } from '../../../../../engine/replay/diff/observations.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

/** Answers of one replay by step: one an answer, each in a run of its own on alpha. */
function replay(answers: Readonly<Record<number, readonly string[]>>): ComparedReplay {
  const steps = [1, 2, 3, 4].map((number) => madeStep(number));
  const observations = new Observations({ captureId: 'rec', steps, instances: [{ id: 'a', name: 'alpha' }] });
  for (const run of [1, 2]) observations.setRun({ run, choice: { name: 'pinned' }, purpose: 'replay' });
  for (const { number } of steps) observations.setRecorded(number, { result: { text: 'old', at: 1 } });
  for (const [number, texts] of Object.entries(answers)) {
    for (const [index, text] of texts.entries()) {
      const outcome = { run: index + 1, number: Number(number), instanceId: 'a', state: 'answered' as const };
      observations.add({ ...outcome, answer: { result: { text, at: index } } });
    }
  }
  return { observations, steps };
}

describe('compareReplays', () => {
  it('tells steps that say something else or that only one has, noise aside', () => {
    const left = replay({ 1: ['old', 'old'], 2: ['old', 'old'], 3: ['new', 'new'] });
    const right = replay({ 1: ['old', 'old'], 2: ['new', 'new'], 3: ['new', 'new'], 4: ['old', 'old'] });
    const comparison = compareReplays(left, right, 0, 10);
    expect(comparison).toMatchObject({
      total: 2,
      same: 2,
      rows: [
        {
          number: 2,
          left: 'noise',
          right: 'changed',
          differences: [{ pointer: '/result/text', kind: 'changed', left: 'old', right: 'new' }],
        },
        { number: 4, right: 'noise', differences: [] },
      ],
    });
    expect(comparison.rows[1]).not.toHaveProperty('left');
    expect(compareReplays(left, right, 1, 10).rows.map(({ number }) => number)).toEqual([4]);
    expect(compareReplays(left, right, 0, 1)).toMatchObject({ total: 2, rows: [{ number: 2 }] });
  });

  it('finds a replay like itself', () => {
    const one = replay({ 1: ['x', 'y'], 2: ['z'] });
    expect(compareReplays(one, one, 0, 10)).toEqual({ rows: [], total: 0, same: 2 });
  });
});
