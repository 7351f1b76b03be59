import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { GatewaySettings, GatewayState } from '../../shared/model/gateway.ts';
import { useEngine } from '../ui/app-context.ts';
import type { GatewayActions, GatewayScreenState, GatewayStore } from './gateway-store.ts';
import type { NameOf } from './gateway-words.ts';

export const GatewayContext = createContext<GatewayStore | undefined>(undefined);

function useGatewayStore(): GatewayStore {
  const store = useContext(GatewayContext);
  if (!store) throw new Error('a part of the gateway outside of its section');
  return store;
}

/** The part of the section's state that `select` picks. */
export function useGateway<T>(select: (state: GatewayScreenState) => T): T {
  return useStore(useGatewayStore(), select);
}

export function useGatewayActions(): GatewayActions {
  return useGatewayStore().actions;
}

/** What to call an instance. */
export function useNameOf(): NameOf {
  const instances = useEngine((state) => state.workspace?.instances);
  return useMemo(() => {
    const names = new Map(instances?.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? id;
  }, [instances]);
}

/** One gateway as its parts get it: what is kept of it, and how it runs. */
export interface GatewayView {
  readonly settings: GatewaySettings;
  readonly state: GatewayState;
}

/** A gateway that was never started. */
export function offState(settings: GatewaySettings): GatewayState {
  return {
    id: settings.id,
    state: 'off',
    instances: [],
    ruleHits: {},
    faultHits: {},
    turnedAway: 0,
    openConnections: 0,
  };
}
