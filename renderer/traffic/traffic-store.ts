import { createStore } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { EngineState } from '../bridge/engine-state.ts';
import { heardFindings, hearingOf } from './findings/hearing.ts';
import { ARRIVAL, type Heard } from './row-order.ts';
import { ShownCapture } from './shown-capture.ts';
import { trafficActions } from './traffic-actions.ts';
import type { Traffic, TrafficState } from './traffic-state.ts';

/** The part of the shared engine state that traffic follows. */
type EngineView = Pick<EngineState, 'connected' | 'captures' | 'rules' | 'workspace'>;

interface TrafficOptions {
  readonly bridge: Bridge;
  readonly engine: {
    readonly getState: () => EngineView;
    readonly subscribe: (listener: (state: EngineView, before: EngineView) => void) => () => void;
  };
  /** Runs once, soon: on the next animation frame. */
  readonly schedule: (run: () => void) => void;
}

const INITIAL: TrafficState = {
  captureId: undefined,
  loading: false,
  problem: undefined,
  version: 0,
  total: 0,
  hiddenByFilter: 0,
  hiddenByClear: 0,
  waiting: 0,
  view: 'exchanges',
  focused: undefined,
  pane: 'nothing',
  pointed: undefined,
  marked: new Set(),
  compared: [],
  sort: ARRIVAL,
  follow: true,
  paused: false,
  filterText: '',
  filterProblem: undefined,
  searchedThrough: undefined,
  searchProblem: undefined,
  clearedThrough: 0,
};

/** Which capture to show: the one shown while it is open, but a new recording in place of the one before. */
export function chooseCapture(
  shown: string | undefined,
  before: readonly CaptureSummary[],
  now: readonly CaptureSummary[],
): string | undefined {
  const recording = now.find((capture) => capture.recording);
  const wasRecording = before.some((capture) => capture.id === shown && capture.recording);
  const stillOpen = now.some((capture) => capture.id === shown);
  const replaced = wasRecording && recording !== undefined && recording.id !== shown;
  if (stillOpen && !replaced) return shown;
  return (recording ?? now.at(-1))?.id;
}

/** Rows of the shown capture, kept up to date from the engine; see TrafficActions for what can be done with them. */
export function createTraffic({ bridge, engine, schedule }: TrafficOptions): Traffic {
  const store = createStore<TrafficState>(() => INITIAL);
  const heard: Heard = (row) => heardFindings(row, hearingOf(engine.getState()));
  const capture = new ShownCapture({ bridge, store, schedule, heard });
  const stops = [
    bridge.on('rows', (batch) => {
      capture.take(batch);
    }),
    bridge.on('judged', ({ captureId }) => {
      if (captureId === store.getState().captureId) capture.judged();
    }),
    engine.subscribe((state, before) => {
      if (state.captures !== before.captures) {
        capture.show(chooseCapture(store.getState().captureId, before.captures, state.captures));
      }
      // What happened while the engine was out of reach came in no event.
      if (state.connected && !before.connected) void capture.load();
      const mutes = state.workspace?.mutes;
      // Filter and order look at what is heard.
      if (mutes !== before.workspace?.mutes) {
        capture.heardAnew();
        if (store.getState().sort.column === 'mark') capture.rebuild();
      }
    }),
  ];
  capture.show(chooseCapture(undefined, [], engine.getState().captures));
  return Object.assign(store, {
    actions: trafficActions(store, capture),
    shown: () => capture.view.shown,
    row: (number: number) => capture.log.get(number),
    draws: (number: number) => {
      capture.draws(number);
    },
    need: (number: number) => {
      capture.need(number);
    },
    linkedTo: (number: number) => capture.log.linkedTo(number),
    indexOf: (number: number) => capture.view.indexOf(number),
    isHiddenByFilter: (number: number) => capture.isHiddenByFilter(number),
    follow: () => capture.follow(),
    dispose: () => {
      for (const stop of stops) stop();
    },
  });
}
