import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../../../shared/model/difference.ts';
import type { Candidate } from '../../../../../engine/replay/prove/candidates.ts';
import type { Proof } from '../../../../../engine/replay/prove/investigate.ts';
import { variationWitness, witnessOf } from '../../../../../engine/replay/prove/witness.ts';
import { namesOf } from '../../../../../engine/replay/prove/wording.ts';
import { BAD, GOOD, INSTANCES, SHOP } from '../../../../support/proof-samples.ts';

const CONTEXT = { needs: SHOP, nameOf: namesOf(INSTANCES), trials: 9, alike: [2] };
const candidate: Candidate = {
  ...{ number: 3, pointer: '/error', kind: 'differs', class: 'sticky', looks: '' },
  ...{ sightings: [], wellOn: [], byInstance: new Map() },
};
const live = (instanceId: string, answer: typeof GOOD, number: number) =>
  ({ run: 1, number: 3, instanceId, state: 'answered', answer, ref: { captureId: 'live', number } }) as const;

function proof(pointer: string, culprits: readonly number[], part: Partial<Difference> = {}): Proof {
  const step = SHOP.steps.get(3);
  if (!step) throw new Error('no step');
  const difference: Difference = { pointer, kind: 'changed', left: 'good', right: 'bad', ...part };
  return {
    candidate,
    symptom: { step, pointer },
    pair: {
      failing: [
        { number: 1, instanceId: 'a' },
        { number: 2, instanceId: 'b' },
        { number: 3, instanceId: 'b' },
      ],
      passing: [1, 2, 3].map((number) => ({ number, instanceId: 'a' })),
    },
    contrast: { difference, failing: live('b', BAD, 71), passing: live('a', GOOD, 70) },
    instanceId: 'b',
    home: 'a',
    culprits,
  };
}
const judgement = { cause: 'memory-only-handle', says: 'So it is.' } as const;

describe('a witness', () => {
  it('says which step fails where, only if what went where, and shows both exchanges', () => {
    expect(witnessOf(proof('/error', [1]), judgement, CONTEXT)).toEqual({
      number: 3,
      instanceId: 'b',
      pointer: '/error',
      says: '#3 get fails on beta only if #1 create went to alpha',
      steps: [
        { number: 1, method: 'tools/call', name: 'create', instanceId: 'a', role: 'causes' },
        { number: 2, method: 'tools/call', name: 'add', instanceId: 'b', role: 'needed' },
        { number: 3, method: 'tools/call', name: 'get', instanceId: 'b', role: 'shows' },
      ],
      otherwise: [
        { number: 1, method: 'tools/call', name: 'create', instanceId: 'a', role: 'causes' },
        { number: 2, method: 'tools/call', name: 'add', instanceId: 'a', role: 'needed' },
        { number: 3, method: 'tools/call', name: 'get', instanceId: 'a', role: 'shows' },
      ],
      failing: { ref: { captureId: 'live', number: 71 }, value: 'bad' },
      passing: { ref: { captureId: 'live', number: 70 }, value: 'good' },
      cause: 'memory-only-handle',
      causeSays: 'So it is.',
      trials: 9,
      alike: [2],
    });
  });

  it.each([
    ['/result/total', [1, 2], '#3 get answers otherwise on beta only if #1 create and #2 add went to alpha'],
    ['/error', [], '#3 get fails on beta and not on alpha, with the same requests before it'],
    ['/result/total', [], '#3 get answers otherwise on beta than on alpha, with the same requests before it'],
  ] as const)('of %s with %j', (pointer, culprits, says) => {
    expect(witnessOf(proof(pointer, culprits), judgement, CONTEXT)?.says).toBe(says);
  });

  it('has no value where there was none, and is none without its exchanges', () => {
    const added = proof('/error', [1], { kind: 'added' });
    const { left: _left, ...difference } = added.contrast.difference;
    const found = witnessOf({ ...added, contrast: { ...added.contrast, difference } }, judgement, CONTEXT);
    expect(found?.passing).toEqual({ ref: { captureId: 'live', number: 70 } });
    const { ref: _ref, ...failing } = live('b', BAD, 71);
    expect(
      witnessOf({ ...added, contrast: { ...added.contrast, failing } }, judgement, CONTEXT),
    ).toBeUndefined();
  });
});

describe('a witness of chance', () => {
  const varying = (kind: Difference['kind']) => {
    const { symptom, contrast, pair } = proof('/result/items', [], { kind });
    return variationWitness({ candidate, symptom, instanceId: 'a', steps: pair.passing, contrast }, CONTEXT);
  };

  it('says what comes in another order each time, or is answered now this way and now that way', () => {
    expect(varying('order')).toMatchObject({
      says: '#3 get comes in another order each time it is asked, on alpha alone',
      cause: 'list-order',
      steps: [{ role: 'needed' }, { role: 'needed' }, { role: 'shows' }],
    });
    expect(varying('changed')).toMatchObject({
      says: '#3 get is answered now this way and now that way, on alpha alone',
      cause: 'unknown',
    });
  });
});
