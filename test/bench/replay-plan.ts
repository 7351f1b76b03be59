import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { createCaptures, type Captures } from '../../engine/capture/captures.ts';
import { askPlan } from '../../engine/capture/planning/ask-plan.ts';
import { scheduleSteps } from '../../engine/replay/schedules/schedule-steps.ts';
import type { ReplayPlan } from '../../shared/model/replay-plan.ts';
import { SCHEDULE_NAMES } from '../../shared/model/replay-run.ts';
import {
  FLOWS_A_CUSTOMER,
  recordVisit,
  visitsOf,
  VISITS_A_CUSTOMER,
} from '../support/replay-bench/shop-traffic.ts';

// What planning a replay costs. Records 100,000 requests of a shop's customers, opens the file, and makes the plan as the
// product does: in the store's worker, from which it travels to this thread. Prints the time, by the wall and of the
// processor, the memory of the whole process before and at most, and how long each schedule takes. Recording is done by
// another process, so that its memory is not counted.
// `node test/bench/replay-plan.ts [STEPS]`: goals at 100,000 are under 5 s and under 500 MB.

const STEPS = Number(process.argv[2] ?? 100_000);
/** Where a capture is to be recorded: then nothing is measured. */
const RECORD_INTO = process.argv[3];
const CUSTOMERS = Math.ceil(STEPS / VISITS_A_CUSTOMER);
const MEGABYTE = 1024 * 1024;
/** Of what one turn of the event loop appends. */
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

async function record(directory: string): Promise<void> {
  const captures = await open(directory);
  const recording = captures.recording();
  process.stdout.write(captures.summaries()[0]?.path ?? '');
  let at = 0;
  for (let customer = 0; customer < CUSTOMERS; customer += 1) {
    for (const visit of visitsOf(customer)) {
      recordVisit(recording, visit, at);
      at += 1;
    }
    if (customer % A_TURN === 0) await turn();
    if (customer % 500 === 0) await captures.rows(recording.captureId, 0, 1);
  }
  await captures.close();
}

/** Looks at the process's memory every few ms until it is stopped; answers the most. */
function watchMemory(): () => number {
  let most = process.memoryUsage.rss();
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  return () => {
    clearInterval(timer);
    return Math.max(most, process.memoryUsage.rss());
  };
}

async function makePlan(captures: Captures, captureId: string): Promise<ReplayPlan> {
  const before = process.memoryUsage.rss();
  const stop = watchMemory();
  const used = process.cpuUsage();
  const start = performance.now();
  const plan = await askPlan(captures, {
    captureId,
    allow: { all: true, tools: [] },
    flows: [],
    variables: [],
  });
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  console.log(
    `planned in ${seconds(wall)} (processor ${seconds((user + system) / 1_000)}); memory of the process ` +
      `${megabytes(before)} before, ${megabytes(stop())} at most`,
  );
  return plan;
}

async function measure(path: string): Promise<void> {
  const captures = await open(dirname(path));
  const { id, exchanges } = await captures.open(path);
  console.log(`${exchanges.toLocaleString('en')} exchanges, ${megabytes(statSync(path).size)}`);
  const plan = await makePlan(captures, id);
  console.log(
    `${plan.steps.length.toLocaleString('en')} steps, ${plan.flows.length.toLocaleString('en')} flows ` +
      `(${(CUSTOMERS * FLOWS_A_CUSTOMER).toLocaleString('en')} there are), ${String(plan.leftOut.length)} left out`,
  );
  for (const name of SCHEDULE_NAMES) {
    const start = performance.now();
    const { steps } = scheduleSteps(plan, { name, seed: 1 }, ['a', 'b', 'c']);
    console.log(
      `${name}: ${steps.length.toLocaleString('en')} steps in ${seconds(performance.now() - start)}`,
    );
  }
  const start = performance.now();
  const numbers = plan.steps.slice(0, 2_000).map(({ number }) => number);
  const drafts = await captures.ask(id, 'replaySteps', { numbers });
  console.log(`${String(drafts.length)} drafts in ${seconds(performance.now() - start)}`);
  await captures.close();
}

if (RECORD_INTO !== undefined) {
  await record(RECORD_INTO);
} else {
  const directory = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
  try {
    const recorder = [import.meta.filename, String(STEPS), directory];
    await measure(execFileSync(process.execPath, recorder, { encoding: 'utf8' }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
