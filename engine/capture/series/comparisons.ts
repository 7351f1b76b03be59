import { randomUUID } from 'node:crypto';
import type { CommandInput, CommandOutput } from '../../../shared/bridge/bridge.ts';
import { SERIES_DIFFERENCES, type SeriesProgress, type SeriesSummary } from '../../../shared/model/series.ts';
import type { RedactionRules } from '../../../shared/model/redaction.ts';
import type { Mute } from '../../../shared/model/finding.ts';
import { AppError } from '../../app-error.ts';
import { readFilter } from '../../read-filter.ts';
import type { SeriesPage, SeriesResult } from '../../series/series-result.ts';
import { seriesDocument } from '../../series/series-document.ts';
import { writeHtml } from '../../trackers/document/write-html.ts';
import { writeMarkdown } from '../../trackers/document/write-markdown.ts';
import type { Captures } from '../captures-contract.ts';
import { compareCaptures } from './compare-captures.ts';

/** So many comparisons are kept: what they show may take some 100 MB each at most. */
const MOST_KEPT = 3;
/** Rows that a document shows. */
const MOST_SHOWN = 500;
/** Progress is told at most so often, in ms. */
const TOLD_MS = 100;
/** How long bodies are searched before others have their turn, in ms. */
const BUDGET_MS = 1_000;

export interface ComparisonsOptions {
  readonly captures: Pick<Captures, 'ask' | 'summaries'>;
  readonly mutes: () => readonly Mute[];
  /** By which secrets are replaced here. */
  readonly rules: () => RedactionRules;
  /** Takes the secrets of captures out of JSON that tells of them. */
  readonly withoutSecrets: (json: string, captureIds: readonly string[]) => Promise<string>;
  readonly onProgress: (progress: SeriesProgress) => void;
}

interface Kept {
  readonly summary: SeriesSummary;
  readonly result: SeriesResult;
  readonly captureIds: readonly [left: string, right: string];
}

/** What a report is made of. */
interface Told {
  readonly summary: SeriesSummary;
  readonly page: SeriesPage;
}

/** Holds captures against each other, and keeps what came of it for a while. Methods throw AppError. */
export class Comparisons {
  readonly #options: ComparisonsOptions;
  readonly #running = new Map<string, AbortController>();
  readonly #kept = new Map<string, Kept>();

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** Rejects with CANCELLED, NOT_FOUND, BAD_INPUT, and CONFLICT where a job of this name is under way. */
  async compare({
    job,
    left,
    right,
    filter,
    noise = [],
  }: CommandInput<'series.compare'>): Promise<SeriesSummary> {
    if (this.#running.has(job)) throw new AppError('CONFLICT', 'This comparison is under way already.');
    const { captures } = this.#options;
    const node = filter === undefined ? undefined : readFilter(filter);
    const abort = new AbortController();
    this.#running.set(job, abort);
    try {
      const [leftNumbers, rightNumbers] = node
        ? await Promise.all([left, right].map((captureId) => this.#find(captureId, node, abort.signal)))
        : [];
      const { summary, result } = await compareCaptures(
        {
          ...{ job, left, right, known: noise, rules: this.#options.rules() },
          ...(leftNumbers && { leftNumbers }),
          ...(rightNumbers && { rightNumbers }),
        },
        { captures, signal: abort.signal, onProgress: this.#teller(job) },
      );
      return this.#keep({ summary: { id: randomUUID(), ...summary }, result, captureIds: [left, right] });
    } finally {
      this.#running.delete(job);
    }
  }

  cancel(job: string): void {
    this.#running.get(job)?.abort();
  }

  rows({ id, from, limit, classes }: CommandInput<'series.rows'>): SeriesPage {
    return this.#keptOf(id).result.page(from, limit, classes);
  }

  async report({ id, format }: CommandInput<'series.report'>): Promise<CommandOutput<'series.report'>> {
    const { summary, result, captureIds } = this.#keptOf(id);
    const told: Told = { summary, page: result.page(0, MOST_SHOWN, SERIES_DIFFERENCES) };
    // Before values are cut for the document: half a secret is not found.
    const { withoutSecrets } = this.#options;
    const redacted = JSON.parse(await withoutSecrets(JSON.stringify(told), captureIds)) as Told;
    const document = seriesDocument(redacted.summary, redacted.page);
    return { text: format === 'md' ? writeMarkdown(document) : writeHtml(document) };
  }

  #keptOf(id: string): Kept {
    const kept = this.#kept.get(id);
    if (!kept) throw new AppError('NOT_FOUND', 'This comparison is not kept any more. Compare again.');
    return kept;
  }

  #keep(kept: Kept): SeriesSummary {
    const { id } = kept.summary;
    this.#kept.set(id, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return kept.summary;
  }

  /** Numbers that the filter finds, ascending; what leans on findings once all is judged. */
  async #find(
    captureId: string,
    filter: ReturnType<typeof readFilter>,
    signal: AbortSignal,
  ): Promise<Uint32Array> {
    const { captures, mutes } = this.#options;
    const found: Uint32Array[] = [];
    let isSettled = false;
    for (let above = 0; ;) {
      if (signal.aborted) throw new AppError('CANCELLED', 'The comparison was cancelled.');
      const wish = { filter, mutes: mutes(), budgetMs: BUDGET_MS, above };
      const { numbers, through, judged } = await captures.ask(captureId, 'find', wish);
      if (judged && !isSettled) {
        await captures.ask(captureId, 'settled', null);
        isSettled = true;
        continue;
      }
      found.push(numbers);
      if (through === undefined) return Uint32Array.from(found.flatMap((each) => [...each])).sort();
      above = through;
    }
  }

  #teller(job: string): (progress: Omit<SeriesProgress, 'job'>) => void {
    let toldAt = -Infinity;
    return (progress) => {
      if (performance.now() - toldAt < TOLD_MS) return;
      toldAt = performance.now();
      this.#options.onProgress({ job, ...progress });
    };
  }
}
