/**
 * The words of the Tasks extension, as this server writes them.
 *
 * Source: https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md
 */

/** The extension's name: in capabilities, and in the error for a client that did not declare it. */
export const TASKS_EXTENSION = 'io.modelcontextprotocol/tasks';

/** Requests to the client by key; the key is never used twice in a task's life. */
export type TaskQuestions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a task is, whatever it stands at. */
interface TaskBase {
  readonly taskId: string;
  readonly statusMessage: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly lastUpdatedAt: string;
  /** From its creation. */
  readonly ttlMs: number;
  readonly pollIntervalMs: number;
}

/** What tasks/get answers, and notifications/tasks tells. */
export type DetailedTask = TaskBase &
  (
    | { readonly status: 'working' | 'cancelled' }
    | { readonly status: 'input_required'; readonly inputRequests: TaskQuestions }
    | { readonly status: 'completed'; readonly result: Readonly<Record<string, unknown>> }
    | { readonly status: 'failed'; readonly error: { readonly code: number; readonly message: string } }
  );

/** What tools/call answers: the task without what it came to. */
export type TaskSeed = TaskBase & { readonly status: DetailedTask['status'] };

/** A response of the client to one question, as tasks/update brought it. */
export interface TaskAnswer {
  readonly key: string;
  readonly response: unknown;
  /** Epoch ms. */
  readonly at: number;
}

/** All that is kept of a task; where it stands follows from it and the time. */
export interface TaskRecord {
  readonly id: string;
  /** Which work it is. */
  readonly work: string;
  /** What the work was asked for with: JSON. */
  readonly input: unknown;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly ttlMs: number;
  /** Epoch ms; absent while nobody has cancelled it in time. */
  readonly cancelledAt?: number;
  readonly answers: readonly TaskAnswer[];
}
