import { describe, expect, it } from 'vitest';
import type { LiveAnswer } from '../../../../../engine/replay/live-answer.ts';
import { MintedValues, proveMintedTwice } from '../../../../../engine/replay/prove/minted-twice.ts';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import { Trials } from '../../../../../engine/replay/prove/trial.ts';
import { namesOf } from '../../../../../engine/replay/prove/wording.ts';
import { flow, GOOD, INSTANCES, step, summary } from '../../../../support/proof-samples.ts';

const NEEDS = new Needs({
  steps: [step(1, 'create'), step(2, 'create'), step(3, 'get')],
  flows: [flow(1, [3]), flow(2, [3]), flow(3, [], { kind: 'cursor' })],
});

const live = (run: number, number: number, instanceId: string, value: string): LiveAnswer => ({
  ...{ run, number, instanceId, state: 'answered', answer: GOOD },
  ref: { captureId: 'live', number: run * 10 + number },
  minted: [{ flow: `flow-${String(number)}`, value }],
});

/** `1a=x`: step 1 minted x on a, each in a run of its own. */
function given(text: string): MintedValues {
  const values = new MintedValues(NEEDS);
  for (const [index, word] of text.split(' ').entries()) {
    values.add(live(index + 1, Number(word[0]), word[1] ?? '', word.slice(3)));
  }
  return values;
}

describe('two instances that count for themselves', () => {
  it('are suspected where they gave out the same, each never twice', () => {
    expect(given('1a=n1 2a=n2 1a=n3 1b=n1 2b=n2').suspicions()).toEqual([
      { number: 2, lagging: 'b', leading: 'a' },
    ]);
  });

  it.each([
    ['all are different', '1a=n1 2b=n2 1a=n3 2b=n4'],
    ['one repeats itself, so that ids are made from what is asked', '1a=h1 2a=h2 1a=h1 2a=h2 1b=h1 2b=h2'],
    ['one has given out too few', '1a=n1 2a=n2 1b=n1'],
    ['it is a cursor', '3a=c1 3a=c2 3b=c1 3b=c2'],
  ])('are not where %s', (_, text) => {
    expect(given(text).suspicions()).toEqual([]);
  });

  /** Trials against counters that go on from here. */
  function trials(counters: Record<string, number>, most = 20): Trials {
    let run = 100;
    return new Trials({
      run: ({ schedule, purpose, onAnswer }) => {
        run += 1;
        for (const { number, to } of schedule.steps) {
          const [id = ''] = to;
          counters[id] = (counters[id] ?? 0) + 1;
          onAnswer(live(run, number, id, `n${String(counters[id])}`));
        }
        return Promise.resolve(summary(run, 'pinned', { purpose }));
      },
      instances: INSTANCES,
      signal: new AbortController().signal,
      most,
      onTrial: () => undefined,
    });
  }
  const context = { needs: NEEDS, nameOf: namesOf(INSTANCES) };
  const TEXT = '1a=n1 2a=n2 1a=n3 2a=n4 1a=n5 1b=n1 2b=n2';

  it('are proved where the one that lags behind repeats what the other one gave, and only that one', async () => {
    const values = given(TEXT);
    const [suspicion] = values.suspicions();
    if (!suspicion) throw new Error('nothing is suspected');
    const witness = await proveMintedTwice(values, suspicion, { ...context, trials: trials({ a: 5, b: 2 }) });
    expect(witness).toMatchObject({
      cause: 'id-counter',
      number: 2,
      instanceId: 'b',
      pointer: '/result/id',
      says: '#2 create gives out "n4" on beta although alpha has given it out already',
      failing: { value: 'n4' },
      passing: { ref: { number: 42 }, value: 'n4' },
      trials: 4,
    });
    expect(witness?.steps.map(({ role, instanceId }) => `${role} ${instanceId}`)).toEqual([
      'causes a',
      'shows b',
    ]);
  });

  it('are not where it was chance, or where nothing comes', async () => {
    const values = given(TEXT);
    const [suspicion] = values.suspicions();
    if (!suspicion) throw new Error('nothing is suspected');
    expect(
      await proveMintedTwice(values, suspicion, { ...context, trials: trials({ a: 50, b: 90 }) }),
    ).toBeUndefined();
    const spent = trials({}, 0);
    expect(await proveMintedTwice(values, suspicion, { ...context, trials: spent })).toBeUndefined();
  });
});
