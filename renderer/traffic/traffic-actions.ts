import type { StoreApi } from 'zustand/vanilla';
import { parseFilter } from '../../shared/filter/parse.ts';
import { ARRIVAL, type RowSort } from './row-order.ts';
import type { ShownCapture } from './shown-capture.ts';
import type { TrafficActions, TrafficState } from './traffic-state.ts';

/** Sort after a click on a column's header: ascending, descending, back to the order of arrival. */
function nextSort(sort: RowSort, column: RowSort['column']): RowSort {
  if (sort.column !== column) return { column, descending: false };
  return sort.descending ? ARRIVAL : { column, descending: true };
}

type SelectionActions = Pick<
  TrafficActions,
  'focus' | 'move' | 'openDetail' | 'closePane' | 'toggleMark' | 'clearMarks' | 'compare'
>;

function selectionActions(store: StoreApi<TrafficState>, capture: ShownCapture): SelectionActions {
  const move = (by: number): void => {
    const { shown } = capture.view;
    const { focused } = store.getState();
    if (shown.length === 0) return;
    const from = focused === undefined ? -1 : capture.view.indexOf(focused);
    const start = from === -1 && by < 0 ? shown.length : from;
    store.setState({
      focused: shown[Math.min(Math.max(start + by, 0), shown.length - 1)],
      ...{ follow: false, pointed: undefined },
    });
  };
  return {
    move,
    focus: (focused) => {
      store.setState({ focused, pointed: undefined });
    },
    openDetail: () => {
      if (store.getState().focused === undefined) move(1);
      if (store.getState().focused !== undefined) store.setState({ pane: 'exchange' });
    },
    closePane: () => {
      store.setState({ pane: 'nothing' });
    },
    toggleMark: (number) => {
      const marked = new Set(store.getState().marked);
      if (!marked.delete(number)) marked.add(number);
      store.setState({ marked });
    },
    clearMarks: () => {
      store.setState({ marked: new Set() });
    },
    compare: () => {
      const { marked, focused } = store.getState();
      const compared = [...marked];
      if (compared.length === 1 && focused !== undefined && !marked.has(focused)) compared.push(focused);
      if (compared.length < 2) return 'Mark two rows first: x marks the selected one, Ctrl-click any other.';
      store.setState({ compared, pane: 'comparison' });
      return undefined;
    },
  };
}

type ListActions = Omit<TrafficActions, keyof SelectionActions>;

function listActions(store: StoreApi<TrafficState>, capture: ShownCapture): ListActions {
  return {
    showCapture: (captureId) => {
      capture.show(captureId);
    },
    show: (captureId, number, place) => {
      capture.show(captureId);
      const pointed = place === undefined ? undefined : { number, place };
      store.setState({ focused: number, pane: 'exchange', follow: false, pointed });
    },
    setView: (view) => {
      store.setState({ view });
    },
    setFilter: (filterText) => {
      const reading = parseFilter(filterText);
      store.setState({ filterText, filterProblem: reading.ok ? undefined : reading.problem });
      if (reading.ok) capture.setFilter(reading.filter.kind === 'all' ? '' : filterText);
    },
    sortBy: (column) => {
      const sort = nextSort(store.getState().sort, column);
      store.setState({ sort, follow: false });
      capture.rebuild();
    },
    setFollow: (follow) => {
      store.setState({ follow });
      if (!follow || store.getState().sort === ARRIVAL) return;
      // "The newest" stands at the end only in the order of arrival.
      store.setState({ sort: ARRIVAL });
      capture.rebuild();
    },
    setPaused: (paused) => {
      if (paused) capture.freeze();
      store.setState({ paused });
      capture.flush();
    },
    clear: () => {
      const clearedThrough = capture.log.last;
      store.setState({ clearedThrough, marked: new Set(), focused: undefined, pane: 'nothing' });
      capture.rebuild();
    },
    showCleared: () => {
      store.setState({ clearedThrough: 0 });
      capture.rebuild();
    },
  };
}

/** Everything that can be done with the list. */
export function trafficActions(store: StoreApi<TrafficState>, capture: ShownCapture): TrafficActions {
  return { ...selectionActions(store, capture), ...listActions(store, capture) };
}
