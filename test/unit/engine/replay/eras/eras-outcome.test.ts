import { expect, it } from 'vitest';
import { compareEras } from '../../../../../engine/replay/eras/compare-eras.ts';
import { erasOutcome } from '../../../../../engine/replay/eras/eras-outcome.ts';
import { goneIn } from '../../../../../engine/replay/eras/sayable.ts';
import type { DeprecationReport } from '../../../../../shared/model/deprecation.ts';
import { FEATURES } from '../../../../../shared/spec/deprecations.ts';
import { madeEras } from '../../../../support/replay/made-eras.ts';

const { steps, observations } = madeEras();
const gone = goneIn(steps, [], ['legacy', 'modern']);
const compared = compareEras({ eras: ['legacy', 'modern'], steps, gone, observations });

it('counts, says it in a sentence, and names what the recording leans on', () => {
  const report: DeprecationReport = {
    features: FEATURES.map((feature) => ({
      ...feature,
      count: feature.id === 'logging' ? 3 : 0,
      uses: [
        {
          what: 'sends log messages',
          side: 'server',
          client: 'c',
          clientName: 'c',
          era: 'modern',
          instanceId: 'a',
          instanceName: 'alpha',
          count: 3,
          first: 1,
          firstAt: 0,
          last: 3,
          lastAt: 0,
          latest: [],
        },
      ],
    })),
    beforeRevision: [],
    beforeRemoval: [],
    exchanges: 3,
  };
  expect(erasOutcome(compared, report)).toMatchObject({
    eras: ['legacy', 'modern'],
    same: 1,
    changed: 1,
    changedSteps: [{ number: 2, name: 'price', places: 1, first: { left: '3.50', right: 'EUR 3.50' } }],
    gone: 1,
    notCompared: 1,
    goneSteps: [{ number: 3, era: 'legacy' }],
    leansOn: [{ id: 'logging', state: 'deprecated', count: 3, who: ['alpha sends log messages'] }],
    says:
      '1 step is answered alike in 2025-11-25 and 2026-07-28, 1 otherwise, 1 is not there in both, 1 could not be compared. ' +
      'The recording leans on 1 deprecated or removed feature.',
  });
});

it('has nothing to say of features where the recording is not open any more', () => {
  expect(erasOutcome(compared, undefined)).toMatchObject({ leansOn: [] });
});
