import { expect, it } from 'vitest';
import { compareEras } from '../../../../../engine/replay/eras/compare-eras.ts';
import { goneIn } from '../../../../../engine/replay/eras/sayable.ts';
import { madeEras } from '../../../../support/replay/made-eras.ts';

it('holds the eras against each other, without noise and what the protocol explains', () => {
  const { steps, observations } = madeEras();
  const gone = goneIn(steps, [], ['legacy', 'modern']);
  const compared = compareEras({ eras: ['legacy', 'modern'], steps, gone, observations });
  expect([...compared.same]).toEqual([1]);
  expect(compared.changed.map(({ number, differences }) => ({ number, differences }))).toEqual([
    {
      number: 2,
      differences: [{ pointer: '/result/content/0/text', kind: 'changed', left: '3.50', right: 'EUR 3.50' }],
    },
  ]);
  expect(compared.gone.map(({ number }) => number)).toEqual([3]);
  expect(compared.notCompared).toBe(1);
  expect(compared.protocol.map(({ place, count }) => [place, count])).toEqual([
    ['/headers', 2],
    ['/result/resultType', 2],
  ]);
});

it('finds the other way round what the second era adds', () => {
  const { steps, observations } = madeEras();
  const compared = compareEras({ eras: ['modern', 'legacy'], steps, gone: [], observations });
  expect(compared.changed[0]?.differences).toMatchObject([{ left: 'EUR 3.50', right: '3.50' }]);
});
