import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Row } from '../../shared/model/exchange.ts';

/** What is known of the rows beside the rows. */
export interface RowSourceState {
  /** The capture that is shown; absent until the engine named one. */
  readonly captureId: string | undefined;
  /** Its rows are still being fetched. */
  readonly loading: boolean;
  /** A sentence: why rows are missing. */
  readonly problem: string | undefined;
  /** Grows whenever rows came or changed; at most once a frame. */
  readonly version: number;
}

/** What changed since the last look. */
export interface FollowedRows {
  /** Another capture is shown now: what was taken before is of no more use. True of the first look, too. */
  readonly anew: boolean;
  /** New and changed rows, each once, as they are now. */
  readonly rows: readonly Row[];
}

export interface RowFollower {
  readonly take: () => FollowedRows;
}

/**
 * The rows of the capture that is shown, for screens that learn from them: there is one copy of the rows in the
 * window, and each screen reads every change once.
 */
export interface RowSource extends Pick<
  StoreApi<RowSourceState>,
  'getState' | 'subscribe' | 'getInitialState'
> {
  /** Starts with all rows that are here. Lasts as long as the window. */
  readonly follow: () => RowFollower;
}

export const RowSourceContext = createContext<RowSource | undefined>(undefined);

export function useRowSource(): RowSource {
  const source = useContext(RowSourceContext);
  if (!source) throw new Error('a screen that reads rows outside of the application frame');
  return source;
}

/** The part of the state that `select` picks; renders again only when that part changes. */
export function useRowState<T>(select: (state: RowSourceState) => T): T {
  return useStore(useRowSource(), select);
}
