import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { RunActions, RunScreenState, RunStore } from './run-store.ts';

export const RunContext = createContext<RunStore | undefined>(undefined);

function useRunStore(): RunStore {
  const store = useContext(RunContext);
  if (!store) throw new Error('a part of the runs outside of their section');
  return store;
}

/** The part of the section's state that `select` picks. */
export function useRuns<T>(select: (state: RunScreenState) => T): T {
  return useStore(useRunStore(), select);
}

export function useRunActions(): RunActions {
  return useRunStore().actions;
}
