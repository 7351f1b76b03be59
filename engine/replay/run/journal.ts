import { mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import type { Observed, ObservedRun } from '../diff/observed.ts';

/** One line of a journal. New members may be added; a reader passes over lines that it does not know. */
export type JournalLine =
  | { readonly hopscope: 'replay'; readonly version: 1; readonly state: ReplayState }
  | { readonly steps: readonly PlanStep[] }
  | { readonly run: ObservedRun }
  | { readonly seen: readonly Observed[] }
  | { readonly state: ReplayState };

/** What is written lies in memory for so long, in ms, at most. */
const FLUSH_MS = 200;
/** And so much of it, in characters. */
const FLUSH_LENGTH = 256 * 1024;
const STEPS_A_LINE = 500;
const SEEN_A_LINE = 200;

/**
 * What a replay has come to, written as it goes, one JSON value a line: a replay that was killed can be read as far as it was.
 * Never throws: a disk that is full costs the journal and not the replay; `onProblem` hears of it once.
 */
export class ReplayJournal {
  readonly #path: string;
  readonly #onProblem: (reason: string) => void;
  readonly #recorded: () => Promise<unknown>;
  readonly #withoutSecrets: (json: string) => string;
  #text = '';
  #seen: Observed[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #broken = false;

  /**
   * `recorded`: resolves when the exchanges that have ended by now are in their file, so that none is named that is not.
   * `withoutSecrets`: what a line says where secrets are not to be recorded.
   */
  constructor(
    path: string,
    onProblem: (reason: string) => void,
    recorded: () => Promise<unknown> = () => Promise.resolve(),
    withoutSecrets: (json: string) => string = (json) => json,
  ) {
    this.#path = path;
    this.#onProblem = onProblem;
    this.#recorded = recorded;
    this.#withoutSecrets = withoutSecrets;
  }

  begin(state: ReplayState, steps: readonly PlanStep[]): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
    } catch (error) {
      this.#fail(error);
    }
    this.#line({ hopscope: 'replay', version: 1, state });
    for (let from = 0; from < steps.length; from += STEPS_A_LINE) {
      this.#line({ steps: steps.slice(from, from + STEPS_A_LINE) });
    }
  }

  run(run: ObservedRun): void {
    this.#flushSeen();
    this.#line({ run });
  }

  seen(observed: Observed): void {
    if (this.#broken) return;
    this.#seen.push(observed);
    if (this.#seen.length >= SEEN_A_LINE) this.#flushSeen();
    else this.#soon();
  }

  state(state: ReplayState): void {
    this.#flushSeen();
    this.#line({ state });
  }

  /** Resolves when all of it is written. */
  async close(): Promise<void> {
    this.#flush();
    await this.#writing;
  }

  #flushSeen(): void {
    if (this.#seen.length === 0) return;
    const seen = this.#seen;
    this.#seen = [];
    this.#line({ seen });
  }

  #line(line: JournalLine): void {
    if (this.#broken) return;
    this.#text += `${this.#withoutSecrets(JSON.stringify(line))}\n`;
    if (this.#text.length >= FLUSH_LENGTH) this.#flush();
    else this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#flush();
    }, FLUSH_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushSeen();
    const text = this.#text;
    if (text === '') return;
    this.#text = '';
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Asked now: later there would be more to wait for. A recording that is closed meanwhile is written.
    const recorded = this.#recorded().catch(() => undefined);
    this.#writing = this.#writing.then(async () => {
      if (this.#broken) return;
      await recorded;
      // It names what servers answered: nobody else's business on a machine with other users.
      await appendFile(this.#path, text, { mode: 0o600 }).catch((error: unknown) => {
        this.#fail(error);
      });
    });
  }

  #fail(error: unknown): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#onProblem(error instanceof Error ? error.message : String(error));
  }
}
