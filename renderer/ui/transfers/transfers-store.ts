import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { TransferState } from '../../../shared/model/file-transfer.ts';

/** What is done at the moment: files travel between page and host only where the page is a browser's. */
export type TransferStep = TransferState['kind'] | 'upload' | 'download';

/** An import or export that is under way. */
export interface ShownTransfer {
  readonly id: string;
  readonly step: TransferStep;
  /** What is read or written. */
  readonly name: string;
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  readonly exchanges: number;
  /** Somebody wants it to end, and it has not ended yet. */
  readonly ending: boolean;
  /** It takes long enough to be shown. */
  readonly due: boolean;
}

/** A transfer that this page has begun; the engine may have a part in it. */
export interface OwnTransfer {
  readonly id: string;
  /** Aborted when a person cancels it. */
  readonly signal: AbortSignal;
  /** What is done from now on. */
  step(step: TransferStep): void;
  /** How far that is, where the page itself knows. */
  progress(done: number, total: number): void;
  end(): void;
}

export interface TransfersStore extends StoreApi<{ readonly transfers: readonly ShownTransfer[] }> {
  readonly begin: (step: TransferStep, name: string) => OwnTransfer;
  readonly cancel: (id: string) => void;
}

/** What takes less is not shown, in ms: it would only flicker. */
const SHOWN_AFTER_MS = 250;

const NOTHING_YET = { done: 0, total: 0, exchanges: 0, ending: false, due: false };

/** Imports and exports that are under way, of this window and of others. `later` is a timer, given so that tests need not wait. */
export function createTransfers(
  bridge: Pick<Bridge, 'invoke' | 'on' | 'onConnection'>,
  later: (run: () => void, ms: number) => void,
): TransfersStore {
  const store = createStore<{ readonly transfers: readonly ShownTransfer[] }>(() => ({ transfers: [] }));
  const own = new Map<string, AbortController>();

  const change = (id: string, part: Partial<ShownTransfer>): void => {
    store.setState(({ transfers }) => ({
      transfers: transfers.map((one) => (one.id === id ? { ...one, ...part } : one)),
    }));
  };
  const remove = (gone: (id: string) => boolean): void => {
    store.setState(({ transfers }) => ({ transfers: transfers.filter(({ id }) => !gone(id)) }));
  };
  const add = (transfer: Pick<ShownTransfer, 'id' | 'step' | 'name'>): void => {
    store.setState(({ transfers }) => ({ transfers: [...transfers, { ...NOTHING_YET, ...transfer }] }));
    later(() => {
      change(transfer.id, { due: true });
    }, SHOWN_AFTER_MS);
  };
  const isKnown = (wanted: string): boolean => store.getState().transfers.some(({ id }) => id === wanted);

  bridge.on('transfer', ({ id, kind, name, done, total, exchanges, state }) => {
    if (state !== 'running') {
      // The page may still have to bring over what was written.
      if (own.has(id)) change(id, { done: 0, total: 0 });
      else remove((one) => one === id);
      return;
    }
    if (!isKnown(id)) add({ id, step: kind, name });
    change(id, { step: kind, done, total, exchanges });
  });
  bridge.onConnection((connected) => {
    // How those of others went on would not be heard.
    if (!connected) remove((id) => !own.has(id));
  });

  return Object.assign(store, {
    begin: (step: TransferStep, name: string): OwnTransfer => {
      const id = `page-${crypto.randomUUID()}`;
      const abort = new AbortController();
      own.set(id, abort);
      add({ id, step, name });
      return {
        id,
        signal: abort.signal,
        step: (next) => {
          change(id, { step: next, done: 0, total: 0 });
        },
        progress: (done, total) => {
          change(id, { done, total });
        },
        end: () => {
          own.delete(id);
          remove((one) => one === id);
        },
      };
    },
    cancel: (id: string): void => {
      change(id, { ending: true });
      own.get(id)?.abort();
      void bridge.invoke('transfer.cancel', { id });
    },
  });
}
