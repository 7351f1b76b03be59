import { afterAll, describe, expect, it } from 'vitest';
import { faultsOf, FEWER_CASES, type ProveCase } from '../../support/prove-cases.ts';
import { proveDemo, type FinishedProof } from '../../support/prove-fleet.ts';

// What the proof says of the demo fleet, healthy and with its bugs: two seeds here, twenty in test/fuzz/prove.ts.

const SEEDS = [1, 2];
/** So many at the same time: most of it is waiting for tasks. */
const AT_ONCE = 2;
/** On a machine that has much else to do it takes several times as long. */
const PATIENCE_MS = 400_000;

const proofs: Promise<readonly FinishedProof[]>[] = [];
afterAll(() => Promise.allSettled(proofs), PATIENCE_MS);

/** Begins when one of those before is over, and has begun long before its test. */
function begin({ bugs, session }: ProveCase, index: number): Promise<readonly FinishedProof[]> {
  const turn = Promise.allSettled([proofs[index - AT_ONCE]]);
  const proof = turn.then(() =>
    proveDemo(
      bugs,
      SEEDS.map((seed) => ({ seed })),
      session,
    ),
  );
  proofs[index] = proof;
  return proof;
}

describe('a proof of the demo fleet', () => {
  const cases = FEWER_CASES.map((expected, index) => ({
    expected,
    name: expected.bugs.join(' and ') || 'no bug',
    started: begin(expected, index),
  }));

  it.each(cases)(
    'with $name is right',
    async ({ expected, started }) => {
      for (const { verdict, state } of await started) {
        expect(faultsOf(expected, verdict)).toEqual([]);
        if (expected.verdict === 'stateless') expect(state).toMatchObject({ state: 'done', held: 0 });
      }
    },
    PATIENCE_MS,
  );

  it('has sixty steps and more of the healthy fleet, and only times vary', async () => {
    for (const { verdict, state } of (await cases[0]?.started) ?? []) {
      expect(state.steps).toBeGreaterThanOrEqual(60);
      expect(verdict.classes).toMatchObject({ sticky: 0, unclear: 0, changed: 0 });
      // Ids are put back where later requests carry them.
      const places = state.learned?.entries.map(({ pointer }) => pointer.split('/').at(-1)) ?? [];
      expect(new Set(places)).toEqual(new Set(['createdAt', 'lastUpdatedAt']));
    }
  });
});
