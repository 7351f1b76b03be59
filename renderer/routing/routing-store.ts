import { createStore, type StoreApi } from 'zustand/vanilla';
import { readRemembered, remember } from '../ui/remembered.ts';
import type { RowSource } from '../ui/row-source.ts';
import type { Flow, Grouping } from './flow.ts';
import { BY_COUNT, nextFlowSort, type FlowColumn, type FlowSort } from './flow-order.ts';
import { RoutingCounts } from './routing-counts.ts';

export type RoutingView = 'graph' | 'table' | 'headers';

export interface RoutingState {
  readonly view: RoutingView;
  readonly grouping: Grouping;
  readonly sort: FlowSort;
  /** All flows, told apart by name. Another array whenever one of them changed. */
  readonly flows: readonly Flow[];
  readonly total: number;
  readonly lying: number;
  /** Requests that went through a gateway. */
  readonly routed: number;
}

export interface RoutingStore extends StoreApi<RoutingState> {
  readonly setView: (view: RoutingView) => void;
  readonly setGrouping: (grouping: Grouping) => void;
  readonly sortBy: (column: FlowColumn) => void;
  /** Takes in what came meanwhile and follows the rows from here on; returns what lets it rest. */
  readonly follow: () => () => void;
}

interface RoutingStoreOptions {
  readonly rows: RowSource;
  /** Runs once, soon: some times a second, so that the picture can be read while it grows; less often for many flows. */
  readonly schedule: (run: () => void, flows: number) => void;
}

const VIEW = 'routing.view';
const GROUPING = 'routing.grouping';

const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (stored: unknown): T | undefined =>
    values.find((value) => value === stored);

/** What the screen shows, counted from the rows of the capture that is shown; each row is looked at once. */
export function createRoutingStore({ rows, schedule }: RoutingStoreOptions): RoutingStore {
  const store = createStore<RoutingState>(() => ({
    view: readRemembered(VIEW, oneOf<RoutingView>('graph', 'table', 'headers'), 'graph'),
    grouping: readRemembered(GROUPING, oneOf<Grouping>('method', 'name'), 'method'),
    sort: BY_COUNT,
    ...{ flows: [], total: 0, lying: 0, routed: 0 },
  }));
  const follower = rows.follow();
  let counts = new RoutingCounts();
  let scheduled = false;
  let following = false;

  const update = (): void => {
    const { anew, rows: changed } = follower.take();
    if (anew) counts = new RoutingCounts();
    else if (changed.length === 0) return;
    counts.take(changed);
    const { total, lying, routed } = counts;
    store.setState({ flows: counts.flows(), total, lying, routed });
  };
  const updateSoon = (): void => {
    if (scheduled) return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      if (following) update();
    }, store.getState().flows.length);
  };
  return Object.assign(store, {
    setView: (view: RoutingView) => {
      remember(VIEW, view);
      store.setState({ view });
    },
    setGrouping: (grouping: Grouping) => {
      remember(GROUPING, grouping);
      store.setState({ grouping });
    },
    sortBy: (column: FlowColumn) => {
      store.setState(({ sort }) => ({ sort: nextFlowSort(sort, column) }));
    },
    follow: () => {
      following = true;
      update();
      const stop = rows.subscribe(updateSoon);
      return () => {
        following = false;
        stop();
      };
    },
  });
}
