import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { replayWishSchema } from '../../../shared/bridge/replay-schemas.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import { STEP_STATES } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import type { Observed, ObservedRun } from '../diff/observed.ts';

/** Of the journals in a folder, so many are listed: those that began last. */
const MOST_LISTED = 200;
/** The last state of a journal stands within so many bytes of its end, or it was cut off long before. */
const TAIL_BYTES = 4 * 1024 * 1024;
const ENDING = '.jsonl';

/** Why a replay of an earlier run is incomplete where its journal has no end. */
export const INTERRUPTED = 'Hopscope ended before the replay did. What had come by then is kept.';

const runSummary = z.looseObject({
  run: z.number(),
  choice: z.looseObject({ name: z.string() }),
  says: z.string(),
  purpose: z.enum(['replay', 'battery', 'witness']),
  state: z.enum(['running', 'done', 'incomplete']),
  planned: z.number(),
  counts: z.record(z.enum(STEP_STATES), z.number()),
  startedAt: z.number(),
});

/** As far as whoever shows it relies on it; the journal is our own file. */
const stateSchema = z.looseObject({
  id: z.string(),
  wish: replayWishSchema,
  state: z.enum(['running', 'done', 'incomplete', 'cancelled', 'failed']),
  recording: z.object({ captureId: z.string(), name: z.string(), path: z.string() }),
  instances: z.array(z.object({ id: z.string(), name: z.string() })),
  steps: z.number(),
  held: z.number(),
  runs: z.array(runSummary),
  doing: z.string(),
  done: z.number(),
  planned: z.number(),
  startedAt: z.number(),
});

const stepSchema = z.looseObject({
  number: z.number(),
  method: z.string(),
  name: z.string(),
  tool: z.string(),
  kind: z.string(),
  safety: z.string(),
  after: z.array(z.number()),
});
const observedSchema = z.looseObject({
  run: z.number(),
  number: z.number(),
  instanceId: z.string(),
  state: z.enum(STEP_STATES),
});
const runSchema = z.looseObject({ run: z.number(), choice: z.looseObject({ name: z.string() }) });

const lineSchema = z.union([
  z.looseObject({ steps: z.array(stepSchema) }),
  z.looseObject({ seen: z.array(observedSchema) }),
  z.looseObject({ run: runSchema }),
  z.looseObject({ state: stateSchema }),
]);

/** A journal and what it says of itself. */
export interface JournalEntry {
  readonly path: string;
  readonly state: ReplayState;
}

/** What a journal holds beside its states, in order. */
export interface JournalReader {
  steps(steps: readonly PlanStep[]): void;
  run(run: ObservedRun): void;
  seen(observed: Observed): void;
}

/** The replays of earlier runs, the last one first. What is no journal is passed over; `onProblem` hears of it. */
export async function listJournals(
  directory: string,
  onProblem: (message: string) => void,
): Promise<readonly JournalEntry[]> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch {
    // Nothing was ever replayed here.
    return [];
  }
  const wanted = names
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .slice(-MOST_LISTED);
  const found: JournalEntry[] = [];
  for (const name of wanted) {
    const path = join(directory, name);
    const state = await lastState(path).catch(() => undefined);
    if (state) found.push({ path, state });
    else onProblem(`${path} is no journal of a replay, or is damaged: it is not listed.`);
  }
  return found.sort((one, other) => other.state.startedAt - one.state.startedAt);
}

/** The last state that a journal tells; one that was running then was interrupted. Rejects where it cannot be read. */
async function lastState(path: string): Promise<ReplayState | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const tail = await textOf(file, from, size - from);
    const lines = tail.split('\n');
    // What stands behind the last line feed was cut off while it was written.
    const whole = lines.slice(from === 0 ? 0 : 1, -1);
    const last = whole
      .toReversed()
      .map(stateIn)
      .find((state) => state !== undefined);
    return settled(last ?? stateIn(await firstLine(path)));
  } finally {
    await file.close();
  }
}

async function textOf(file: Awaited<ReturnType<typeof open>>, from: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.toString('utf8', 0, bytesRead);
}

async function firstLine(path: string): Promise<string> {
  for await (const line of linesOf(path)) return line;
  return '';
}

function stateIn(line: string): ReplayState | undefined {
  if (!line.startsWith('{"state":') && !line.startsWith('{"hopscope":')) return undefined;
  const { state } = (parse(line) ?? {}) as { readonly state?: unknown };
  const read = stateSchema.safeParse(state);
  return read.success ? (read.data as unknown as ReplayState) : undefined;
}

function settled(state: ReplayState | undefined): ReplayState | undefined {
  if (state?.state !== 'running') return state;
  return {
    ...state,
    state: 'incomplete',
    doing: '',
    problem: INTERRUPTED,
    runs: state.runs.map((run) =>
      run.state === 'running' ? { ...run, state: 'incomplete', problem: INTERRUPTED } : run,
    ),
  };
}

/** Reads a journal again, line by line. Lines that are damaged or of a later Hopscope are passed over. */
export async function readJournal(path: string, reader: JournalReader): Promise<void> {
  for await (const line of linesOf(path)) {
    const read = lineSchema.safeParse(parse(line));
    if (!read.success) continue;
    const { data } = read;
    // What was checked is as far as it goes our own: see above.
    if ('steps' in data) reader.steps(data.steps as readonly PlanStep[]);
    else if ('run' in data) reader.run(data.run as ObservedRun);
    else if ('seen' in data) {
      for (const observed of data.seen as readonly Observed[]) reader.seen(observed);
    }
  }
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
