import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { createCaptures, type Captures } from '../../engine/capture/captures.ts';
import { compareCaptures, type ComparedCaptures } from '../../engine/capture/series/compare-captures.ts';
import { DEFAULT_REDACTION_RULES } from '../../shared/model/redaction.ts';
import { SERIES_CLASSES } from '../../shared/model/series.ts';
import {
  recordVisit,
  visitsOf,
  VISITS_A_CUSTOMER,
  type Visit,
} from '../support/replay-bench/shop-traffic.ts';

// What `hopscope diff` costs. Two days of a shop: on the second one every id, cursor and state reads differently, and one customer of
// fifty does something else. Prints how long the comparison takes beside reading both files and parsing what is in them, the memory
// of the process, how long others wait for this thread, and how soon a cancelled one ends.
// `node test/bench/series.ts [STEPS]`: 100,000 a side by default. `node test/bench/series.ts STEPS DIRECTORY DAY` records one.

const STEPS = Number(process.argv[2] ?? 100_000);
const RECORD_INTO = process.argv[3];
const DAY = Number(process.argv[4] ?? 0);
const CUSTOMERS = Math.ceil(STEPS / VISITS_A_CUSTOMER);
/** Ids are made of a customer's number: on another day they are others. */
const NEXT_DAY = 1_000_000;
const MEGABYTE = 1024 * 1024;
const A_TURN = 5;

const open = (directory: string): Promise<Captures> =>
  createCaptures({
    directory,
    judges: false,
    reopens: false,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
const megabytes = (bytes: number): string => `${String(Math.round(bytes / MEGABYTE))} MB`;

/** On the second day one of fifty asks once less, one once more, and one is told another price. */
function visitsOn(day: number, customer: number): readonly Visit[] {
  const visits = visitsOf(customer + day * NEXT_DAY);
  if (day === 0) return visits;
  const [first, second] = visits;
  switch (customer % 50) {
    case 7:
      return visits.filter((visit) => visit !== second);
    case 17:
      return first ? [first, ...visits] : visits;
    case 27:
      return visits.map((visit) =>
        visit === second ? { ...visit, result: { ...visit.result, price: 17 } } : visit,
      );
    default:
      return visits;
  }
}

async function record(directory: string): Promise<void> {
  const captures = await open(directory);
  const recording = captures.recording();
  process.stdout.write(captures.summaries()[0]?.path ?? '');
  let at = 0;
  for (let customer = 0; customer < CUSTOMERS; customer += 1) {
    for (const visit of visitsOn(DAY, customer)) {
      recordVisit(recording, visit, at);
      at += 1;
    }
    if (customer % A_TURN === 0) await turn();
    if (customer % 500 === 0) await captures.rows(recording.captureId, 0, 1);
  }
  await captures.close();
}

/** Every row of every table, with every JSON text in it parsed: what whoever compares has to do at least. */
function readAll(path: string): number {
  const began = performance.now();
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  for (const { name } of tables) {
    for (const row of db.prepare(`SELECT * FROM "${String(name)}"`).iterate()) {
      for (const value of Object.values(row)) parse(value);
    }
  }
  db.close();
  return performance.now() - began;
}

function parse(value: unknown): void {
  const text = value instanceof Uint8Array ? Buffer.from(value).toString() : value;
  if (typeof text !== 'string' || text === '') return;
  const body = text.startsWith('HTTP/1.1') ? text.slice(text.indexOf('\r\n\r\n') + 4) : text;
  if (!/^[{[]/.test(body)) return;
  try {
    JSON.parse(body);
  } catch {
    // It goes on elsewhere.
  }
}

interface Measured {
  readonly compared: ComparedCaptures | undefined;
  readonly ms: number;
  readonly memory: number;
  readonly delayMs: number;
}

/** `cancel`: in the middle of this phase it is cancelled, and from then on time counts. */
async function compare(
  captures: Captures,
  [left, right]: readonly [string, string],
  cancel?: 'reading' | 'comparing',
): Promise<Measured> {
  const abort = new AbortController();
  let began = performance.now();
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 20);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  try {
    const compared = await compareCaptures(
      { job: 'bench', left, right, known: [], rules: DEFAULT_REDACTION_RULES },
      {
        captures,
        signal: abort.signal,
        onProgress: ({ phase, done, total }) => {
          if (phase !== cancel || done < total / 2 || abort.signal.aborted) return;
          began = performance.now();
          abort.abort();
        },
      },
    ).catch((error: unknown) => {
      if (abort.signal.aborted) return undefined;
      throw error;
    });
    return { compared, memory, ms: performance.now() - began, delayMs: delay.max / 1e6 };
  } finally {
    clearInterval(watch);
    delay.disable();
  }
}

async function measure(paths: readonly [string, string]): Promise<void> {
  const read = (): number => paths.reduce((sum, path) => sum + readAll(path), 0);
  read();
  const reading = read();
  const captures = await open(join(dirname(paths[0]), 'other'));
  const opened = await Promise.all(paths.map((path) => captures.open(path)));
  const [left, right] = opened.map(({ id }) => id);
  if (left === undefined || right === undefined) throw new Error('not opened');
  for (const { exchanges, path } of opened)
    console.log(`${exchanges.toLocaleString('en')} steps, ${megabytes(statSync(path).size)}`);
  console.log(`reading both and parsing what is in them: ${seconds(reading)}`);
  const before = process.memoryUsage.rss();
  for (let round = 0; round < 2; round += 1) {
    const { compared, ms, memory, delayMs } = await compare(captures, [left, right]);
    console.log(
      `compared in ${seconds(ms)} (×${(ms / reading).toFixed(1)}); memory of the process ${megabytes(before)} before, ` +
        `${megabytes(memory)} at most; others waited for this thread ${delayMs.toFixed(0)} ms at most`,
    );
    const counts = compared?.summary.counts;
    console.log(SERIES_CLASSES.map((each) => `${each} ${String(counts?.[each] ?? 0)}`).join(', '));
  }
  for (const phase of ['reading', 'comparing'] as const) {
    const { ms, compared } = await compare(captures, [left, right], phase);
    console.log(`cancelled while ${phase}: ${compared ? 'it had ended' : `ends ${ms.toFixed(0)} ms later`}`);
  }
  await captures.close();
}

if (RECORD_INTO !== undefined) {
  await record(RECORD_INTO);
} else {
  const directory = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
  try {
    const recorded = (day: string): string =>
      execFileSync(process.execPath, [import.meta.filename, String(STEPS), directory, day], {
        encoding: 'utf8',
      });
    await measure([recorded('0'), recorded('1')]);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
