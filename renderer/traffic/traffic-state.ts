import type { StoreApi } from 'zustand/vanilla';
import type { Row } from '../../shared/model/exchange.ts';
import type { FilterProblem } from '../../shared/model/filter.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { RowFollower } from '../ui/row-source.ts';
import type { RowSort } from './row-order.ts';

/** What stands at the left: the list of exchanges, or what the rules have found. */
export type TrafficView = 'exchanges' | 'findings';

/** A place in one exchange that is to be shown. A new object for each wish, so that it can be told from the one before. */
export interface Pointed {
  readonly number: number;
  readonly place: Pick<Finding, 'pointer' | 'side'>;
}

/** What the pane beside the list shows. */
export type PaneContent = 'nothing' | 'exchange' | 'comparison';

/** The small store beside the log: everything that the list shows but the rows themselves. */
export interface TrafficState {
  /** The capture that is shown; absent until the engine named one. */
  readonly captureId: string | undefined;
  /** Rows of this capture are still being fetched. */
  readonly loading: boolean;
  /** A sentence: why rows are missing. */
  readonly problem: string | undefined;
  /** Grows whenever a row, or which rows are shown, changed; at most once a frame. */
  readonly version: number;
  /** Rows of the capture that are here. */
  readonly total: number;
  readonly hiddenByFilter: number;
  readonly hiddenByClear: number;
  /** Rows that came while the list was paused. */
  readonly waiting: number;
  readonly view: TrafficView;
  /** Number of the selected row. */
  readonly focused: number | undefined;
  readonly pane: PaneContent;
  /** What was last asked to be shown within an exchange. */
  readonly pointed: Pointed | undefined;
  /** Rows marked with x or Ctrl-click, to be compared. */
  readonly marked: ReadonlySet<number>;
  /** The rows that the comparison is about, first one first. */
  readonly compared: readonly number[];
  readonly sort: RowSort;
  /** The list scrolls to the newest row. Only in the order of arrival. */
  readonly follow: boolean;
  readonly paused: boolean;
  /** As typed; the last good one is in force while this one has a problem. */
  readonly filterText: string;
  readonly filterProblem: FilterProblem | undefined;
  /** While text is looked for in bodies: up to which number that was done. */
  readonly searchedThrough: number | undefined;
  /** A sentence: why the filter could not be answered. */
  readonly searchProblem: string | undefined;
  readonly clearedThrough: number;
}

export interface TrafficActions {
  readonly showCapture: (captureId: string) => void;
  /** Selects a row and opens its detail, in whichever open capture it is; with a place: at that place. */
  readonly show: (captureId: string, number: number, place?: Pointed['place']) => void;
  readonly setView: (view: TrafficView) => void;
  readonly focus: (number: number | undefined) => void;
  /** Moves the selection by so many rows in the order shown; Infinity: to the end. */
  readonly move: (by: number) => void;
  readonly openDetail: () => void;
  readonly closePane: () => void;
  readonly toggleMark: (number: number) => void;
  readonly clearMarks: () => void;
  /** Compares the marked rows, or the marked one with the selected one. A sentence where that cannot be. */
  readonly compare: () => string | undefined;
  readonly setFilter: (text: string) => void;
  /** Sorts by a column; by the same again: the other way round, then back to the order of arrival. */
  readonly sortBy: (column: RowSort['column']) => void;
  readonly setFollow: (follow: boolean) => void;
  readonly setPaused: (paused: boolean) => void;
  /** Hides every row that is here; nothing recorded is lost. */
  readonly clear: () => void;
  readonly showCleared: () => void;
}

/** Traffic as the screens use it: the store, what is done with it, and the rows behind it. */
export interface Traffic extends StoreApi<TrafficState> {
  readonly actions: TrafficActions;
  /** Numbers of the rows shown, in order. The same array changes in place; `version` says when. */
  readonly shown: () => readonly number[];
  readonly row: (number: number) => Row | undefined;
  /** The list draws from this row on, or the first row that it lacks: what comes next is fetched first. */
  readonly draws: (number: number) => void;
  /** Somebody waits for this row, which is not here yet: it is fetched before others. */
  readonly need: (number: number) => void;
  /** Numbers of the rows that link to this one. */
  readonly linkedTo: (number: number) => readonly number[];
  /** Where the row stands in the list; -1 where it is hidden. */
  readonly indexOf: (number: number) => number;
  /** Whether there is such a row and the filter hides it. */
  readonly isHiddenByFilter: (number: number) => boolean;
  /** For screens that learn from the rows: all of them, whatever the list shows. */
  readonly follow: () => RowFollower;
  /** Stops listening to the engine. */
  readonly dispose: () => void;
}
