import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../../../shared/model/difference.ts';
import type { PlanStep } from '../../../../../shared/model/replay-plan.ts';
import { AnswerLog } from '../../../../../engine/replay/diff/answer-log.ts';
import { Placements } from '../../../../../engine/replay/diff/placements.ts';
import {
  AS_RECORDED,
  classesOfStep,
  nameIn,
  sightsOf,
  type StepEvidence,
} from '../../../../../engine/replay/diff/step-classes.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

const changed = (pointer: string, right: string): Difference => ({
  pointer,
  kind: 'changed',
  left: 'old',
  right,
});

/** One answer a run, on alternating instances. */
function evidence(answers: readonly (readonly Difference[])[], step: PlanStep = madeStep(1)): StepEvidence {
  const log = new AnswerLog(1);
  const placements = new Placements([step]);
  const runs = new Map<number, never>();
  for (const [index, differences] of answers.entries()) {
    const instance = index % 2;
    const row = log.append(0, instance, {
      run: index + 1,
      number: 1,
      instanceId: String(instance),
      state: 'answered',
    });
    log.compared(row, differences);
    placements.add(index + 1, 0, instance);
  }
  return { index: 0, step, answers: [...log.answersOf(0)], log, isRecorded: true, runs, placements };
}

const keysAt = (from: StepEvidence, pointer: string) =>
  sightsOf(from)
    .find((each) => each.pointer === pointer)
    ?.sights.toSorted((one, other) => one.run - other.run)
    .map(({ run, key }) => [run, key === AS_RECORDED ? 'recorded' : 'other']);

describe('sightsOf', () => {
  it('takes an answer that does not differ there for one like the recorded one', () => {
    expect(keysAt(evidence([[changed('/result/a', 'x')], []]), '/result/a')).toEqual([
      [1, 'other'],
      [2, 'recorded'],
    ]);
  });

  it('asks no answer that differs further up, or that is an error', () => {
    const further = evidence([
      [changed('/result/a/b', 'x')],
      [{ pointer: '/result/a', kind: 'removed', left: {} }],
    ]);
    expect(keysAt(further, '/result/a/b')).toEqual([[1, 'other']]);
    const error = evidence([
      [changed('/result/a', 'x')],
      [{ pointer: '/error', kind: 'added', right: { code: 1 } }],
    ]);
    expect(keysAt(error, '/result/a')).toEqual([[1, 'other']]);
    expect(keysAt(error, '/error')).toEqual([
      [1, 'recorded'],
      [2, 'other'],
    ]);
    const cut = evidence([[changed('/status', 'x')], [{ pointer: '/failure', kind: 'added', right: 'cut' }]]);
    expect(keysAt(cut, '/status')).toEqual([[1, 'other']]);
  });

  it('does not take a longer name for something further down', () => {
    expect(
      keysAt(evidence([[changed('/result/ab', 'x')], [changed('/result/a', 'x')]]), '/result/ab'),
    ).toHaveLength(2);
  });

  it('tells the order of a list apart from a list that is another one', () => {
    const order: Difference = {
      pointer: '/result/tools',
      kind: 'order',
      left: ['a', 'b'],
      right: ['b', 'a'],
    };
    const found = sightsOf(evidence([[order], [{ pointer: '/result/tools', kind: 'removed', left: [] }]]));
    expect(found.map(({ pointer, order: isOrder }) => [pointer, isOrder]).sort()).toEqual([
      ['/result/tools', false],
      ['/result/tools', true],
    ]);
  });
});

describe('classesOfStep', () => {
  it('has none where all is as recorded', () => {
    expect(classesOfStep(evidence([[], []]), [])).toEqual([]);
  });

  it('finds known noise by method, name and pattern', () => {
    const entry = { method: 'tools/call', name: 'look', pointer: '/result/*/at', evidence: '', since: '' };
    const found = classesOfStep(evidence([[changed('/result/items/at', 'x')], []]), [entry]);
    expect(found).toMatchObject([
      { pointer: '/result/items/at', known: entry, classified: { class: 'noise' } },
    ]);
    expect(classesOfStep(evidence([[changed('/result/at', 'x')], []]), [entry])[0]).not.toHaveProperty(
      'known',
    );
  });

  it('calls a task by nothing: its id is another one each time', () => {
    expect(nameIn(madeStep(1, { kind: 'poll', method: 'tasks/get', name: 't-1' }))).toBe('');
    expect(nameIn(madeStep(1))).toBe('look');
  });
});
