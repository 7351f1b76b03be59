import { expect, it } from 'vitest';
import { stateChoice } from '../../../../../renderer/ui/answer-panel/state-choice.tsx';

const EARLIER = [{ round: 1, exchange: 3, instanceName: 'alpha', value: 'old' }];

it('tells the engine exactly what was chosen', () => {
  expect(stateChoice({ kind: 'exact' }, EARLIER)).toEqual({ kind: 'exact' });
  expect(stateChoice({ kind: 'drop' }, EARLIER)).toEqual({ kind: 'drop' });
  expect(stateChoice({ kind: 'changed', text: '' }, EARLIER)).toEqual({ kind: 'other', value: '' });
  expect(stateChoice({ kind: 'earlier', index: 0 }, EARLIER)).toEqual({ kind: 'other', value: 'old' });
});
