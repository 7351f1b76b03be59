import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import type { TaskLife } from '../../shared/model/task.ts';
import { readRemembered, remember } from '../ui/remembered.ts';
import type { LaneGrouping } from './lanes.ts';
import { moved, zoomed, type Span } from './time-span.ts';

export type TasksView = 'timeline' | 'table' | 'durability';

export interface TimelineState {
  readonly view: TasksView;
  readonly grouping: LaneGrouping;
  /** What is zoomed to; absent: all of it. */
  readonly span: Span | undefined;
  /** Its end stays at the end of what is known. */
  readonly follow: boolean;
  /** Key of the lane that is chosen. */
  readonly chosen: string | undefined;
  /** The exchange that handed out a task whose lane is looked for: it may be judged only later. */
  readonly wanted: ExchangeRef | undefined;
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
  /** Another capture is shown, or the same one again: then all stays. */
  readonly turnTo: (captureId: string | undefined) => void;
  /** Where the user was sent, each time anew: what was done for this object is not done again. */
  readonly visit: (destination: TasksVisit) => void;
  /** Chooses the lane that is looked for, where it is among these of this capture. */
  readonly found: (
    captureId: string | undefined,
    lives: readonly Pick<TaskLife, 'key' | 'creator'>[],
  ) => void;
}

/** What somebody who goes to the tasks may want to see there. */
export interface TasksVisit {
  /** The lane of the task that this exchange handed out. */
  readonly select?: ExchangeRef;
  readonly durability?: boolean;
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
    view: readRemembered(VIEW, oneOf<TasksView>('timeline', 'table', 'durability'), 'timeline'),
    grouping: readRemembered(GROUPING, oneOf<LaneGrouping>('task', 'instance'), 'task'),
    span: undefined,
    follow: true,
    chosen: undefined,
    wanted: undefined,
  }));
  let turnedTo: string | undefined;
  let visited: TasksVisit | undefined;
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
      store.setState({ chosen, wanted: undefined });
    },
    turnTo: (captureId: string | undefined) => {
      if (captureId === turnedTo) return;
      turnedTo = captureId;
      store.setState({ span: undefined, follow: true, chosen: undefined });
    },
    visit: (destination: TasksVisit) => {
      if (destination === visited) return;
      visited = destination;
      const { select, durability } = destination;
      if (durability) store.setState({ view: 'durability' });
      if (!select) return;
      const { view } = store.getState();
      store.setState({ view: view === 'durability' ? 'timeline' : view, wanted: select });
    },
    found: (captureId: string | undefined, lives: readonly Pick<TaskLife, 'key' | 'creator'>[]) => {
      const { wanted } = store.getState();
      if (!wanted || wanted.captureId !== captureId) return;
      const life = lives.find(({ creator }) => creator?.number === wanted.number);
      if (life) store.setState({ chosen: life.key, wanted: undefined });
    },
  });
}
