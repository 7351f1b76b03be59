import { isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import type { NoiseEntry } from '../../../shared/model/replay-run.ts';
import type { ReplayPlan } from '../../../shared/model/replay-plan.ts';
import { AppError } from '../../app-error.ts';
import { seeExchange } from '../../lint/see-exchange.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { keyOfText } from '../../replay/diff/value-key.ts';
import { LiveValues } from '../../replay/plan/live-values.ts';
import { createPlanner } from '../../replay/plan/planner.ts';
import { asIfRecorded, comparedExchange } from '../../series/compared-exchange.ts';
import {
  comparePair,
  PROTOCOL_META,
  type ComparedExchange,
  type PairResult,
} from '../../series/compare-pair.ts';
import { Roles } from '../../series/roles.ts';
import { RedactedNumbers } from '../../series/redacted-numbers.ts';
import { isEarlyPoll, keysOf, taskStatusOf } from '../../series/step-key.ts';
import { createAnswerPages } from '../planning/answer-pages.ts';
import { inOneRead, passFile, type PageReader, type PassOptions } from '../planning/pass-file.ts';
import type { PlannedFile } from '../planning/planned-file.ts';
import { createRequestPages } from '../planning/request-pages.ts';
import { createStepPages, type PagedStep } from '../planning/step-pages.ts';
import { WorkControl, type WorkWatch } from '../work-control.ts';
import { isPlaceholder } from '../redaction/placeholder.ts';
import { SeriesPacker } from './pack-series.ts';
import { secretNumbers } from './secret-numbers.ts';
import type { PackedSeries, SeriesQueries } from './series-messages.ts';

const UTF8 = new TextDecoder();
/** So many characters of exchanges are handed over at once. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** Requests, answers, and both again for what is compared. */
const PASSES = 3;

export interface SeriesDeskOptions {
  /** Undefined while the file is not open. */
  readonly file: () => PlannedFile | undefined;
  readonly now?: () => number;
  /** Lets others have their turn. */
  readonly pause?: () => Promise<void>;
}

interface Comparing {
  readonly live: LiveValues;
  readonly known: readonly NoiseEntry[];
  readonly numbers: RedactedNumbers;
  readonly isCompared?: (number: number) => boolean;
}

/**
 * Reads one open file as a series, in slices between the store's other work, and holds pairs of exchanges against each other.
 * Throws what SQLite throws, DamagedError, or AppError CANCELLED where the file is closed meanwhile or nobody waits any more.
 */
export class SeriesDesk {
  readonly #options: SeriesDeskOptions;
  readonly #passing: PassOptions;
  readonly #comparing = new Map<string, Comparing>();
  #pages: { readonly db: PlannedFile['db']; readonly read: ReturnType<typeof createStepPages> } | undefined;
  #closed = false;

  constructor(options: SeriesDeskOptions) {
    this.#options = options;
    this.#passing = {
      file: () => this.#file(),
      now: options.now ?? (() => performance.now()),
      pause: options.pause ?? (() => new Promise((resolve) => setImmediate(resolve))),
    };
  }

  async read({ numbers, flows, control }: SeriesQueries['seriesRead']['in']): Promise<PackedSeries> {
    const watch = new WorkControl(control).watch();
    const { lastNumber } = this.#file();
    const plan = await this.#plan(lastNumber, watch);
    const roles = new Roles(plan);
    const packer = new SeriesPacker();
    const among = numbers && new Set(numbers);
    const tell = progressOf(watch, lastNumber, 2);
    await passFile(this.#passing, lastNumber, everyStep, ({ number, step }) => {
      tell(number);
      if (among && !among.has(number)) return;
      const seen = step && seeExchange(step.recorded);
      const compared = seen ? readCompared(seen, step) : ({ leftOut: 'unreadable' } as const);
      if ('leftOut' in compared) {
        packer.leaveOut(compared.leftOut);
        return;
      }
      const entry = seen && entryOf(seen, compared, roles);
      if (entry) packer.add({ ...entry, number });
      else packer.leaveOut('unreadable');
    });
    return packer.pack(flows ? plan.flows.filter(({ use }) => use === 'used') : []);
  }

  /** What the series' values are. */
  async #plan(last: number, watch: WorkWatch): Promise<ReplayPlan> {
    const planner = createPlanner({ captureId: '', allow: { tools: [] }, flows: [], variables: [] });
    const asked = progressOf(watch, last, 0);
    await passFile(this.#passing, last, createRequestPages, ({ number, recorded }) => {
      asked(number);
      if (recorded) planner.asked(asIfRecorded(seeExchange(recorded)));
    });
    const told = progressOf(watch, last, 1);
    await passFile(this.#passing, last, createAnswerPages, ({ number, answered }) => {
      told(number);
      if (answered) planner.answered({ ...answered, origin: 'gateway' });
    });
    return planner.plan({ id: '', name: '' });
  }

  sides(numbers: readonly number[]): readonly string[] {
    const texts: string[] = [];
    let length = 0;
    const found = this.#steps(numbers);
    for (const number of numbers) {
      if (texts.length > 0 && length > MOST_CHARACTERS) break;
      const text = JSON.stringify(this.#compared(number, found.get(number)));
      length += text.length;
      texts.push(text);
    }
    return texts;
  }

  begin({ job, flows, known, among, rules }: SeriesQueries['seriesBegin']['in']): void {
    const compared = among && new Set(among);
    this.#comparing.set(job, {
      live: new LiveValues({ flows }),
      known,
      numbers: new RedactedNumbers(secretNumbers(rules)),
      ...(compared && { isCompared: (number: number) => compared.has(number) }),
    });
  }

  pairs({ job, pairs }: SeriesQueries['seriesPairs']['in']): readonly PairResult[] {
    const comparing = this.#comparing.get(job);
    if (!comparing) throw new AppError('CANCELLED', 'This comparison is over.');
    const found = this.#steps(pairs.map(({ right }) => right));
    return pairs.map(({ left, right }) =>
      comparePair(JSON.parse(left) as ComparedExchange, this.#compared(right, found.get(right)), {
        ...comparing,
        isPlaceholder,
      }),
    );
  }

  end(job: string): void {
    this.#comparing.delete(job);
  }

  close(): void {
    this.#closed = true;
    this.#comparing.clear();
  }

  #steps(numbers: readonly number[]): ReadonlyMap<number, PagedStep> {
    const { db, live } = this.#file();
    if (this.#pages?.db !== db) this.#pages = { db, read: createStepPages(db, live) };
    const { read } = this.#pages;
    return inOneRead(db, () => read(numbers));
  }

  #compared(number: number, step: PagedStep | undefined): ComparedExchange {
    const compared = step && readCompared(seeExchange(step.recorded), step);
    if (compared && !('leftOut' in compared)) return compared;
    throw new AppError('IO', `Exchange #${String(number)} could not be read again.`);
  }

  #file(): PlannedFile {
    const file = this.#closed ? undefined : this.#options.file();
    if (!file) throw new AppError('CANCELLED', 'The capture was closed before it was compared.');
    return file;
  }
}

/** Throws AppError CANCELLED. */
function progressOf(watch: WorkWatch, last: number, pass: number): (number: number) => void {
  return (number) => {
    if (watch.cancelled()) throw new AppError('CANCELLED', 'The comparison was cancelled.');
    watch.progress(pass * last + number, PASSES * last);
  };
}

/** Numbers one by one, with what there is of them: a number without an exchange is passed over by `seen`. */
const everyStep: PageReader<{ readonly number: number; readonly step: PagedStep | undefined }> = (
  db,
  live,
) => {
  const read = createStepPages(db, live);
  const exists = db.prepare(
    'SELECT number FROM exchange WHERE number > ? AND number <= ? ORDER BY number LIMIT ?',
  );
  return (after, last, limit) => {
    const numbers = exists.all(after, last, limit).map(({ number }) => Number(number));
    const found = read(numbers);
    return numbers.map((number) => ({ number, step: found.get(number) }));
  };
};

function readCompared(seen: SeenExchange, { recorded }: PagedStep): ReturnType<typeof comparedExchange> {
  return comparedExchange(seen, seen.messages.length === 0 ? UTF8.decode(recorded.body) : undefined);
}

function entryOf(
  seen: SeenExchange,
  compared: ComparedExchange,
  roles: Roles,
): Omit<Parameters<SeriesPacker['add']>[0], 'number'> | undefined {
  const { startedAt, endedAt, client, instanceName, number } = seen;
  const { method, name, params, answer } = compared;
  const taskStatus = taskStatusOf(method, answer.result);
  const said = compared.compared === 'request' ? { params } : { params, answer };
  const text = writable(withoutNames(said));
  const rest = compared.compared === 'request' ? answer : params['_meta'];
  if (text === undefined || writable(rest) === undefined) return undefined;
  return {
    ...keysOf({
      method,
      params: roles.inPlace(number, params),
      ...(taskStatus !== undefined && { taskStatus }),
    }),
    sources: roles.sourcesOf(number),
    ...{ startedAt, endedAt, client, method, name, instanceName },
    said: keyOfText(text),
    early: isEarlyPoll(taskStatus),
  };
}

/** What is nested too deeply to be written as JSON cannot be handed over: undefined. */
function writable(value: unknown): string | undefined {
  try {
    return JSON.stringify(value ?? null);
  } catch {
    return undefined;
  }
}

/** Of `_meta` of a request only what the protocol names is compared: see comparePair. */
function withoutNames<T extends { readonly params: JsonObject }>(said: T): T {
  const { _meta: meta, ...params } = said.params;
  if (!isJsonObject(meta)) return said;
  const named = Object.entries(meta).filter(([key]) => key.startsWith(PROTOCOL_META));
  return { ...said, params: { ...params, _meta: Object.fromEntries(named) } };
}
