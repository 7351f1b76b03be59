import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ComposerState } from './composer-state.ts';
import type { ComposerActions, ComposerStore } from './composer-store.ts';

export const ComposerContext = createContext<ComposerStore | undefined>(undefined);

function useComposerStore(): ComposerStore {
  const store = useContext(ComposerContext);
  if (!store) throw new Error('a part of the composer outside of its screen');
  return store;
}

/** The part of the composer's state that `select` picks. It must return the same value for the same state. */
export function useComposer<T>(select: (state: ComposerState) => T): T {
  return useStore(useComposerStore(), select);
}

export function useComposerActions(): ComposerActions {
  return useComposerStore().actions;
}
