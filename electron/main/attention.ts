import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { DesktopWish } from '../../shared/bridge/desktop.ts';
import type { DrivenTask } from '../../shared/model/driven-task.ts';
import { DURABILITY_STEPS, type DurabilityState } from '../../shared/model/durability.ts';
import { replaySummary } from '../../shared/model/replay-end.ts';
import type { ReplayState } from '../../shared/model/replay-verdict.ts';

/** A few words for a person who looks elsewhere. */
export interface Word {
  readonly title: string;
  readonly body: string;
  /** What a click on it shows. */
  readonly shows: DesktopWish;
}

export interface AttentionOptions {
  readonly bridge: Pick<Bridge, 'on'>;
  /** From 0 to 1; -1 takes it away. */
  readonly setProgress: (part: number) => void;
  /** Whether a person is in a window of ours. */
  readonly isLookedAt: () => boolean;
  readonly wantsNotifications: () => boolean;
  readonly notify: (word: Word) => void;
}

/** Steps of progress that the task bar can show. */
const STEPS = 100;
const LONGEST_BODY = 200;

/**
 * The progress of replays and durability checks in the task bar or dock, and a notification where one of them, or a task,
 * ends while nobody looks. Returns the function that ends it.
 */
export function watchProgress(options: AttentionOptions): () => void {
  const { bridge, setProgress } = options;
  /** What is under way, with how far it is. */
  const running = new Map<string, number>();
  const openTasks = new Set<string>();
  let shown = -1;

  const show = (): void => {
    const parts = [...running.values()];
    const part =
      parts.length === 0
        ? -1
        : Math.round((parts.reduce((sum, one) => sum + one, 0) / parts.length) * STEPS) / STEPS;
    if (part !== shown) setProgress(part);
    shown = part;
  };
  const tell = (word: Word): void => {
    if (options.isLookedAt() || !options.wantsNotifications()) return;
    options.notify({ ...word, body: word.body.slice(0, LONGEST_BODY) });
  };
  /** Whether it has just ended, and not been over all along. */
  const ended = (key: string, part: number | undefined): boolean => {
    const was = running.has(key);
    if (part === undefined) running.delete(key);
    else running.set(key, part);
    show();
    return was && part === undefined;
  };
  const stops = [
    bridge.on('replay', (state) => {
      if (ended(`replay ${state.id}`, partOfReplay(state))) tell(wordOfReplay(state));
    }),
    bridge.on('durability', (state) => {
      if (ended(`durability ${state.id}`, partOfDurability(state))) tell(wordOfDurability(state));
    }),
    bridge.on('task', (task) => {
      if (task.state !== 'ended') openTasks.add(task.id);
      else if (openTasks.delete(task.id)) tell(wordOfTask(task));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    if (shown !== -1) setProgress(-1);
  };
}

function partOfReplay({ state, done, planned }: ReplayState): number | undefined {
  return state === 'running' ? Math.min(planned === 0 ? 0 : done / planned, 1) : undefined;
}

function partOfDurability({ state, done }: DurabilityState): number | undefined {
  return state === 'running' ? done / DURABILITY_STEPS.length : undefined;
}

function wordOfReplay(state: ReplayState): Word {
  const shows = { kind: 'show-replay', id: state.id } as const;
  return { title: `${state.recording.name}: the replay has ended`, body: replaySummary(state), shows };
}

function wordOfDurability(state: DurabilityState): Word {
  const body = state.problem ?? state.outcome?.says ?? state.doing;
  return { title: 'The durability check has ended', body, shows: { kind: 'show-tasks' } };
}

function wordOfTask({ tool, status, says }: DrivenTask): Word {
  return { title: `The task of ${tool} is ${status}`, body: says, shows: { kind: 'show-tasks' } };
}
