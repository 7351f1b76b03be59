import type { Era } from '../../shared/model/instance.ts';
import type { TourState } from '../../shared/model/tour.ts';
import { AppError } from '../app-error.ts';
import type { InstanceDirectory } from '../instances/instance-directory.ts';
import { runTour, type TourNews, type TourServices } from './run-tour.ts';

/** The tours of this run of the engine: those under way, and the last one of each instance. */
export interface Tours {
  list(): readonly TourState[];
  /**
   * Starts one of each instance, at once; what comes of them goes to `onTour`. Throws AppError before any begins: NOT_FOUND,
   * BAD_INPUT, NEEDS_CONSENT, or CONFLICT where one of an instance is under way.
   */
  start(instanceIds: readonly string[], wanted: TourWish): readonly TourState[];
  /** False where it is not under way (any more). */
  cancel(id: string): boolean;
  /** Cancels all and waits for their end. */
  close(): Promise<void>;
}

export interface TourWish {
  readonly era?: Era | 'auto';
  readonly timeoutMs?: number;
}

export interface ToursOptions extends TourServices {
  readonly instances: InstanceDirectory;
  readonly onTour: (state: TourState) => void;
  /** A mistake of Hopscope's own. */
  readonly onBug: (error: unknown, where: string) => void;
}

/** Longest wait for one answer where nobody says anything, in ms. */
const STEP_TIMEOUT_MS = 10_000;

interface Running {
  state: TourState;
  readonly abort: AbortController;
  readonly over: Promise<void>;
}

export function createTours(options: ToursOptions): Tours {
  return new EngineTours(options);
}

class EngineTours implements Tours {
  readonly #options: ToursOptions;
  /** By instance. */
  readonly #tours = new Map<string, Running>();
  #last = 0;

  constructor(options: ToursOptions) {
    this.#options = options;
  }

  list(): readonly TourState[] {
    return [...this.#tours.values()].map(({ state }) => state);
  }

  start(instanceIds: readonly string[], wanted: TourWish): readonly TourState[] {
    const targets = [...new Set(instanceIds)].map((id) => this.#options.instances.ready(id));
    for (const { instance } of targets) {
      if (this.#tours.get(instance.id)?.state.state !== 'running') continue;
      throw new AppError(
        'CONFLICT',
        `${instance.name} is being checked already: wait, or cancel that first.`,
      );
    }
    return targets.map((target) => {
      const { instance } = target;
      const abort = new AbortController();
      this.#last += 1;
      const running: { state: TourState; abort: AbortController; over: Promise<void> } = {
        state: {
          id: `tour-${String(this.#last)}`,
          instanceId: instance.id,
          instanceName: instance.name,
          state: 'running',
          done: 0,
          steps: 1,
          step: 'finding out its era',
          unanswered: 0,
        },
        abort,
        over: Promise.resolve(),
      };
      this.#tours.set(instance.id, running);
      const order = {
        target,
        era: wanted.era ?? 'auto',
        timeoutMs: wanted.timeoutMs ?? STEP_TIMEOUT_MS,
        signal: abort.signal,
        tell: (news: TourNews): void => {
          this.#set(running, { ...running.state, ...afterNews(running.state, news) });
        },
      };
      running.over = this.#run(running, order);
      return running.state;
    });
  }

  cancel(id: string): boolean {
    const running = [...this.#tours.values()].find(({ state }) => state.id === id);
    if (running?.state.state !== 'running') return false;
    running.abort.abort();
    return true;
  }

  async close(): Promise<void> {
    for (const { abort } of this.#tours.values()) abort.abort();
    await Promise.all([...this.#tours.values()].map(({ over }) => over));
  }

  async #run(running: Running, order: Parameters<typeof runTour>[0]): Promise<void> {
    const { instanceName } = running.state;
    const failed = (problem: string): void => {
      this.#set(running, { ...running.state, state: 'failed', problem });
    };
    try {
      const { problem } = await runTour(order, this.#options);
      if (order.signal.aborted) this.#set(running, { ...running.state, state: 'cancelled' });
      else if (problem !== undefined) failed(problem);
      else this.#set(running, { ...running.state, state: 'done', steps: running.state.done });
    } catch (error) {
      if (error instanceof AppError) failed(error.message);
      else {
        this.#options.onBug(error, `the tour of ${instanceName}`);
        failed(`The tour could not be made: ${String(error)}`);
      }
    }
  }

  #set(running: Running, state: TourState): void {
    running.state = state;
    this.#options.onTour(state);
  }
}

function afterNews(state: TourState, news: TourNews): Partial<TourState> {
  switch (news.kind) {
    case 'era':
      return { era: news.era };
    case 'step':
      return { step: news.says, steps: Math.max(news.steps, state.done + 1) };
    case 'sent': {
      const { captureId, number } = news.ref;
      // A recording that began meanwhile counts anew.
      const before = state.recorded?.captureId === captureId ? state.recorded : undefined;
      return { recorded: { captureId, first: before?.first ?? number, last: number } };
    }
    case 'over':
      return { done: state.done + 1, unanswered: state.unanswered + (news.answered ? 0 : 1) };
  }
}
