import { expect, it } from 'vitest';
import { saveScopes } from '../../../../renderer/traffic/save-scopes.ts';
import type { Traffic, TrafficState } from '../../../../renderer/traffic/traffic-state.ts';

function traffic(state: Partial<TrafficState>, shown: readonly number[] = []) {
  const nothing = { marked: new Set(), focused: undefined, hiddenByFilter: 0, hiddenByClear: 0, waiting: 0 };
  return { getState: () => ({ ...nothing, ...state }), shown: () => shown } as unknown as Traffic;
}

it('is all where nothing is chosen and nothing hidden', () => {
  expect(saveScopes(traffic({}, [1, 2]))).toEqual([{ label: 'All exchanges' }]);
});

it('begins with what is marked, in order, or else selected, where that is meant', () => {
  const some = traffic({ marked: new Set([9, 2]), focused: 5, hiddenByFilter: 3 }, [2, 5, 9]);
  expect(saveScopes(some, 'selected')).toEqual([
    { label: 'The 2 marked exchanges', numbers: [2, 9] },
    { label: 'The 3 exchanges in the list', numbers: [2, 5, 9] },
    { label: 'All exchanges' },
  ]);
  expect(saveScopes(traffic({ focused: 1_205 }), 'selected')[0]).toEqual({
    label: 'Exchange 1,205',
    numbers: [1_205],
  });
  expect(saveScopes(some)[0]).toEqual({ label: 'All exchanges' });
});

it('keeps what was in the list, whatever comes into it later', () => {
  const list = [1, 2];
  const [, shown] = saveScopes(traffic({ waiting: 1 }, list));
  list.push(3);
  expect(shown?.numbers).toEqual([1, 2]);
});
