import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RoutingVerdict } from '../../../shared/model/routing-case.ts';

/** Cases that are asked for at once. */
export const CASES_A_PAGE = 200;

/** Which cases are asked for. */
export interface CasesState {
  /** Undefined: all. */
  readonly verdict: RoutingVerdict | undefined;
  /** At most so many. */
  readonly limit: number;
}

export interface CasesStore extends StoreApi<CasesState> {
  /** Only cases of this verdict, from the first page on. */
  readonly choose: (verdict: RoutingVerdict | undefined) => void;
  readonly showMore: () => void;
}

export function createCasesStore(): CasesStore {
  const store = createStore<CasesState>(() => ({ verdict: undefined, limit: CASES_A_PAGE }));
  return Object.assign(store, {
    choose: (verdict: RoutingVerdict | undefined) => {
      store.setState({ verdict, limit: CASES_A_PAGE });
    },
    showMore: () => {
      store.setState(({ limit }) => ({ limit: limit + CASES_A_PAGE }));
    },
  });
}
