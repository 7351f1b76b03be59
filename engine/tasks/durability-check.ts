import type {
  DurabilityCell,
  DurabilityStep,
  DurabilityWish,
  ToolWork,
} from '../../shared/model/durability.ts';
import type { ClientSettings } from '../../shared/model/input.ts';
import type { ReadyInstance } from '../client/channel.ts';
import type { InstanceControl } from '../instances/instance-control.ts';
import { pause } from '../client/pause.ts';
import type { ToldTask } from './durability-answers.ts';
import type { Asked, AskedTask, Asker } from './durability-asker.ts';
import type { Judgement } from './durability-verdicts.ts';

/** How long things are waited for, in ms. */
export interface DurabilityTimes {
  /** Between two polls, at least and at most, whatever the server asks for. */
  readonly pollLeastMs: number;
  readonly pollMostMs: number;
  /** Where the server asks for nothing. */
  readonly pollDefaultMs: number;
  /** For an instance to learn of a task. */
  readonly laterMs: number;
  /** For a task to ask for input, or to come to its end. */
  readonly inputMs: number;
  /** For all instances to tell what came of an update or a cancellation. */
  readonly seenMs: number;
  /** The longest wait for the end of a ttl, where the wish names none. */
  readonly ttlWaitMs: number;
  /** After the end of a ttl, so that nobody's clock has to be exact. */
  readonly ttlSlackMs: number;
}

export const DURABILITY_TIMES: DurabilityTimes = {
  pollLeastMs: 200,
  pollMostMs: 2_000,
  pollDefaultMs: 1_000,
  laterMs: 3_000,
  inputMs: 15_000,
  seenMs: 10_000,
  ttlWaitMs: 30_000,
  ttlSlackMs: 500,
};

/** A task of a check. */
export interface CheckedTask {
  readonly told: ToldTask;
  /** The call that handed it out. */
  readonly asked: Asked;
  /** Of this process's steady clock: when it was handed out, at the latest. Ms. */
  readonly handedOutAt: number;
}

/** A task as it is asked for. */
export function askedTask({ told, asked }: CheckedTask): AskedTask {
  return { taskId: told.taskId, created: asked.ref };
}

/** A call that handed out no task. */
export interface NoTask {
  readonly told?: undefined;
  readonly asked: Asked;
}

/** A check under way, as its steps see it. */
export interface Check {
  readonly asker: Asker;
  readonly wish: DurabilityWish;
  /** The creator is the first. */
  readonly ids: readonly string[];
  readonly times: DurabilityTimes;
  readonly signal: AbortSignal;
  readonly settings: () => ClientSettings;
  readonly control: InstanceControl;
  /** Throws AppError where it is not there any more. */
  readonly target: (id: string) => ReadyInstance;
  readonly nameOf: (id: string) => string;
  readonly doing: (what: string) => void;
  readonly cell: (cell: DurabilityCell) => void;
  /** Remembers what was last told of a task. */
  readonly heard: (asked: Asked) => void;
  readonly lastOf: (taskId: string) => ToldTask | undefined;
  /** A new task of the creator's; without `told` where it handed out none. */
  readonly create: (work: ToolWork, step: DurabilityStep) => Promise<CheckedTask | NoTask>;
  /** Nothing is to be tidied up of it. */
  readonly cancelAsked: (taskId: string) => void;
}

/** How long to wait until the next poll of a task, in ms. */
export function pollPause(
  { times }: Pick<Check, 'times'>,
  task: Pick<ToldTask, 'pollIntervalMs'> | undefined,
): number {
  const wanted = task?.pollIntervalMs ?? times.pollDefaultMs;
  return Math.min(Math.max(wanted, times.pollLeastMs), times.pollMostMs);
}

/** Waits; rejects with the signal's reason where the check is cancelled meanwhile. */
export async function waitFor({ signal }: Pick<Check, 'signal'>, ms: number): Promise<void> {
  await pause(ms, signal);
  signal.throwIfAborted();
}

/** Adds what answers show of one instance to the matrix. */
export function addCell(
  { cell }: Pick<Check, 'cell'>,
  step: DurabilityStep,
  instanceId: string,
  judged: Judgement,
  asked: readonly Asked[],
): void {
  cell({ instanceId, step, ...judged, exchanges: asked.map(({ ref }) => ref) });
}

/** Asks each of these instances for a task, all at once. */
export async function getFromAll(
  check: Check,
  ids: readonly string[],
  task: AskedTask,
): Promise<readonly { readonly id: string; readonly asked: Asked }[]> {
  const all = await Promise.all(
    ids.map(async (id) => ({ id, asked: await check.asker.get(check.target(id), task) })),
  );
  for (const { asked } of all) check.heard(asked);
  return all;
}
