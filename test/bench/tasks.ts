import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { performance } from 'node:perf_hooks';
import { createLinter } from '../../engine/lint/linter.ts';
import { taskRules } from '../../engine/lint/rules/task/index.ts';
import type { Rule } from '../../engine/lint/rule.ts';
import { seeExchange, type RecordedExchange } from '../../engine/lint/see-exchange.ts';
import { createTasksTracker } from '../../engine/trackers/tasks.ts';
import { recorded } from '../support/lint/exchange.ts';
import { creates, on, polls } from '../support/lint/tasks.ts';

// What following tasks costs: 500 tasks with 20,000 polls of three instances, all at once. Prints the time that the tracker and
// the rules about tasks need beside the time in which the exchanges are read, and what is kept of each life in memory.
// `node test/bench/tasks.ts [TASKS [POLLS [ROUNDS]]]`.

const TASKS = Number(process.argv[2] ?? 500);
const POLLS = Number(process.argv[3] ?? 20_000);
const ROUNDS = Number(process.argv[4] ?? 5);
const INTERVAL_MS = 1000;
const INSTANCES = ['alpha', 'beta', 'gamma'];

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
const count = (value: number): string => Math.round(value).toLocaleString('en');

/** In the order in which they end: rounds of polls, of all tasks each. */
function recording(): readonly RecordedExchange[] {
  const ids = Array.from({ length: TASKS }, () => crypto.randomUUID());
  const all = ids.map((taskId, which) => {
    const instance = INSTANCES[which % INSTANCES.length] ?? '';
    return recorded(on(instance, creates({ taskId, ttlMs: null })));
  });
  for (let poll = 0; poll < POLLS; poll += 1) {
    const [which, round] = [poll % TASKS, Math.floor(poll / TASKS)];
    const taskId = ids[which] ?? '';
    const isLast = round === Math.ceil(POLLS / TASKS) - 1;
    const state = isLast
      ? { status: 'completed', result: { resultType: 'complete', content: [{ type: 'text', text: 'done' }] } }
      : { statusMessage: `Step ${String(round)} of many.` };
    const instance = INSTANCES[(which + round) % INSTANCES.length] ?? '';
    const ms = 1000 + round * INTERVAL_MS + which / 10;
    all.push(recorded(on(instance, polls(ms, { taskId, ttlMs: null, ...state }, { params: { taskId } }))));
  }
  return all;
}

/** Ms that it takes. */
function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const exchanges = recording();

/** Bytes that a tracker of them keeps: each is read, shown to it, and dropped. */
function memoryOf(): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const tracker = createTasksTracker();
  for (const each of exchanges) tracker.observe(seeExchange(each));
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  // The tracker must still be there when it is measured.
  return tracker.report(0).total === TASKS ? bytes : NaN;
}

const [reading, tracking, judging, reporting, updating]: number[][] = [[], [], [], [], []];
let kept = 0;
let text = '';
for (let round = 0; round < ROUNDS; round += 1) {
  let seen = exchanges.map(seeExchange);
  reading?.push(
    timed(() => {
      seen = exchanges.map(seeExchange);
    }),
  );
  const judge = (rules: readonly Rule[]): number => {
    const [linter, own] = [createLinter(rules), exchanges.map(seeExchange)];
    return timed(() => {
      for (const each of own) linter.see(each);
    });
  };
  // A linter without rules learns all the same.
  judging?.push(judge(taskRules) - judge([]));
  // What an exchange shows is remembered with it: the tracker gets its own.
  seen = exchanges.map(seeExchange);
  const tracker = createTasksTracker();
  tracking?.push(
    timed(() => {
      for (const each of seen) tracker.observe(each);
    }),
  );
  seen = [];
  kept = memoryOf();
  let report = tracker.report(0);
  reporting?.push(
    timed(() => {
      report = tracker.report(0);
    }),
  );
  text = JSON.stringify(report);
  if (report.total !== TASKS || report.lives.some(({ status }) => status !== 'completed')) {
    throw new Error('the tracker lost a life');
  }
  const [first] = exchanges;
  const { version } = report;
  updating?.push(
    timed(() => {
      if (first) tracker.observe(seeExchange(first));
      report = tracker.report(version);
    }),
  );
}
const [read, track, judge, report, update] = [reading, tracking, judging, reporting, updating].map((all) =>
  median(all ?? []),
) as [number, number, number, number, number];
const each = (ms: number): string => `${((ms / exchanges.length) * 1000).toFixed(1)} µs`;
console.log(`${count(TASKS)} tasks, ${count(POLLS)} polls; median of ${String(ROUNDS)} rounds`);
console.log(`read     ${read.toFixed(0)} ms, ${each(read)} an exchange`);
console.log(`tracked  ${track.toFixed(0)} ms, ${each(track)}: ${(track / read).toFixed(2)} of reading`);
console.log(
  `judged   ${judge.toFixed(0)} ms more, ${each(judge)} by ${String(taskRules.length)} rules: ${(judge / read).toFixed(2)} of reading`,
);
console.log(
  `reported ${report.toFixed(1)} ms for all (${count(text.length / 1000)} kB as JSON), ${update.toFixed(2)} ms for one change`,
);
console.log(`kept     ${count(kept / 1000)} kB ${count(kept / TASKS)} bytes a task`);
