import { createStore, type StoreApi } from 'zustand/vanilla';
import { readRemembered, remember } from '../ui/remembered.ts';
import type { LaneGrouping } from './lanes.ts';
import { moved, zoomed, type Span } from './time-span.ts';

export type TasksView = 'timeline' | 'table';

export interface TimelineState {
  readonly view: TasksView;
  readonly grouping: LaneGrouping;
  /** What is zoomed to; absent: all of it. */
  readonly span: Span | undefined;
  /** Its end stays at the end of what is known. */
  readonly follow: boolean;
  /** Key of the lane that is chosen. */
  readonly chosen: string | undefined;
}

export interface TimelineStore extends StoreApi<TimelineState> {
  readonly setView: (view: TasksView) => void;
  readonly setGrouping: (grouping: LaneGrouping) => void;
  /** Undefined: all of it. */
  readonly show: (span: Span | undefined) => void;
  /** Nearer or further around a moment; around the middle where it is absent. */
  readonly zoom: (factor: number, whole: Span, at?: number) => void;
  readonly pan: (byMs: number, whole: Span) => void;
  readonly setFollow: (follow: boolean) => void;
  readonly choose: (key: string | undefined) => void;
}

const VIEW = 'tasks.view';
const GROUPING = 'tasks.grouping';

const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (stored: unknown): T | undefined =>
    values.find((value) => value === stored);

/** What is in view of all that is known. Pure. */
export function spanInView({ span, follow }: Pick<TimelineState, 'span' | 'follow'>, whole: Span): Span {
  if (!span) return whole;
  return follow ? moved(span, whole.to - span.to, whole) : moved(span, 0, whole);
}

/** How the tasks are shown, and which part of the time. */
export function createTimelineStore(): TimelineStore {
  const store = createStore<TimelineState>(() => ({
    view: readRemembered(VIEW, oneOf<TasksView>('timeline', 'table'), 'timeline'),
    grouping: readRemembered(GROUPING, oneOf<LaneGrouping>('task', 'instance'), 'task'),
    span: undefined,
    follow: true,
    chosen: undefined,
  }));
  /** What is as long as the whole is the whole: it grows with it. */
  const set = (span: Span, whole: Span): void => {
    const isWhole = span.to - span.from >= whole.to - whole.from;
    store.setState({ span: isWhole ? undefined : span });
  };
  return Object.assign(store, {
    setView: (view: TasksView) => {
      remember(VIEW, view);
      store.setState({ view });
    },
    setGrouping: (grouping: LaneGrouping) => {
      remember(GROUPING, grouping);
      store.setState({ grouping, chosen: undefined });
    },
    show: (span: Span | undefined) => {
      store.setState({ span, follow: span === undefined });
    },
    zoom: (factor: number, whole: Span, at?: number) => {
      const span = spanInView(store.getState(), whole);
      set(zoomed(span, at ?? (span.from + span.to) / 2, factor, whole), whole);
      if (at !== undefined) store.setState({ follow: store.getState().span === undefined });
    },
    pan: (byMs: number, whole: Span) => {
      set(moved(spanInView(store.getState(), whole), byMs, whole), whole);
      store.setState({ follow: store.getState().span === undefined });
    },
    setFollow: (follow: boolean) => {
      store.setState({ follow });
    },
    choose: (chosen: string | undefined) => {
      store.setState({ chosen });
    },
  });
}
