import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import { readServeForm, SERVE_DEFAULTS, type ServeForm, type ServeProblem } from './serve-form.ts';

/** How one recording is to be served, and what is being asked of the engine for it. */
export interface ServeState {
  readonly form: ServeForm;
  readonly busy: 'start' | 'stop' | undefined;
  /** How much of the recording was read for the start, from 0 to 1; undefined while that is not known. */
  readonly share: number | undefined;
  /** Why the last thing was refused: a sentence, and the field that it is about. */
  readonly problem: { readonly field?: ServeProblem['field']; readonly message: string } | undefined;
  /** Instances of the recording: names. */
  readonly instances: readonly string[];
}

export interface ServeStore extends StoreApi<ServeState> {
  readonly change: (part: Partial<ServeForm>) => void;
  readonly start: () => Promise<void>;
  /** Gives up a start that is under way. */
  readonly cancel: () => void;
  readonly stop: (id: string) => Promise<void>;
  /** Hears how far a start is, and learns which instances there are; what is returned ends that. */
  readonly follow: () => () => void;
}

const START: ServeState = {
  ...{ form: SERVE_DEFAULTS, busy: undefined, share: undefined, problem: undefined, instances: [] },
};

/** Which instances a filter can name are those of the recording. */
const INSTANCE_FILTER = 'instance:';

/** What a person wants of one open recording as a server. What runs is the engine's to tell: EngineState.mocks. */
export function createServeStore(bridge: Pick<Bridge, 'invoke' | 'on'>, captureId: string): ServeStore {
  const store = createStore<ServeState>(() => START);
  /** Of the start that is under way. */
  let job: string | undefined;
  const cancel = (): void => {
    if (job !== undefined) void bridge.invoke('mock.cancelStart', { job });
  };
  return Object.assign(store, {
    change: (part: Partial<ServeForm>) => {
      store.setState(({ form }) => ({ form: { ...form, ...part }, problem: undefined }));
    },
    start: async () => {
      if (store.getState().busy) return;
      const read = readServeForm(captureId, store.getState().form);
      if (!read.ok) {
        store.setState({ problem: read.problem });
        return;
      }
      job = crypto.randomUUID();
      store.setState({ busy: 'start', share: undefined, problem: undefined });
      const started = await bridge.invoke('mock.start', { ...read.settings, job });
      job = undefined;
      const isRefused = !started.ok && started.error.code !== 'CANCELLED';
      store.setState({ busy: undefined, ...(isRefused && { problem: { message: started.error.message } }) });
    },
    cancel,
    stop: async (id: string) => {
      if (store.getState().busy) return;
      store.setState({ busy: 'stop', problem: undefined });
      const stopped = await bridge.invoke('mock.stop', { id });
      store.setState({
        busy: undefined,
        ...(!stopped.ok && { problem: { message: stopped.error.message } }),
      });
    },
    follow: () => {
      let ended = false;
      const cursor = INSTANCE_FILTER.length;
      void bridge.invoke('filter.complete', { captureId, text: INSTANCE_FILTER, cursor }).then((answer) => {
        if (answer.ok && !ended)
          store.setState({ instances: answer.value.proposals.map(({ label }) => label) });
      });
      const off = bridge.on('planning', (told) => {
        if (told.job === job && told.total > 0) store.setState({ share: told.done / told.total });
      });
      return () => {
        ended = true;
        off();
      };
    },
  });
}
