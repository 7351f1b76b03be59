import { describe, expect, it } from 'vitest';
import type { Witness } from '../../../../../shared/model/replay-verdict.ts';
import {
  crossingCandidate,
  crossingTrial,
  isShown,
  missingCrossings,
} from '../../../../../engine/replay/prove/crossings.ts';
import { Needs } from '../../../../../engine/replay/prove/needs.ts';
import {
  BAD,
  flow,
  GOOD,
  observedAs,
  pointerClass,
  schedule,
  SHOP,
  step,
} from '../../../../support/proof-samples.ts';

const placed = (text: string) =>
  text.split(' ').map((at) => ({ number: Number(at.slice(0, 1)), instanceId: at.slice(1) }));
const missing = (needs: Needs, ...runs: readonly string[]) =>
  missingCrossings(
    needs,
    runs.map((text) => schedule('random', placed(text))),
    ['a', 'b'],
  ).map(({ number, from, to }) => `${from} to ${to} by #${String(number)}`);

describe('ways that values have not gone', () => {
  it('are those between instances, of each kind of value', () => {
    expect(missing(SHOP, '1a 2a 3a 4b')).toEqual([
      ...['a to b by #2', 'a to b by #3', 'b to a by #2', 'b to a by #3'],
    ]);
    expect(missing(SHOP, '1a 2b 3b', '1b 2a 3b')).toEqual(['b to a by #3']);
    expect(missing(SHOP, '1a 2b 3b', '1b 2a 3a')).toEqual([]);
  });

  it('are of steps that were sent, went well and do not wait, the easiest of each kind', () => {
    const needs = new Needs({
      steps: [
        step(1, 'page'),
        step(2, 'page'),
        step(3, 'page'),
        step(4, 'work', { kind: 'poll', until: 'ended' }),
        step(5, 'broken', { failedThen: true }),
        step(6, 'held'),
      ],
      flows: [flow(1, [2, 4, 5, 6]), flow(2, [3])],
    });
    expect(missing(needs, '1a 2a 3a 4a 5a')).toEqual(['a to b by #2', 'b to a by #2']);
  });
});

it('is tried with all that it needs on the one instance and itself on the other one', () => {
  expect(crossingTrial({ number: 3, from: 'a', to: 'b' }, SHOP)).toEqual(placed('1a 3b'));
});

describe('what a crossing brings to light', () => {
  const crossing = { number: 3, from: 'a', to: 'b' };
  const answer = (got: typeof GOOD) =>
    ({ run: 9, number: 3, instanceId: 'b', state: 'answered', answer: got }) as const;
  const recorded = { number: 3, draft: {} as never, answer: GOOD };

  it('is a fault, with how to provoke it', () => {
    expect(
      crossingCandidate(crossing, answer(BAD), recorded, { needs: SHOP, observed: observedAs({}) }),
    ).toMatchObject({
      number: 3,
      pointer: '/result/isError',
      pairs: [{ failing: placed('1a 3b'), passing: placed('1a 3a') }],
    });
  });

  it.each([
    ['the same answer', answer(GOOD), recorded, {}],
    ['another value', answer({ status: 200, result: { value: 7 } }), recorded, {}],
    ['no answer', undefined, recorded, {}],
    ['no recorded one', answer(BAD), undefined, {}],
    ['what was seen before', answer(BAD), recorded, { 3: [pointerClass({ pointer: '/result/isError' })] }],
  ] as const)('is nothing where there is %s', (_, got, before, classes) => {
    expect(
      crossingCandidate(crossing, got, before, { needs: SHOP, observed: observedAs(classes) }),
    ).toBeUndefined();
  });
});

describe('a crossing needs no trial', () => {
  const witness = (part: Partial<Witness>): Witness[] => [
    { number: 9, alike: [], cause: 'unknown', ...part } as Witness,
  ];
  const crossing = { number: 3, from: 'a', to: 'b' };

  it('where its step, or one with the same kind of value, has been shown', () => {
    expect(isShown(crossing, witness({ number: 3 }), SHOP)).toBe(true);
    expect(isShown(crossing, witness({ alike: [3] }), SHOP)).toBe(true);
    expect(isShown(crossing, witness({ number: 2 }), SHOP)).toBe(false);
    expect(isShown(crossing, witness({}), SHOP)).toBe(false);
  });

  it('where a session is what all would need', () => {
    const legacy = new Needs({
      steps: [step(1, 'a', { era: 'legacy' }), step(3, 'b', { era: 'legacy' })],
      flows: [flow(1, [3])],
    });
    expect(isShown(crossing, witness({ cause: 'session-affinity' }), legacy)).toBe(true);
    expect(isShown(crossing, witness({ cause: 'session-affinity' }), SHOP)).toBe(false);
  });
});
