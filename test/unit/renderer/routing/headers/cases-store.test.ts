import { expect, it } from 'vitest';
import { CASES_A_PAGE, createCasesStore } from '../../../../../renderer/routing/headers/cases-store.ts';

it('starts each verdict on its first page', () => {
  const store = createCasesStore();
  expect(store.getState()).toEqual({ verdict: undefined, limit: CASES_A_PAGE });
  store.showMore();
  expect(store.getState().limit).toBe(2 * CASES_A_PAGE);
  store.choose('refused');
  expect(store.getState()).toEqual({ verdict: 'refused', limit: CASES_A_PAGE });
});
