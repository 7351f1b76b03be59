import {
  DURABILITY_STEPS,
  type DurabilityOutcome,
  type DurabilityState,
  type DurabilityWish,
} from '../../shared/model/durability.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { ClientSettings } from '../../shared/model/input.ts';
import { AppError } from '../app-error.ts';
import { untilClosed, type InstanceControl } from '../instances/instance-control.ts';
import type { InstanceDirectory } from '../instances/instance-directory.ts';
import { createAsker, type AskerServices } from './durability-asker.ts';
import { DURABILITY_TIMES, type DurabilityTimes } from './durability-check.ts';
import { runDurability, type DurabilityNews } from './durability-run.ts';
import { outcomeOf } from './durability-verdicts.ts';

/** Durability checks: one at a time, the last one is remembered. */
export interface Durability {
  /**
   * Starts one; what comes of it goes to `onState`. Throws AppError: NOT_FOUND, BAD_INPUT, NEEDS_CONSENT for an instance that
   * cannot be sent to; CONFLICT while there is one under way.
   */
  start(wish: DurabilityWish): DurabilityState;
  /** The last one where no id is given; undefined where there is none. */
  get(id?: string): DurabilityState | undefined;
  /** False where it is not under way (any more). */
  cancel(id: string): boolean;
  /** Cancels and waits for the end. */
  close(): Promise<void>;
}

export interface DurabilityOptions extends AskerServices {
  readonly instances: InstanceDirectory;
  readonly settings: () => ClientSettings;
  readonly control: InstanceControl;
  readonly times?: DurabilityTimes;
  readonly onState: (state: DurabilityState) => void;
  /** Epoch ms. */
  readonly now: () => number;
  /** A mistake of Hopscope's own. */
  readonly onBug: (error: unknown, where: string) => void;
}

/** Longest wait for one answer where nobody says anything, in ms. */
const ANSWER_TIMEOUT_MS = 10_000;
/** The same for what tidies up. */
const TIDY_TIMEOUT_MS = 3_000;

interface Running {
  state: DurabilityState;
  readonly abort: AbortController;
  over: Promise<void>;
}

export function createDurability(options: DurabilityOptions): Durability {
  return new Checks(options);
}

class Checks implements Durability {
  readonly #options: DurabilityOptions;
  readonly #closing = new AbortController();
  #last: Running | undefined;
  #count = 0;

  constructor(options: DurabilityOptions) {
    this.#options = options;
  }

  start(wish: DurabilityWish): DurabilityState {
    if (this.#last?.state.state === 'running') {
      throw new AppError('CONFLICT', 'A durability check is under way: wait, or cancel that first.');
    }
    const instances = this.#chosen(wish);
    this.#count += 1;
    const running: Running = {
      state: {
        id: `durability-${String(this.#count)}`,
        state: 'running',
        wish,
        instances,
        done: 0,
        doing: 'starting',
        cells: [],
        tasks: [],
        startedAt: this.#options.now(),
      },
      abort: new AbortController(),
      over: Promise.resolve(),
    };
    this.#last = running;
    running.over = this.#run(running);
    return running.state;
  }

  get(id?: string): DurabilityState | undefined {
    const state = this.#last?.state;
    return id === undefined || state?.id === id ? state : undefined;
  }

  cancel(id: string): boolean {
    if (this.#last?.state.id !== id || this.#last.state.state !== 'running') return false;
    this.#last.abort.abort();
    return true;
  }

  async close(): Promise<void> {
    this.#closing.abort(new AppError('CANCELLED', 'Hopscope is ending.'));
    this.#last?.abort.abort();
    await this.#last?.over;
  }

  /** The creator first. */
  #chosen({ instanceIds, creatorId }: DurabilityWish): DurabilityState['instances'] {
    const ids = [...new Set(instanceIds)];
    const creator = creatorId ?? ids[0];
    if (creator === undefined || !ids.includes(creator)) {
      throw new AppError('BAD_INPUT', 'The creator of the tasks must be one of the instances to check.');
    }
    return [creator, ...ids.filter((id) => id !== creator)].map((id) => {
      const { instance } = this.#options.instances.ready(id);
      return { id, name: instance.name };
    });
  }

  async #run(running: Running): Promise<void> {
    const { signal } = running.abort;
    const end = (change: Partial<DurabilityState>): void => {
      const { step: _over, ...state } = running.state;
      this.#set(running, { ...state, ...change, doing: '', endedAt: this.#options.now() });
    };
    const outcome = (): DurabilityOutcome => outcomeOf(running.state.cells, running.state.instances);
    /** What was proved stays proved; that all holds can only be said of the whole. */
    const proved = (): Pick<DurabilityState, 'outcome'> =>
      outcome().verdict === 'violated' ? { outcome: outcome() } : {};
    try {
      await this.#make(running, signal);
      end({ state: 'done', done: DURABILITY_STEPS.length, outcome: outcome() });
    } catch (error) {
      if (signal.aborted) end({ state: 'cancelled', ...proved() });
      else if (error instanceof AppError) end({ state: 'failed', problem: error.message, ...proved() });
      else {
        this.#options.onBug(error, 'a durability check');
        end({ state: 'failed', problem: `The check could not be made: ${String(error)}`, ...proved() });
      }
    }
  }

  #make(running: Running, signal: AbortSignal): Promise<void> {
    const { instances, settings, times = DURABILITY_TIMES } = this.#options;
    const { wish, instances: chosen } = running.state;
    const change = (changes: Partial<DurabilityState>): void => {
      this.#set(running, { ...running.state, ...changes });
    };
    const sent = (ref: ExchangeRef): void => {
      const before = running.state.recorded;
      const first = before?.captureId === ref.captureId ? before.first : ref.number;
      // Told of with the verdict that it leads to.
      running.state = {
        ...running.state,
        recorded: { captureId: ref.captureId, first, last: Math.max(ref.number, first) },
      };
    };
    const news: DurabilityNews = {
      step: (step, done) => {
        // What the step before was doing is over.
        change({ step, done, doing: 'asking every instance' });
      },
      doing: (doing) => {
        change({ doing });
      },
      cell: (cell) => {
        change({ cells: [...running.state.cells, cell] });
      },
      task: (task) => {
        change({ tasks: [...running.state.tasks, task] });
      },
    };
    const timeoutMs = wish.timeoutMs ?? ANSWER_TIMEOUT_MS;
    return runDurability({
      wish,
      ids: chosen.map(({ id }) => id),
      target: (id) => instances.ready(id),
      nameOf: (id) => chosen.find((instance) => instance.id === id)?.name ?? id,
      settings,
      control: untilClosed(this.#options.control, this.#closing.signal),
      asker: createAsker(this.#options, { timeoutMs, signal, sent }),
      tidier: createAsker(this.#options, {
        timeoutMs: Math.min(timeoutMs, TIDY_TIMEOUT_MS),
        signal: new AbortController().signal,
        sent,
      }),
      signal,
      times,
      news,
    });
  }

  #set(running: Running, state: DurabilityState): void {
    running.state = state;
    this.#options.onState(state);
  }
}
