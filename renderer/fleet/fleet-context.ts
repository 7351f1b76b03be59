import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { FleetActions, FleetState, FleetStore } from './fleet-store.ts';

export const FleetContext = createContext<FleetStore | undefined>(undefined);

function useFleetStore(): FleetStore {
  const store = useContext(FleetContext);
  if (!store) throw new Error('a part of the fleet screen outside of its screen');
  return store;
}

/** The part of the screen's state that `select` picks. */
export function useFleet<T>(select: (state: FleetState) => T): T {
  return useStore(useFleetStore(), select);
}

export function useFleetActions(): FleetActions {
  return useFleetStore().actions;
}
