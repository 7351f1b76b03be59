import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge, CommandInput } from '../../../shared/bridge/bridge.ts';
import type { RunSettings } from '../../../shared/model/run.ts';

/** A command that a person has to see before it is started. */
export interface RunQuestion {
  readonly run: RunSettings;
  readonly busy: boolean;
}

export interface RunScreenState {
  /** Id of what is being edited; `new`: one that is being added. */
  readonly editing: string | undefined;
  /** What is being asked of the engine, by id. */
  readonly busy: ReadonlyMap<string, 'start' | 'stop' | 'remove' | 'save'>;
  readonly question: RunQuestion | undefined;
  /** The copy whose output is shown. */
  readonly output: { readonly id: string; readonly index: number } | undefined;
  /** Why the last thing was refused: a sentence. */
  readonly problem: string | undefined;
}

export interface RunActions {
  readonly edit: (id: string | undefined) => void;
  readonly save: (input: CommandInput<'run.save'>) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Asks first where nobody has allowed the command. */
  readonly start: (id: string) => Promise<void>;
  readonly stop: (id: string) => Promise<void>;
  readonly restart: (id: string, index: number) => Promise<void>;
  /** Allows the command that is shown, and starts it. */
  readonly allow: () => Promise<void>;
  readonly refuse: () => void;
  /** Shows the output of a copy, or hides it where it is shown. */
  readonly toggleOutput: (id: string, index: number) => void;
}

export interface RunStore extends StoreApi<RunScreenState> {
  readonly actions: RunActions;
}

/** What the store needs of the window. */
export interface RunServices {
  readonly bridge: Pick<Bridge, 'invoke'>;
  /** As the engine last told them. */
  readonly runs: () => readonly RunSettings[];
}

const START: RunScreenState = {
  editing: undefined,
  busy: new Map(),
  question: undefined,
  output: undefined,
  problem: undefined,
};

type Store = StoreApi<RunScreenState>;
type What = 'start' | 'stop' | 'remove' | 'save';

/** Does one thing at a time with each run; only a start can be overtaken, by the wish to stop it. */
function createTurns({ getState: get, setState: set }: Store) {
  return async (id: string, what: What, run: () => Promise<string | undefined>): Promise<void> => {
    const now = get().busy.get(id);
    if (now !== undefined && !(now === 'start' && what === 'stop')) return;
    set(({ busy }) => ({ busy: new Map(busy).set(id, what), problem: undefined }));
    const problem = await run();
    // Overtaken: how it ended is no news.
    if (get().busy.get(id) !== what) return;
    set(({ busy }) => {
      const rest = new Map(busy);
      rest.delete(id);
      return { busy: rest, problem };
    });
  };
}

type StartActions = Pick<RunActions, 'start' | 'stop' | 'restart' | 'allow' | 'refuse'>;

function createStartActions(store: Store, { bridge, runs }: RunServices): StartActions {
  const { getState: get, setState: set } = store;
  const inTurn = createTurns(store);
  const ask = (id: string): void => {
    const run = runs().find((own) => own.id === id);
    if (run) set({ question: { run, busy: false } });
  };
  const start = (id: string): Promise<void> =>
    inTurn(id, 'start', async () => {
      const started = await bridge.invoke('run.start', { id });
      if (started.ok) return undefined;
      if (started.error.code !== 'NEEDS_CONSENT') return started.error.message;
      ask(id);
      return undefined;
    });
  return {
    start,
    stop: (id) =>
      inTurn(id, 'stop', async () => {
        const stopped = await bridge.invoke('run.stop', { id });
        return stopped.ok ? undefined : stopped.error.message;
      }),
    async restart(id, index) {
      const again = await bridge.invoke('run.restart', { id, index });
      set({ problem: again.ok ? undefined : again.error.message });
    },
    async allow() {
      const { question } = get();
      if (!question || question.busy) return;
      set({ question: { ...question, busy: true }, problem: undefined });
      const { id, command } = question.run;
      const approved = await bridge.invoke('run.approve', { id, seen: command });
      set({ question: undefined });
      if (approved.ok) {
        await start(id);
        return;
      }
      set({ problem: approved.error.message });
      // It is another command by now: that one has to be seen.
      if (approved.error.code === 'CONFLICT') ask(id);
    },
    refuse() {
      if (get().question?.busy === false) set({ question: undefined });
    },
  };
}

/** The store of the servers that Hopscope runs. */
export function createRunStore(services: RunServices): RunStore {
  const store = createStore<RunScreenState>(() => START);
  const { getState: get, setState: set } = store;
  const { bridge } = services;
  const inTurn = createTurns(store);
  const actions: RunActions = {
    ...createStartActions(store, services),
    edit(id) {
      set({ editing: id, problem: undefined });
    },
    save: (input) =>
      inTurn(input.id ?? 'new', 'save', async () => {
        const saved = await bridge.invoke('run.save', input);
        if (!saved.ok) return saved.error.message;
        set({ editing: undefined });
        return undefined;
      }),
    remove: (id) =>
      inTurn(id, 'remove', async () => {
        const removed = await bridge.invoke('run.remove', { id });
        return removed.ok ? undefined : removed.error.message;
      }),
    toggleOutput(id, index) {
      const { output } = get();
      set({ output: output?.id === id && output.index === index ? undefined : { id, index } });
    },
  };
  return Object.assign(store, { actions });
}
