import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { SeriesProgress, SeriesSummary } from '../../shared/model/series.ts';

/** Two captures that are compared, or are being compared. */
export type SeriesState =
  | { readonly kind: 'running'; readonly progress?: SeriesProgress }
  | { readonly kind: 'done'; readonly summary: SeriesSummary }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: string };

/** One comparison at a time; beginning another one ends the one before. */
export interface SeriesStore extends StoreApi<SeriesState> {
  readonly compare: (left: string, right: string, filter: string) => Promise<void>;
  readonly cancel: () => void;
  /** Hears how far it is; what is returned ends that, and what is under way. */
  readonly follow: () => () => void;
}

let jobs = 0;

export function createSeriesStore(bridge: Bridge): SeriesStore {
  const store = createStore<SeriesState>(() => ({ kind: 'running' }));
  let job: string | undefined;
  const cancel = (): void => {
    if (job === undefined) return;
    void bridge.invoke('series.cancel', { job });
    job = undefined;
  };
  return Object.assign(store, {
    compare: async (left: string, right: string, filter: string) => {
      cancel();
      jobs += 1;
      const own = `compare-${String(jobs)}-${crypto.randomUUID()}`;
      job = own;
      store.setState({ kind: 'running' }, true);
      const compared = await bridge.invoke('series.compare', {
        ...{ job: own, left, right },
        ...(filter.trim() !== '' && { filter }),
      });
      if (job !== own) return;
      job = undefined;
      if (compared.ok) store.setState({ kind: 'done', summary: compared.value }, true);
      else store.setState({ kind: 'failed', problem: compared.error.message }, true);
    },
    cancel: () => {
      cancel();
      store.setState({ kind: 'cancelled' }, true);
    },
    follow: () => {
      const off = bridge.on('series', (progress) => {
        if (progress.job === job) store.setState({ kind: 'running', progress }, true);
      });
      return () => {
        cancel();
        off();
      };
    },
  });
}
