import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { DurabilityState, DurabilityStep, DurabilityWish } from '../../../shared/model/durability.ts';
import { FIRST_FORM, formOf, type DurabilityForm } from './durability-form.ts';

/** Names of the tools of one instance, on their way or here. */
export interface ToolsLoad {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly names: readonly string[];
  /** A sentence: why the list is not there, or not whole. */
  readonly problem?: string;
}

/** A cell of the matrix that is looked at. */
export interface ChosenCell {
  readonly step: DurabilityStep;
  readonly instanceId: string;
}

export interface DurabilityScreenState {
  readonly form: DurabilityForm;
  /** By instance. */
  readonly tools: Readonly<Record<string, ToolsLoad>>;
  /** The last check, under way or over. */
  readonly check: DurabilityState | undefined;
  /** The engine has said whether there was one. */
  readonly asked: boolean;
  readonly starting: boolean;
  readonly cancelling: boolean;
  /** Why the last wish was refused: a sentence. */
  readonly problem: string | undefined;
  readonly chosen: ChosenCell | undefined;
}

export interface DurabilityStore extends StoreApi<DurabilityScreenState> {
  /** Asks for the last check, and takes in what is told from here on; returns what ends that. */
  readonly follow: () => () => void;
  readonly change: (change: Partial<DurabilityForm>) => void;
  /** From memory where the list is there and `refresh` is not wished. */
  readonly loadTools: (instanceId: string, refresh?: boolean) => Promise<void>;
  readonly start: (wish: DurabilityWish) => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly choose: (cell: ChosenCell | undefined) => void;
}

type Store = StoreApi<DurabilityScreenState>;

/** The last check, and the next one that is being put together. */
export function createDurabilityStore(bridge: Bridge): DurabilityStore {
  const store: Store = createStore<DurabilityScreenState>(() => ({
    form: FIRST_FORM,
    tools: {},
    check: undefined,
    asked: false,
    starting: false,
    cancelling: false,
    problem: undefined,
    chosen: undefined,
  }));
  const { getState: get, setState: set } = store;
  /** Counts what is told: an answer that was overtaken is not taken. */
  let told = 0;

  const take = (check: DurabilityState): void => {
    told += 1;
    set((state) => ({
      check,
      asked: true,
      ...(state.check?.id !== check.id && { chosen: undefined }),
      ...(check.state !== 'running' && { cancelling: false }),
    }));
  };
  const ask = async (): Promise<void> => {
    const before = told;
    const last = await bridge.invoke('durability.get', {});
    if (!last.ok || told !== before) return;
    if (last.value) {
      const { form } = get();
      take(last.value);
      if (form === FIRST_FORM) set({ form: formOf(last.value) });
    } else set({ check: undefined, asked: true, chosen: undefined, cancelling: false });
  };
  return Object.assign(store, {
    ...createTools(bridge, store),
    follow: () => {
      const stops = [
        bridge.on('durability', take),
        bridge.on('listing', ({ instanceId, kinds }) => {
          if (kinds.includes('tools') && get().tools[instanceId]) void load(bridge, store, instanceId, false);
        }),
        bridge.onConnection((connected) => {
          if (connected) void ask();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    change: (change: Partial<DurabilityForm>) => {
      set(({ form }) => ({ form: { ...form, ...change }, problem: undefined }));
    },
    start: async (wish: DurabilityWish) => {
      if (get().starting) return;
      set({ starting: true, problem: undefined });
      const before = told;
      const started = await bridge.invoke('durability.start', wish);
      set({ starting: false });
      if (!started.ok) set({ problem: started.error.message });
      // Its first events may have come before the answer.
      else if (told === before) take(started.value);
    },
    cancel: async () => {
      const { check } = get();
      if (check?.state !== 'running') return;
      set({ cancelling: true });
      const cancelled = await bridge.invoke('durability.cancel', { id: check.id });
      if (!cancelled.ok) set({ cancelling: false, problem: cancelled.error.message });
    },
    choose: (chosen: ChosenCell | undefined) => {
      set({ chosen });
    },
  });
}

function createTools(bridge: Bridge, store: Store): Pick<DurabilityStore, 'loadTools'> {
  return {
    loadTools: async (instanceId, refresh = false) => {
      const before = store.getState().tools[instanceId];
      if (before?.state === 'loading' || (before?.state === 'ready' && !refresh)) return;
      await load(bridge, store, instanceId, refresh);
    },
  };
}

async function load(bridge: Bridge, store: Store, instanceId: string, refresh: boolean): Promise<void> {
  const keep = (tools: ToolsLoad): void => {
    store.setState((state) => ({ tools: { ...state.tools, [instanceId]: tools } }));
  };
  const names = store.getState().tools[instanceId]?.names ?? [];
  keep({ state: 'loading', names });
  const got = await bridge.invoke('listing.get', { instanceId, kind: 'tools', refresh });
  if (!got.ok) {
    keep({ state: 'failed', names, problem: got.error.message });
    return;
  }
  const { entries, problem } = got.value;
  const listed = [...new Set(entries.map(({ name }) => name))];
  keep({
    state: problem !== undefined && listed.length === 0 ? 'failed' : 'ready',
    names: listed,
    ...(problem !== undefined && { problem }),
  });
}
