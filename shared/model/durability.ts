import type { ExchangeRef } from './exchange.ts';
import type { Responders } from './input.ts';
import type { JsonObject } from './json.ts';

/** Steps of a durability check, in the order in which they are made. */
export const DURABILITY_STEPS = [
  'create',
  'get-at-once',
  'get-later',
  'unknown-id',
  'update',
  'cancel',
  'creator-down',
  'after-ttl',
] as const;
export type DurabilityStep = (typeof DURABILITY_STEPS)[number];

/** What each step is called and what it asks, for people. */
export const DURABILITY_WORDS: Readonly<
  Record<DurabilityStep, { readonly title: string; readonly asks: string }>
> = {
  create: { title: 'Create', asks: 'One instance is asked for work and hands out a task.' },
  'get-at-once': {
    title: 'Get at once',
    asks: 'Does every instance know the task as soon as it was handed out?',
  },
  'get-later': { title: 'Get later', asks: 'Does every instance know it a little later, as the same task?' },
  'unknown-id': { title: 'Unknown id', asks: 'Does every instance answer -32602 for a task that never was?' },
  update: {
    title: 'Update',
    asks: 'Does another instance take the answers that a task asks for, and do all see it?',
  },
  cancel: {
    title: 'Cancel',
    asks: 'Does a third instance take the wish to cancel, and do all see what came of it?',
  },
  'creator-down': {
    title: 'Creator down',
    asks: 'Do the others know the task while its creator is down, and does the creator when it is up again?',
  },
  'after-ttl': {
    title: 'After its ttl',
    asks: 'Does every instance tell of the task, or answer -32602, once its time is over?',
  },
};

/**
 * `not-applicable` does not count: the step has nothing to ask there. `not-reached`: it could not be made, or nobody
 * answered.
 */
export const DURABILITY_VERDICTS = ['ok', 'violated', 'not-applicable', 'not-reached'] as const;
export type DurabilityVerdict = (typeof DURABILITY_VERDICTS)[number];

/** What verdicts are called, for people. */
export const DURABILITY_VERDICT_WORDS: Readonly<Record<DurabilityVerdict, string>> = {
  ok: 'ok',
  violated: 'violated',
  'not-applicable': 'not applicable',
  'not-reached': 'not reached',
};

/** What one step showed of one instance. */
export interface DurabilityCell {
  readonly instanceId: string;
  readonly step: DurabilityStep;
  readonly verdict: DurabilityVerdict;
  /** What happened: one or two sentences. */
  readonly says: string;
  /** The exchanges that show it, in the order in which they were sent. */
  readonly exchanges: readonly ExchangeRef[];
}

/** A tool and what it is called with. */
export interface ToolWork {
  readonly tool: string;
  readonly args: JsonObject;
}

/** What to check. Each instance gets the same requests; all declare the tasks extension. */
export interface DurabilityWish extends ToolWork {
  /** The fleet; the first one creates the tasks unless `creatorId` names another one. */
  readonly instanceIds: readonly string[];
  readonly creatorId?: string;
  /** Work that asks for input in its course; `tool` where absent. */
  readonly inputWork?: ToolWork;
  /** Work that lasts until it is cancelled; `tool` where absent. */
  readonly cancelWork?: ToolWork;
  /** How tasks' questions are answered: the workspace's responders where absent; where these would ask a person, declined. */
  readonly respond?: Responders;
  /** A task with a longer ttl is not waited for, in ms; 30 s where absent. */
  readonly ttlWaitMs?: number;
  /** Longest wait for one answer, in ms; 10 s where absent. */
  readonly timeoutMs?: number;
}

/** The whole of a check in a word: a violation that was proved weighs more than what could not be reached. */
export interface DurabilityOutcome {
  readonly verdict: 'holds' | 'violated' | 'not-reached';
  /** One sentence. */
  readonly says: string;
}

/** A durability check: does every instance of a fleet know the tasks that one of them hands out? */
export interface DurabilityState {
  readonly id: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly wish: DurabilityWish;
  /** The creator is the first. */
  readonly instances: readonly { readonly id: string; readonly name: string }[];
  /** Steps that are over, in all DURABILITY_STEPS.length. */
  readonly done: number;
  /** The step that is under way. */
  readonly step?: DurabilityStep;
  /** What is going on, in a few words. */
  readonly doing: string;
  /** One an instance and step, as far as they are made; none where a step asks nothing of an instance. */
  readonly cells: readonly DurabilityCell[];
  /** Tasks that were created, and the exchanges that handed them out. */
  readonly tasks: readonly {
    readonly taskId: string;
    readonly tool: string;
    readonly created: ExchangeRef;
  }[];
  /** Of `done`; of what ended otherwise only where a violation was proved. */
  readonly outcome?: DurabilityOutcome;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Where it is recorded: the capture, and the numbers of its first and its last exchange. Absent until one was sent. */
  readonly recorded?: { readonly captureId: string; readonly first: number; readonly last: number };
  /** Of `failed`: a sentence, what happened and what to do next. */
  readonly problem?: string;
}
