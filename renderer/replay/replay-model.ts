import { createContext, useContext } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { ReplayState } from '../../shared/model/replay-verdict.ts';
import { createPlanStore, type PlanStore } from './plan/plan-store.ts';
import { createReplaysStore, type ReplaysStore } from './replays-store.ts';
import { NEW_FORM, readForm, type RunForm, type RunProblem } from './run/run-form.ts';

export const STEPS = ['recording', 'plan', 'run', 'verdict'] as const;
export type StepName = (typeof STEPS)[number];

/** Where the screen is. */
export interface Place {
  readonly step: StepName;
  /** The list of earlier replays is in front of the steps. */
  readonly history: boolean;
  /** The replay whose run and verdict are shown; none: a new one is set up. */
  readonly replayId: string | undefined;
  /** Step of the plan that is looked at, by its number. */
  readonly planStep: number | undefined;
  /** Step of the replay that somebody wants to see, by its number. */
  readonly wanted: number | undefined;
}

/** What is set up, and how far its start is. */
export interface RunSetup {
  readonly form: RunForm;
  readonly starting: boolean;
  readonly problem: (Partial<Pick<RunProblem, 'field'>> & { readonly message: string }) | undefined;
  /** Hosts that look like production: a person has to say it again. A sentence that names them. */
  readonly confirm: string | undefined;
}

/** Everything that the screen is about, and what can be done on it. */
export interface ReplayModel {
  readonly plan: PlanStore;
  readonly setup: StoreApi<RunSetup>;
  readonly replays: ReplaysStore;
  readonly place: StoreApi<Place>;
  readonly goTo: (step: StepName) => void;
  readonly showHistory: (history: boolean) => void;
  readonly lookAt: (planStep: number | undefined) => void;
  /** Shows a replay: its progress while it runs, its verdict once it is over; and there a step. */
  readonly show: (id: string, number?: number) => void;
  /** Back to setting one up. */
  readonly setUp: () => void;
  readonly change: (part: Partial<RunForm>) => void;
  /** `confirmed`: also to hosts that look like production. */
  readonly start: (confirmed: boolean) => Promise<void>;
  readonly unconfirm: () => void;
  /** Why it could not be cancelled, where it could not. */
  readonly cancel: (id: string) => Promise<string | undefined>;
  /** Mirrors what the engine tells; returns what ends that. */
  readonly follow: () => () => void;
}

type ReplayBridge = Pick<Bridge, 'invoke' | 'on' | 'onConnection'>;

function replayOf(replays: ReplaysStore, id: string | undefined): ReplayState | undefined {
  return replays.getState().replays.find((replay) => replay.id === id);
}

/** Goes on to the verdict when what is watched has ended. */
function followEnd(replays: ReplaysStore, place: StoreApi<Place>): () => void {
  return replays.subscribe((now, before) => {
    const { replayId, step } = place.getState();
    if (replayId === undefined || step !== 'run') return;
    const wasRunning = before.replays.some(({ id, state }) => id === replayId && state === 'running');
    const isOver = now.replays.some(({ id, state }) => id === replayId && state !== 'running');
    if (wasRunning && isOver) place.setState({ step: 'verdict' });
  });
}

/** Setting a replay up and sending it off. */
function createStart(
  bridge: ReplayBridge,
  { plan, setup, replays, place }: Pick<ReplayModel, 'plan' | 'setup' | 'replays' | 'place'>,
): ReplayModel['start'] {
  return async (confirmed) => {
    const { wish } = plan.getState();
    if (!wish || setup.getState().starting) return;
    const read = readForm(setup.getState().form, wish);
    if (!read.ok) {
      setup.setState({ problem: read.problem, confirm: undefined });
      return;
    }
    setup.setState({ starting: true, problem: undefined });
    const answer = await bridge.invoke('replay.start', { ...read.wish, ...(confirmed && { confirmed }) });
    if (answer.ok) {
      setup.setState({ starting: false, confirm: undefined });
      replays.take(answer.value);
      place.setState({ replayId: answer.value.id, step: 'run', history: false, wanted: undefined });
      return;
    }
    const { code, message } = answer.error;
    const asks = code === 'NEEDS_CONSENT' && !confirmed;
    setup.setState({
      starting: false,
      ...(asks ? { confirm: message } : { problem: { message }, confirm: undefined }),
    });
  };
}

export function createReplayModel(bridge: ReplayBridge): ReplayModel {
  const plan = createPlanStore(bridge);
  const replays = createReplaysStore(bridge);
  const setup = createStore<RunSetup>(() => ({
    form: NEW_FORM,
    starting: false,
    problem: undefined,
    confirm: undefined,
  }));
  const place = createStore<Place>(() => ({
    step: 'recording',
    history: false,
    replayId: undefined,
    planStep: undefined,
    wanted: undefined,
  }));
  return {
    ...{ plan, setup, replays, place },
    goTo: (step) => {
      place.setState({ step, history: false });
    },
    showHistory: (history) => {
      place.setState({ history });
    },
    lookAt: (planStep) => {
      place.setState({ planStep });
    },
    show: (id, number) => {
      const isRunning = replayOf(replays, id)?.state === 'running' && number === undefined;
      place.setState({ replayId: id, step: isRunning ? 'run' : 'verdict', history: false, wanted: number });
    },
    setUp: () => {
      const { wish } = plan.getState();
      place.setState({ replayId: undefined, step: wish ? 'run' : 'recording', history: false });
    },
    change: (part) => {
      setup.setState(({ form }) => ({ form: { ...form, ...part }, problem: undefined, confirm: undefined }));
    },
    start: createStart(bridge, { plan, setup, replays, place }),
    unconfirm: () => {
      setup.setState({ confirm: undefined });
    },
    cancel: async (id) => {
      const cancelled = await bridge.invoke('replay.cancel', { id });
      return cancelled.ok ? undefined : cancelled.error.message;
    },
    follow: () => {
      const stops = [followEnd(replays, place), replays.follow(), plan.follow()];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

export const ReplayContext = createContext<ReplayModel | undefined>(undefined);

export function useReplay(): ReplayModel {
  const model = useContext(ReplayContext);
  if (!model) throw new Error('a part of the replay screen outside of it');
  return model;
}
