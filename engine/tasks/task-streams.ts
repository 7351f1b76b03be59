import type { ExchangeRef } from '../../shared/model/exchange-ref.ts';
import type { Captures } from '../capture/captures.ts';
import type { Client } from '../client/client.ts';
import type { TaskView } from './read-task.ts';
import { followTask, type TaskStream } from './task-stream.ts';

export interface TaskStreamsOptions {
  readonly taskId: string;
  readonly client: Client;
  readonly captures: Captures;
  /** Sends the subscription; rejects with AppError. */
  readonly open: (instanceId: string) => Promise<ExchangeRef>;
  readonly nameOf: (instanceId: string) => string;
  readonly onAcknowledged: (instanceId: string) => void;
  readonly onTold: (instanceId: string, view: TaskView, by: ExchangeRef) => void;
  /** A stream is over, or could not be opened. */
  readonly onChange: () => void;
}

const LONGEST_WAIT_MS = 30_000;

interface Kept {
  /** Absent: it is being opened, or waits to be opened again. */
  stream?: TaskStream;
  timer?: NodeJS.Timeout;
  /** Streams that broke since one was acknowledged. */
  breaks: number;
  refused: boolean;
  problem?: string;
}

/** The subscriptions to one task, at most one an instance. One that breaks is opened again, later each time. */
export class TaskStreams {
  readonly #options: TaskStreamsOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #ending = new Set<Promise<unknown>>();
  #closed = false;

  constructor(options: TaskStreamsOptions) {
    this.#options = options;
  }

  /** There is to be a stream at each of these and at no other. */
  want(instanceIds: readonly string[]): void {
    for (const [instanceId, kept] of [...this.#kept]) {
      if (!instanceIds.includes(instanceId)) this.#end(instanceId, kept);
    }
    if (this.#closed) return;
    for (const instanceId of instanceIds) {
      if (this.#kept.has(instanceId)) continue;
      const kept: Kept = { breaks: 0, refused: false };
      this.#kept.set(instanceId, kept);
      this.#track(this.#open(instanceId, kept));
    }
  }

  /** What was refused may be accepted now. */
  tryAgain(): void {
    for (const [instanceId, { refused }] of [...this.#kept]) if (refused) this.#kept.delete(instanceId);
  }

  acknowledged(): readonly { readonly instanceId: string; readonly ref: ExchangeRef }[] {
    return [...this.#kept].flatMap(([instanceId, { stream }]) =>
      stream?.isAcknowledged() === true ? [{ instanceId, ref: stream.ref }] : [],
    );
  }

  /** Why the last stream that was wanted is not there: a sentence. */
  problem(): string | undefined {
    return [...this.#kept.values()].find(({ problem }) => problem !== undefined)?.problem;
  }

  heard(ref: ExchangeRef): void {
    for (const { stream } of this.#kept.values()) {
      if (stream?.ref.number === ref.number && stream.ref.captureId === ref.captureId) stream.heard();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.want([]);
    await Promise.all([...this.#ending]);
  }

  async #open(instanceId: string, kept: Kept): Promise<void> {
    const { open, nameOf, taskId, onAcknowledged, onTold, onChange } = this.#options;
    delete kept.timer;
    let ref: ExchangeRef;
    try {
      ref = await open(instanceId);
    } catch (error) {
      this.#broke(instanceId, kept, error instanceof Error ? error.message : String(error));
      return;
    }
    const stream = followTask(ref, { taskId, instanceName: nameOf(instanceId) }, this.#options, {
      onAcknowledged: () => {
        if (this.#kept.get(instanceId) !== kept) return;
        kept.breaks = 0;
        delete kept.problem;
        onAcknowledged(instanceId);
      },
      onTold: (view) => {
        if (this.#kept.get(instanceId) === kept) onTold(instanceId, view, ref);
      },
    });
    kept.stream = stream;
    // It may have become unwanted while it was opened.
    if (this.#kept.get(instanceId) !== kept) stream.close();
    const { refused, says } = await stream.over;
    delete kept.stream;
    if (this.#kept.get(instanceId) !== kept) return;
    if (!refused) {
      this.#broke(instanceId, kept, says);
      return;
    }
    kept.refused = true;
    kept.problem = says;
    onChange();
  }

  #broke(instanceId: string, kept: Kept, says: string): void {
    if (this.#kept.get(instanceId) !== kept) return;
    kept.breaks += 1;
    kept.problem = says;
    kept.timer = setTimeout(
      () => {
        this.#track(this.#open(instanceId, kept));
      },
      Math.min(LONGEST_WAIT_MS, 500 * 2 ** kept.breaks),
    );
    this.#options.onChange();
  }

  #end(instanceId: string, kept: Kept): void {
    this.#kept.delete(instanceId);
    clearTimeout(kept.timer);
    kept.stream?.close();
  }

  #track(work: Promise<void>): void {
    const done = work.finally(() => this.#ending.delete(done));
    this.#ending.add(done);
  }
}
