/** Where a task stands. https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-status */
export const TASK_STATUSES = ['working', 'input_required', 'completed', 'failed', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** No other status may follow. */
export function isTerminal(status: TaskStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

/** One thing that was seen of a task. */
export interface TaskMark {
  /** Number of the exchange that shows it. */
  readonly number: number;
  /** Epoch ms: when the answer or notification came. */
  readonly at: number;
  readonly instanceId: string;
  /** `result` is tasks/result of 2025-11-25. */
  readonly kind: 'created' | 'poll' | 'update' | 'cancel' | 'notification' | 'result';
  /** What was told; absent where the answer was an error, or none came. */
  readonly status?: TaskStatus;
  readonly statusMessage?: string;
  /** JSON-RPC error code of the answer. */
  readonly errorCode?: number;
  /** Polled sooner than the server had asked for. */
  readonly early?: boolean;
  /** Somebody broke a rule here: ids of the rules. */
  readonly rules?: readonly string[];
}

/** A stretch of one status, as far as it was seen. */
export interface TaskPhase {
  readonly status: TaskStatus;
  readonly from: number;
  /** Absent: it lasts. */
  readonly to?: number;
}

/** Something that a task asked for. */
export interface TaskInput {
  readonly key: string;
  /** `elicitation/create`… */
  readonly method: string;
  /** Exchange that showed it first, and epoch ms. */
  readonly asked: number;
  readonly askedAt: number;
  /** The tasks/update that answered it. */
  readonly answered?: number;
  readonly answeredAt?: number;
}

/** One task from its creation to its end, as far as a capture shows it. */
export interface TaskLife {
  /** Unique in a capture: the same task id of two unlike servers is two tasks. */
  readonly key: string;
  readonly taskId: string;
  /** A task of 2025-11-25: to be migrated. */
  readonly legacy: boolean;
  /** Tool that was called, or the method where it was no tool; empty where the creation was not recorded. */
  readonly tool: string;
  readonly client: string;
  readonly clientName: string;
  /** Absent: it began before the recording. */
  readonly creator?: { readonly number: number; readonly at: number; readonly instanceId: string };
  /** The server's own times, epoch ms. */
  readonly createdAt?: number;
  readonly lastUpdatedAt?: number;
  /** As last told; null is without end, absent was never told. */
  readonly ttlMs?: number | null;
  readonly pollIntervalMs?: number;
  /** Each value that was told, oldest first, where it changed. */
  readonly ttlChanges: readonly { readonly number: number; readonly ttlMs: number | null }[];
  /** As last told; absent where nobody was told any. */
  readonly status?: TaskStatus;
  /** Epoch ms of the first and the last mark. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly phases: readonly TaskPhase[];
  /** Oldest first; of very long lives the middle polls are left out. */
  readonly marks: readonly TaskMark[];
  readonly marksLeftOut: number;
  readonly polls: number;
  readonly earlyPolls: number;
  readonly inputs: readonly TaskInput[];
  readonly cancelAskedAt?: number;
  /** Exchange that has the result or the error. */
  readonly outcome?: { readonly number: number; readonly kind: 'result' | 'tool-error' | 'error' };
  /** An instance did not know it: which, and in which exchange. */
  readonly unknownOn: readonly { readonly instanceId: string; readonly number: number }[];
  /** Ids of instances that were asked about it or told of it. */
  readonly instances: readonly string[];
  /** Findings about it by rule. */
  readonly rules: Readonly<Record<string, number>>;
}

/** Nobody handed it out here, and nobody knows it: such as the id that a durability check makes up. */
export function isNobodys({ creator, status }: Pick<TaskLife, 'creator' | 'status'>): boolean {
  return creator === undefined && status === undefined;
}

/** Lives that are new or have changed since the version that was asked for. */
export interface TaskReport {
  readonly version: number;
  readonly lives: readonly TaskLife[];
  readonly total: number;
  /** All that any life mentions, as the recording calls them, in the order in which they were seen first. */
  readonly instances: readonly { readonly id: string; readonly name: string }[];
}
