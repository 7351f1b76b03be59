import type { JsonObject, JsonValue } from './json.ts';
import type { ExchangeRef } from './exchange-ref.ts';
import type { InputRequest } from './input.ts';
import type { TaskStatus } from './task.ts';

/** Whom a task's requests go to: who made it, each instance of its fleet in turn, or all of them at once. */
export const TASK_ROUTINGS = ['creator', 'round-robin', 'all'] as const;
export type TaskRouting = (typeof TASK_ROUTINGS)[number];

/** Whether the server is asked to tell of the task: not, beside polling, or instead of it for as long as it does. */
export const TASK_LISTENS = ['off', 'beside', 'instead'] as const;
export type TaskListen = (typeof TASK_LISTENS)[number];

/**
 * `polling`: it goes on by itself. `paused`: by a person. `waiting`: no instance that it may ask is there; goes on when
 * one is. `stopped`: it does not go on by itself, `says` tells why; `resume` and `poll-now` do. `ended`: a terminal
 * status was seen. `lost`: nobody that was asked knows it (any more). `forgotten`: told once, then it is in no list.
 */
export const DRIVE_STATES = [
  'polling',
  'paused',
  'waiting',
  'stopped',
  'ended',
  'lost',
  'forgotten',
] as const;
export type DriveState = (typeof DRIVE_STATES)[number];

/** Something that a task asks for, and what became of it. */
export interface DrivenInput extends InputRequest {
  readonly key: string;
  /**
   * `open`: it waits for a person. `sending`: a tasks/update is on its way. `answered`: the server took it; such a key is
   * never answered again. `withdrawn`: the server no longer asks, and nobody here has answered.
   */
  readonly state: 'open' | 'sending' | 'answered' | 'withdrawn';
  /** The exchange that showed it first. */
  readonly shownBy: ExchangeRef;
  /** Epoch ms. */
  readonly askedAt: number;
  /** The tasks/update that carried the answer last. */
  readonly sentBy?: ExchangeRef;
  /** A sentence: why the last answer did not arrive, or may not have. It is open again. */
  readonly problem?: string;
}

/** A task that Hopscope drives: it asks how it fares until it has ended. */
export interface DrivenTask {
  /** Names it in commands; the same after a restart. */
  readonly id: string;
  readonly taskId: string;
  /** Tool that was called; the method where it was no tool. */
  readonly tool: string;
  /** The exchange whose answer was the task. After a restart its capture may be closed. */
  readonly created: ExchangeRef;
  readonly creator: { readonly instanceId: string; readonly instanceName: string };
  /** Epoch ms: when the task was handed out, as seen here. */
  readonly startedAt: number;
  readonly state: DriveState;
  /** A sentence or two: what it does, or why it does nothing. */
  readonly says: string;
  /** As last told. */
  readonly status: TaskStatus;
  readonly statusMessage?: string;
  /** As last told; null is without end. */
  readonly ttlMs: number | null;
  /** Epoch ms: `startedAt` plus `ttlMs`. */
  readonly expiresAt?: number;
  /** What the server asks for; absent: it does not say. */
  readonly serverPollMs?: number;
  /** The pace that holds, in ms from an answer to the next request. */
  readonly pollEveryMs: number;
  /** Whose pace that is: the server's, Hopscope's own where it says none, or a person's. */
  readonly paceBy: 'server' | 'default' | 'hand';
  readonly routing: TaskRouting;
  /** Ids of the instances that the routing allows and that are there now. */
  readonly asks: readonly string[];
  readonly listen: TaskListen;
  /** Streams that are open and acknowledged. */
  readonly listening: readonly ExchangeRef[];
  /** Epoch ms of the next poll; absent where none is due. */
  readonly nextPollAt?: number;
  readonly polls: number;
  /** Polls that failed since the last one that did not. */
  readonly failures: number;
  /** Ids of instances that said they do not know it, and have not said otherwise since. */
  readonly unknownOn: readonly string[];
  readonly lastPoll?: ExchangeRef;
  /** In the order in which they were asked. */
  readonly inputs: readonly DrivenInput[];
  /** Epoch ms: a tasks/cancel was sent. The task is cancelled only once its status says so. */
  readonly cancelAskedAt?: number;
  /** The tasks/cancel that was sent last. */
  readonly cancelSentBy?: ExchangeRef;
  /** A sentence: why tasks/cancel did not arrive. */
  readonly cancelProblem?: string;
  /** How it ended, and the exchange that shows it. */
  readonly outcome?: TaskOutcome;
}

export interface TaskOutcome {
  readonly shownBy: ExchangeRef;
  /** `tool-error`: completed with isError. `none`: the server ended it without the result or error that belongs to it. */
  readonly kind: 'result' | 'tool-error' | 'error' | 'cancelled' | 'none';
  /** Result or error as it came; absent where it is longer than 100,000 characters: read the exchange. */
  readonly value?: JsonObject;
}

/** What is done with a driven task, by hand. */
export const TASK_ACTIONS = ['pause', 'resume', 'poll-now', 'cancel', 'forget'] as const;

export interface TaskControl {
  readonly id: string;
  /**
   * `cancel` asks the server, which may or may not. `forget` ends the driving here, and tells the server nothing.
   * Absent: only the settings change.
   */
  readonly action?: (typeof TASK_ACTIONS)[number];
  /** `poll-now` and `cancel`: ask just this instance, whatever the routing. */
  readonly instanceId?: string;
  /** From 50; null: as the server asks. */
  readonly pollEveryMs?: number | null;
  readonly routing?: TaskRouting;
  readonly listen?: TaskListen;
}

/** Answers to what a task asks for. */
export interface TaskAnswer {
  readonly id: string;
  /** Asked instead of whom the routing names; another one than the creator is allowed: that is the point. */
  readonly instanceId?: string;
  /** The client's result for each key; a part of the open ones is enough. */
  readonly responses: Readonly<Record<string, JsonValue>>;
}
