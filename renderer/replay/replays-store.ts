import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { ReplayState } from '../../shared/model/replay-verdict.ts';

export interface KnownReplays {
  /** The latest first. */
  readonly replays: readonly ReplayState[];
  /** The list was there once. */
  readonly listed: boolean;
  /** Why the list did not come: a sentence. */
  readonly problem: string | undefined;
}

export interface ReplaysStore extends StoreApi<KnownReplays> {
  /** Asks for all, and takes in what is told from here on; returns what ends that. */
  readonly follow: () => () => void;
  /** What a command has answered. */
  readonly take: (replay: ReplayState) => void;
}

/** With this word on a replay in place of the last one. The same list where that is newer. Pure. */
export function withReplay(replays: readonly ReplayState[], told: ReplayState): readonly ReplayState[] {
  const known = replays.find(({ id }) => id === told.id);
  // An answer can be overtaken by an event: what is over does not run again.
  if (known && known.state !== 'running' && told.state === 'running') return replays;
  return [...replays.filter(({ id }) => id !== told.id), told].toSorted(
    (one, other) => other.startedAt - one.startedAt,
  );
}

/** Mirrors the replays that the engine knows, those of earlier runs of Hopscope among them. */
export function createReplaysStore(bridge: Pick<Bridge, 'invoke' | 'on' | 'onConnection'>): ReplaysStore {
  const store = createStore<KnownReplays>(() => ({ replays: [], listed: false, problem: undefined }));
  const take = (replay: ReplayState): void => {
    store.setState(({ replays }) => ({ replays: withReplay(replays, replay) }));
  };
  const ask = async (): Promise<void> => {
    const listed = await bridge.invoke('replay.list', null);
    if (!listed.ok) {
      store.setState({ problem: listed.error.message });
      return;
    }
    store.setState(({ replays }) => ({
      // What was told while the list was on its way may be newer.
      replays: listed.value.reduce(
        withReplay,
        replays.filter(({ id, state }) => state !== 'running' || listed.value.some((one) => one.id === id)),
      ),
      listed: true,
      problem: undefined,
    }));
  };
  return Object.assign(store, {
    take,
    follow: () => {
      const stops = [
        bridge.on('replay', take),
        bridge.onConnection((connected) => {
          if (connected) void ask();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  });
}
