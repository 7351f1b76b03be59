import type { RedactionRules } from '../../../shared/model/redaction.ts';
import type { NoiseEntry } from '../../../shared/model/replay-run.ts';
import type { SeriesProgress, SeriesSide, SeriesStep, SeriesSummary } from '../../../shared/model/series.ts';
import { SERIES_DIFFERENCES } from '../../../shared/model/series.ts';
import { AppError } from '../../app-error.ts';
import type { MatchedSeries } from '../../series/match-series.ts';
import type { SeriesColumns } from '../../series/series-columns.ts';
import { SeriesResult, type ShownSide } from '../../series/series-result.ts';
import type { Captures } from '../captures-contract.ts';
import { WorkControl } from '../work-control.ts';
import type { PackedSeries } from './series-messages.ts';

/** Pairs that are asked for at once. */
const PAIRS = 128;

/** Which captures are compared, and what of them. */
export interface CompareWish {
  readonly job: string;
  /** Ids of open captures. */
  readonly left: string;
  readonly right: string;
  /** Only these exchanges, ascending; all where absent. */
  readonly leftNumbers?: Uint32Array;
  readonly rightNumbers?: Uint32Array;
  /** Places that are known for noise. */
  readonly known: readonly NoiseEntry[];
  /** By which secrets are replaced here. */
  readonly rules: RedactionRules;
}

export interface CompareContext {
  readonly captures: Pick<Captures, 'ask' | 'summaries'>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Omit<SeriesProgress, 'job'>) => void;
}

/** Two captures compared, and what the rows show. */
export interface ComparedCaptures {
  readonly summary: Omit<SeriesSummary, 'id'>;
  readonly result: SeriesResult;
}

/** How often progress is looked at while the workers read, in ms. */
const LOOK_MS = 100;

/**
 * Holds two captures against each other as series. The workers read and compare; here keys are matched. Rejects with AppError:
 * NOT_FOUND where a capture is not open, CANCELLED.
 */
export async function compareCaptures(wish: CompareWish, context: CompareContext): Promise<ComparedCaptures> {
  const [left, right] = await readBoth(wish, context);
  const matched = await matchBoth(wish.right, [left, right], context);
  const result = new SeriesResult(matched, shown(left), shown(right));
  await comparePairs({ wish, left, right, result }, context);
  const counts = result.counts();
  return {
    result,
    summary: {
      left: sideOf(wish.left, left, context),
      right: sideOf(wish.right, right, context),
      counts,
      rows: result.length,
      noise: result.noise(),
      places: result.places(),
      same: SERIES_DIFFERENCES.every((each) => counts[each] === 0),
    },
  };
}

async function readBoth(
  { left, right, leftNumbers, rightNumbers }: CompareWish,
  { captures, signal, onProgress }: CompareContext,
): Promise<readonly [PackedSeries, PackedSeries]> {
  const controls = [new WorkControl(), new WorkControl()] as const;
  const tell = (): void => {
    const [one, other] = controls.map((control) => control.progress());
    const total = (one?.total ?? 0) + (other?.total ?? 0);
    onProgress({ phase: 'reading', done: (one?.done ?? 0) + (other?.done ?? 0), total });
  };
  const cancel = (): void => {
    for (const control of controls) control.cancel();
  };
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  const timer = setInterval(tell, LOOK_MS);
  const read = (captureId: string, side: 0 | 1, numbers: Uint32Array | undefined): Promise<PackedSeries> =>
    captures.ask(captureId, 'seriesRead', {
      flows: side === 0,
      control: controls[side].shared,
      ...(numbers && { numbers }),
    });
  try {
    const readings = [read(left, 0, leftNumbers), read(right, 1, rightNumbers)] as const;
    // Where one cannot be read, the other one need not be.
    for (const reading of readings) reading.catch(cancel);
    const [one, other] = await Promise.allSettled(readings);
    const failed = [one, other].flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : [],
    );
    const reason =
      failed.find((each) => !(each instanceof AppError && each.code === 'CANCELLED')) ?? failed[0];
    if (one.status !== 'fulfilled' || other.status !== 'fulfilled') throw reason;
    // Who follows sees the end of it, also where all of it took less than a moment.
    tell();
    return [one.value, other.value];
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', cancel);
  }
}

/** In a worker: it takes a second for some hundred thousand steps. */
async function matchBoth(
  captureId: string,
  [left, right]: readonly [PackedSeries, PackedSeries],
  { captures, signal }: CompareContext,
): Promise<MatchedSeries> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(cancelled());
  };
  signal.addEventListener('abort', abort);
  try {
    throwIfAborted(signal);
    const asked = captures.ask(captureId, 'seriesMatch', { left: columnsOf(left), right: columnsOf(right) });
    return await Promise.race([asked, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function columnsOf(packed: PackedSeries): SeriesColumns {
  const { numbers, exact, loose, startedAt, endedAt, client, clients, sources, sourceEnds } = packed;
  return { numbers, exact, loose, startedAt, endedAt, client, clients, sources, sourceEnds };
}

interface Pairs {
  readonly wish: CompareWish;
  readonly left: PackedSeries;
  readonly right: PackedSeries;
  readonly result: SeriesResult;
}

/** Pairs that do not say the same to the letter, in the order of the left side. */
async function comparePairs({ wish, left, right, result }: Pairs, context: CompareContext): Promise<void> {
  const { captures, onProgress } = context;
  const rows: number[] = [];
  for (let row = 0; row < result.length; row += 1) {
    const pair = result.pairAt(row);
    if (pair && left.said[pair[0]] !== right.said[pair[1]]) rows.push(row);
  }
  if (rows.length === 0) return;
  await captures.ask(wish.right, 'seriesBegin', {
    ...{ job: wish.job, flows: left.flows, known: wish.known, rules: wish.rules },
    ...(wish.leftNumbers && { among: wish.leftNumbers }),
  });
  try {
    const numbersOf = (row: number): readonly [number, number] => {
      const [at, otherAt] = result.pairAt(row) ?? [0, 0];
      return [left.numbers[at] ?? 0, right.numbers[otherAt] ?? 0];
    };
    const sidesFrom = (from: number): Promise<readonly string[]> => {
      const numbers = rows.slice(from, from + PAIRS).map((row) => numbersOf(row)[0]);
      const asked = captures.ask(wish.left, 'seriesSides', { numbers });
      // It is waited for later, if at all.
      asked.catch(() => undefined);
      return asked;
    };
    let next = sidesFrom(0);
    for (let done = 0; done < rows.length;) {
      throwIfAborted(context.signal);
      onProgress({ phase: 'comparing', done, total: rows.length });
      const sides = await next;
      const page = rows.slice(done, done + sides.length);
      // One worker reads on while the other one compares.
      if (done + page.length < rows.length) next = sidesFrom(done + page.length);
      const pairs = sides.map((side, index) => ({ left: side, right: numbersOf(page[index] ?? 0)[1] }));
      const compared = await captures.ask(wish.right, 'seriesPairs', { job: wish.job, pairs });
      for (const [index, found] of compared.entries()) result.compared(page[index] ?? 0, found);
      done += compared.length;
    }
  } finally {
    // Where it has been closed meanwhile there is nothing left to be ended.
    await captures.ask(wish.right, 'seriesEnd', { job: wish.job }).catch(() => null);
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}

function cancelled(): AppError {
  return new AppError('CANCELLED', 'The comparison was cancelled.');
}

function shown({ numbers, words, texts, startedAt, early }: PackedSeries): ShownSide {
  const word = (at: number, index: number): string => texts[words[at * 3 + index] ?? 0] ?? '';
  return {
    step: (at): SeriesStep => ({
      number: numbers[at] ?? 0,
      method: word(at, 0),
      name: word(at, 1),
      instanceName: word(at, 2),
      startedAt: startedAt[at] ?? 0,
    }),
    isEarly: (at) => early[at] === 1,
  };
}

function sideOf(
  captureId: string,
  { numbers, leftOut }: PackedSeries,
  { captures }: CompareContext,
): SeriesSide {
  const name = captures.summaries().find(({ id }) => id === captureId)?.name ?? '';
  return { captureId, name, steps: numbers.length, leftOut };
}
