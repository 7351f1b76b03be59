import { useCallback, useState } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import { useApp } from '../app-context.ts';

/** So many half-written answers are kept; the one that was touched longest ago goes first. */
const MOST_KEPT = 100;

/** What was written, by what it answers; the last one touched stands last. */
type Kept = ReadonlyMap<string, unknown>;

/** One for each connection to an engine: what is kept belongs to exchanges that it knows. */
const stores = new WeakMap<Bridge, StoreApi<Kept>>();

function storeOf(bridge: Bridge): StoreApi<Kept> {
  const present = stores.get(bridge) ?? createStore<Kept>(() => new Map());
  stores.set(bridge, present);
  return present;
}

/** With this entry as the last one; `undefined` takes it away. Pure. */
export function withKept(kept: Kept, key: string, value: unknown): Kept {
  const others = [...kept].filter(([own]) => own !== key);
  return new Map(value === undefined ? others : [...others.slice(1 - MOST_KEPT), [key, value]]);
}

/**
 * Like `useState`, but what was written outlives the panel: who looks at another round, exchange or screen finds it
 * again, in whichever panel answers the same. Nothing is kept of what nobody touched. `set(undefined)` forgets. One key
 * must always have the same type of value.
 */
export function useKeptDraft<T>(key: string, first: () => T): [T, (next: T | undefined) => void] {
  const store = storeOf(useApp().bridge);
  const [untouched] = useState(first);
  const kept = useStore(store, (state) => state.get(key) as T | undefined);
  const set = useCallback(
    (next: T | undefined) => {
      store.setState((state) => withKept(state, key, next), true);
    },
    [store, key],
  );
  return [kept ?? untouched, set];
}
