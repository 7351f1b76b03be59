import { createRecordQueue } from '../../record-queue.ts';
import { EndControl, type EndSignal } from '../../transport/end-signal.ts';
import { TransportFailure } from '../../transport/transport-failure.ts';

/** How exactly time limits are kept, in ms: one clock for all is cheaper than one for each. */
const SWEEP_MS = 100;

/** One request on its way. */
export interface OpenRequest {
  readonly signal: EndSignal;
  /** Ends it now. */
  abort(reason?: unknown): void;
  /** It has ended. */
  over(): void;
}

interface Entry extends OpenRequest {
  readonly until: number;
}

/** The requests of a run that are on their way: each has a time limit, and all can be given up at once. */
export class OpenRequests {
  /** What their answers have to tell waits here until the turn is over. */
  readonly records = createRecordQueue();
  readonly #open = new Set<Entry>();
  readonly #timeoutMs: number;
  #sweeper: NodeJS.Timeout | undefined;
  #givenUp = false;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  begin(): OpenRequest {
    const control = new EndControl();
    const entry: Entry = {
      signal: control,
      until: performance.now() + this.#timeoutMs,
      abort: (reason) => {
        control.abort(reason);
      },
      over: () => {
        this.#open.delete(entry);
        if (this.#open.size > 0) return;
        clearInterval(this.#sweeper);
        this.#sweeper = undefined;
      },
    };
    if (this.#givenUp) control.abort();
    this.#open.add(entry);
    this.#sweeper ??= setInterval(this.#sweep, SWEEP_MS);
    return entry;
  }

  /** Ends all that are open, and each that begins from now on. */
  giveUp(): void {
    this.#givenUp = true;
    for (const entry of this.#open) entry.abort();
  }

  get givenUp(): boolean {
    return this.#givenUp;
  }

  readonly #sweep = (): void => {
    const now = performance.now();
    for (const entry of this.#open) {
      if (entry.until <= now) entry.abort(timedOut(this.#timeoutMs));
    }
  };
}

function timedOut(ms: number): TransportFailure {
  return new TransportFailure(
    'timeout',
    `No answer came within ${String(ms)} ms, so the request was given up. Raise the replay's time limit if the server needs longer.`,
  );
}
