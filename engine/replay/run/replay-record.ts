import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import type { RunSummary } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import type { LiveAnswer } from '../live-answer.ts';
import type { Observations } from '../diff/observations.ts';
import type { ReplayJournal } from './journal.ts';

/** The screens hear of a replay at most so often, in ms; its journal more rarely. */
const TELL_MS = 100;
const JOURNAL_MS = 1_000;

/** A replay that is under way: what it has come to, and who hears of it. */
export class ReplayRecord {
  readonly observations: Observations;
  readonly #journal: ReplayJournal;
  readonly #onState: (state: ReplayState) => void;
  readonly #pathOf: (captureId: string) => string | undefined;
  #state: ReplayState;
  /** Finished runs, and how many of their requests are over. */
  #over: readonly RunSummary[] = [];
  #running: RunSummary | undefined;
  #timer: NodeJS.Timeout | undefined;
  #journaledAt = 0;

  constructor(
    state: ReplayState,
    parts: {
      readonly observations: Observations;
      readonly journal: ReplayJournal;
      readonly onState: (state: ReplayState) => void;
      /** Where the capture is into which exchanges are recorded. */
      readonly pathOf: (captureId: string) => string | undefined;
    },
  ) {
    this.#state = state;
    this.observations = parts.observations;
    this.#journal = parts.journal;
    this.#onState = parts.onState;
    this.#pathOf = parts.pathOf;
  }

  get state(): ReplayState {
    return this.#state;
  }

  doing(doing: string): void {
    this.change({ doing });
  }

  beginRun({ run, choice, purpose, era }: Pick<RunSummary, 'run' | 'choice' | 'purpose' | 'era'>): void {
    const observed = { run, choice, purpose, ...(era && { era }) };
    this.observations.setRun(observed);
    this.#journal.run(observed);
  }

  answer(answer: LiveAnswer): void {
    const observed = this.observations.add(answer);
    if (observed) this.#journal.seen(observed);
    if (answer.ref) this.#sent(answer.ref);
  }

  /** The summary may change after the call. */
  progress(summary: RunSummary): void {
    this.#running = summary;
    this.#soon();
  }

  endRun(summary: RunSummary): void {
    this.#running = undefined;
    this.#over = [...this.#over, summary];
    this.#soon();
  }

  change(change: Partial<ReplayState>): void {
    this.#state = { ...this.#state, ...change };
    this.#soon();
  }

  /** The last word: told of and written at once. */
  end(change: Partial<ReplayState>): void {
    this.#state = { ...this.present(), ...change, doing: '' };
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#journal.state(this.#state);
    this.#onState(this.#state);
  }

  #sent({ captureId, number }: ExchangeRef): void {
    const before = this.#state.recorded;
    const isSame = before?.captureId === captureId;
    if (isSame && before.first <= number && number <= before.last) return;
    const path = this.#pathOf(captureId);
    const recorded = {
      captureId,
      first: isSame ? Math.min(before.first, number) : number,
      last: isSame ? Math.max(before.last, number) : number,
      ...(path !== undefined && { path }),
    };
    this.#state = { ...this.#state, recorded };
    // Without it nobody who reads the journal of a replay that was killed would find what it had sent.
    if (!isSame) this.#journal.state(this.present());
  }

  /** As it stands now. */
  present(): ReplayState {
    const running = this.#running;
    const runs = running ? [...this.#over, { ...running, counts: { ...running.counts } }] : this.#over;
    const { done, planned } = countRequests(runs);
    return { ...this.#state, runs, done, planned: Math.max(planned, this.#state.planned) };
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#state = this.present();
      this.#onState(this.#state);
      const now = performance.now();
      if (now - this.#journaledAt < JOURNAL_MS) return;
      this.#journaledAt = now;
      this.#journal.state(this.#state);
    }, TELL_MS);
  }
}

function countRequests(runs: readonly RunSummary[]): { readonly done: number; readonly planned: number } {
  let [done, planned] = [0, 0];
  for (const { counts, planned: of } of runs) {
    planned += of;
    done += counts.answered + counts.failed + counts.skipped + counts['not-sent'];
  }
  return { done, planned };
}
