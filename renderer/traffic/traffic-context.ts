import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Traffic, TrafficState } from './traffic-state.ts';

export const TrafficContext = createContext<Traffic | undefined>(undefined);

export function useTrafficModel(): Traffic {
  const traffic = useContext(TrafficContext);
  if (!traffic) throw new Error('a part of the traffic screen outside of its context');
  return traffic;
}

/** The part of the traffic state that `select` picks; renders again only when that part changes. */
export function useTraffic<T>(select: (state: TrafficState) => T): T {
  return useStore(useTrafficModel(), select);
}
