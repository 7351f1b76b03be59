import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { FindingsState, FindingsStore } from './findings-store.ts';

export const FindingsContext = createContext<FindingsStore | undefined>(undefined);

export function useFindingsStore(): FindingsStore {
  const store = useContext(FindingsContext);
  if (!store) throw new Error('a part of the findings outside of their context');
  return store;
}

/** The part of the findings' state that `select` picks; renders again only when that part changes. */
export function useFindings<T>(select: (state: FindingsState) => T): T {
  return useStore(useFindingsStore(), select);
}
