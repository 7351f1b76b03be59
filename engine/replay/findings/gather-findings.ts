import type { FoundAt } from '../../../shared/model/finding.ts';
import type { ReplayFinding } from '../../../shared/model/replay-verdict.ts';
import type { FoundWithin, JudgeProgress } from '../../capture/judging/judge-messages.ts';
import { AppError } from '../../app-error.ts';
import type { SentExchanges, SentFor } from './sent-exchanges.ts';
import { FindingSums, type FindingSum } from './sum-findings.ts';

/** What has judged the captures. All but `progress` reject with AppError where a capture is not open any more. */
export interface JudgedCaptures {
  /** Resolves once all is judged that has ended before. */
  settled(captureId: string): Promise<JudgeProgress>;
  progress(captureId: string): Promise<JudgeProgress>;
  within(captureId: string, first: number, last: number): Promise<readonly FoundWithin[]>;
  /** Findings of a rule in the first exchange after this number that has any. */
  next(captureId: string, rule: string, after: number): Promise<readonly FoundAt[]>;
  /** What a rule is about, in a few words. */
  titleOf(rule: string): string;
  isMuted(rule: string, instanceId: string): boolean;
}

/** Which replay it is about. */
export interface Gathering {
  readonly sent: SentExchanges;
  /** The first one is the baseline. */
  readonly instanceIds: readonly string[];
  /** What is replayed: its capture, and its first and last step. */
  readonly recording: { readonly captureId: string; readonly first: number; readonly last: number };
  /** Longest wait for the judge, in ms. */
  readonly mostMs: number;
  readonly signal: AbortSignal;
  readonly onDoing: (doing: string) => void;
}

export interface GatheredFindings {
  readonly findings: readonly ReplayFinding[];
  /** What is missing of them: sentences. */
  readonly notes: readonly string[];
}

/** It is told so often how far the judge is, in ms. */
const TELL_MS = 1_000;
/** Exchanges that are asked for at once: the worker writes nothing meanwhile. */
const AT_ONCE = 20_000;

/**
 * What the rules have found in the exchanges that a replay has sent. Waits until they are judged, but not for ever, and not once the
 * signal is aborted: then it is what was found by then, and a note says so. Rejects with AppError.
 */
export async function gatherFindings(
  captures: JudgedCaptures,
  { sent, instanceIds, recording, mostMs, signal, onDoing }: Gathering,
): Promise<GatheredFindings> {
  const notes: string[] = [];
  const waiting = { until: performance.now() + mostMs, signal, onDoing };
  const parts: Part[] = [];
  for (const { captureId, first, last } of sent.ranges()) {
    const left = await judgedBy(captures, captureId, waiting);
    if (left !== undefined) notes.push(left);
    for await (const found of foundBetween(captures, captureId, first, last)) {
      const numbers = new Set(found.flatMap((each) => each.numbers));
      if (numbers.size > 0) parts.push({ captureId, found, by: sent.find(captureId, numbers) });
    }
  }
  const recorded = parts.some(hasClientSide)
    ? await clientFaults(captures, recording, waiting)
    : new Map<string, ReadonlySet<number>>();
  const sums = new FindingSums({
    instanceIds,
    isMuted: (rule, instanceId) => captures.isMuted(rule, instanceId),
    isRecorded: (rule, step) => recorded.get(rule)?.has(step) === true,
  });
  for (const { captureId, found, by } of parts) sums.add(captureId, found, by);
  if (sums.muted > 0)
    notes.push(`Findings of rules that are muted here are not told: ${String(sums.muted)}.`);
  const findings: ReplayFinding[] = [];
  for (const sum of sums.list()) findings.push(await withExample(captures, sum));
  return { findings, notes };
}

/** What was found in a part of a capture, and for which steps that was sent. */
interface Part {
  readonly captureId: string;
  readonly found: readonly FoundWithin[];
  readonly by: ReadonlyMap<number, SentFor>;
}

function hasClientSide({ found }: Part): boolean {
  return found.some(({ side }) => side === 'client');
}

async function* foundBetween(
  captures: JudgedCaptures,
  captureId: string,
  first: number,
  last: number,
): AsyncGenerator<readonly FoundWithin[]> {
  for (let from = first; from <= last; from += AT_ONCE) {
    yield await captures.within(captureId, from, Math.min(last, from + AT_ONCE - 1));
  }
}

/** The recorded requests that break a rule, by rule. None where the recording is closed by now. */
async function clientFaults(
  captures: JudgedCaptures,
  { captureId, first, last }: Gathering['recording'],
  waiting: Waiting,
): Promise<Map<string, Set<number>>> {
  const faults = new Map<string, Set<number>>();
  try {
    await judgedBy(captures, captureId, waiting);
    for await (const found of foundBetween(captures, captureId, first, last)) {
      for (const { rule, side, numbers } of found) {
        if (side !== 'client') continue;
        faults.set(rule, new Set([...(faults.get(rule) ?? []), ...numbers]));
      }
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return faults;
}

type Waiting = { readonly until: number } & Pick<Gathering, 'signal' | 'onDoing'>;

/** Waits for the judge. Answers why not all is judged: a sentence. */
async function judgedBy(
  captures: JudgedCaptures,
  captureId: string,
  { until, signal, onDoing }: Waiting,
): Promise<string | undefined> {
  const settled = captures.settled(captureId);
  // It is heard of below; a capture that is closed while nobody waits any more is no mistake.
  settled.catch(() => undefined);
  for (;;) {
    const left = until - performance.now();
    const over = await raced(settled, Math.min(TELL_MS, left), signal);
    const { judged, ended, problem } = over ?? (await captures.progress(captureId));
    if (problem !== undefined) return `Not all answers were held against the rules: ${problem}`;
    if (over) return undefined;
    if (signal.aborted || left <= TELL_MS) {
      return `Not all answers were held against the rules by then: ${String(judged)} of ${String(ended)} exchanges of this capture were.`;
    }
    onDoing(`holding answers against the rules: ${String(judged)} of ${String(ended)}`);
  }
}

/** Undefined where it takes longer, or the signal is aborted first. */
async function raced<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  const late = Promise.withResolvers<undefined>();
  const giveUp = (): void => {
    late.resolve(undefined);
  };
  const timer = setTimeout(giveUp, Math.max(0, ms));
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

async function withExample(
  captures: JudgedCaptures,
  { exampleAt, ...sum }: FindingSum,
): Promise<ReplayFinding> {
  const { captureId, number, step, instanceId } = exampleAt;
  const found = await captures.next(captureId, sum.rule, number - 1);
  const { finding } = found.find((each) => each.number === number && each.finding.side === sum.side) ?? {};
  return {
    ...sum,
    title: captures.titleOf(sum.rule),
    example: {
      ref: { captureId, number },
      number: step,
      instanceId,
      message: finding?.message ?? '',
      ...(finding?.pointer !== undefined && { pointer: finding.pointer }),
      ...(finding?.link !== undefined && { link: finding.link }),
    },
  };
}
