import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { Result } from '../../../shared/bridge/result.ts';
import type { JudgedState } from '../../../shared/model/finding.ts';
import type { RowSource } from '../row-source.ts';

/** What a screen knows of one report on the capture that is shown. */
export interface TrackedState<T> {
  readonly captureId: string | undefined;
  /** Of that capture; absent until it came for the first time. */
  readonly report: T | undefined;
  /** Why the last answer did not come: a sentence. The report before stays. */
  readonly problem: string | undefined;
  /** How far the capture is judged; absent until something was heard. */
  readonly judged: JudgedState | undefined;
}

/** A report of a tracker, kept up to date while it is followed. */
export interface TrackedReport<T> extends StoreApi<TrackedState<T>> {
  /** Asks now, and again whenever more was judged; returns what lets it rest. */
  readonly follow: () => () => void;
  /** Asks now, such as after another part of the report is wanted. What is still on its way is not taken any more. */
  readonly refresh: () => void;
}

export interface TrackedReportOptions<T> {
  readonly bridge: Pick<Bridge, 'on' | 'onConnection'>;
  readonly rows: Pick<RowSource, 'getState' | 'subscribe'>;
  readonly ask: (captureId: string) => Promise<Result<T>>;
  /** Runs once, after a pause: no more questions are asked until then. */
  readonly pause: (run: () => void) => void;
}

const NOTHING = { report: undefined, problem: undefined, judged: undefined };

/** Asks for a report at most once a pause, however often something new is judged. */
export function createTrackedReport<T>(options: TrackedReportOptions<T>): TrackedReport<T> {
  const { bridge, rows, ask, pause } = options;
  const store = createStore<TrackedState<T>>(() => ({ captureId: undefined, ...NOTHING }));
  let following = false;
  /** Of the last question; answers to earlier ones are not taken. */
  let question = 0;
  let busy = false;
  let stale = false;

  const askNow = async (): Promise<void> => {
    const { captureId } = store.getState();
    if (captureId === undefined) return;
    question += 1;
    const own = question;
    busy = true;
    stale = false;
    const answer = await ask(captureId);
    if (own !== question) return;
    store.setState(
      answer.ok ? { report: answer.value, problem: undefined } : { problem: answer.error.message },
    );
    pause(() => {
      if (own !== question) return;
      busy = false;
      if (stale && following) void askNow();
    });
  };
  const askSoon = (): void => {
    if (busy) stale = true;
    else void askNow();
  };
  const turnTo = (captureId: string | undefined): boolean => {
    if (captureId === store.getState().captureId) return false;
    question += 1;
    busy = false;
    store.setState({ captureId, ...NOTHING });
    return true;
  };

  const follow = (): (() => void) => {
    following = true;
    turnTo(rows.getState().captureId);
    let connected: boolean | undefined;
    const stops = [
      rows.subscribe(({ captureId }) => {
        if (turnTo(captureId)) void askNow();
      }),
      bridge.on('judged', (judged) => {
        if (judged.captureId !== store.getState().captureId) return;
        store.setState({ judged });
        askSoon();
      }),
      bridge.onConnection((now) => {
        // What was judged while the engine was out of reach came in no event.
        if (now && connected === false) void askNow();
        connected = now;
      }),
    ];
    void askNow();
    return () => {
      following = false;
      for (const stop of stops) stop();
    };
  };
  return Object.assign(store, {
    follow,
    refresh: () => {
      void askNow();
    },
  });
}
