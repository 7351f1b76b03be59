import { afterAll, describe, expect, it } from 'vitest';
import { faultsOf, PROVE_CASES } from '../../support/prove-cases.ts';
import { proveDemo, type FinishedProof } from '../../support/prove-fleet.ts';

// What the proof says of the demo fleet, healthy and with each of its bugs: two seeds here, twenty in test/fuzz/prove.ts.

/** So many at the same time: most of it is waiting for tasks. */
const AT_ONCE = 2;

const proofs: Promise<unknown>[] = [];
afterAll(() => Promise.allSettled(proofs));

/** Begins when one of those before is over, and has begun long before its test. */
function prove(index: number, start: () => Promise<FinishedProof>): Promise<FinishedProof> {
  const turn = Promise.allSettled([proofs[index - AT_ONCE]]);
  const proof = turn.then(start);
  proofs[index] = proof;
  return proof;
}

const all = [1, 2].flatMap((seed) => PROVE_CASES.map((expected) => ({ expected, seed })));

describe('a proof of the demo fleet', () => {
  const started = all.map(({ expected: { bug, session }, seed }, index) =>
    prove(index, () => proveDemo(bug === undefined ? [] : [bug], { seed }, session)),
  );

  it.each(all.map((each, index) => ({ ...each, name: each.expected.bug ?? 'healthy', index })))(
    'is right about $name (seed $seed)',
    async ({ expected, index }) => {
      const proof = await started[index];
      if (!proof) throw new Error('It was not started.');
      const { verdict, state } = proof;
      expect(faultsOf(expected, verdict)).toEqual([]);
      expect(state.state).toBe(expected.verdict === 'not-stateless' ? state.state : 'done');
      if (expected.bug !== undefined) return;
      expect(state.steps).toBeGreaterThanOrEqual(60);
      expect(verdict.classes).toMatchObject({ sticky: 0, unclear: 0, changed: 0 });
      // The baseline ran twice: only times differ, and ids are put back where later requests carry them.
      const places = state.learned?.entries.map(({ pointer }) => pointer.split('/').at(-1)) ?? [];
      expect(new Set(places)).toEqual(new Set(['createdAt', 'lastUpdatedAt']));
    },
  );
});
