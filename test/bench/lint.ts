import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { createCaptures } from '../../engine/capture/captures.ts';
import { createRecordedReader } from '../../engine/capture/judging/read-recorded.ts';
import { createTrackers } from '../../engine/capture/judging/trackers.ts';
import { showWhole } from '../../engine/capture/whole-views.ts';
import { createLinter } from '../../engine/lint/linter.ts';
import { RULES } from '../../engine/lint/rules/index.ts';
import { seeExchange } from '../../engine/lint/see-exchange.ts';
import { makeMoulds, recordMould } from '../support/lint-bench/mixed-traffic.ts';

// What judging costs. Appends 100,000 mixed exchanges at full speed, without the judge and with it, in turns, and prints the
// rates at which they are written, their ratio, and how long after the last exchange the last finding is there; then what
// one exchange costs when it is read back, understood, linted and tracked. `node test/bench/lint.ts [EXCHANGES [ROUNDS]]`.

const EXCHANGES = Number(process.argv[2] ?? 100_000);
const ROUNDS = Number(process.argv[3] ?? 3);
/** What one turn of the event loop brings at most. */
const PER_TURN = 20;
/** Exchanges that are judged alone. */
const ALONE = 10_000;

const moulds = makeMoulds();

interface Figures {
  readonly writtenMs: number;
  /** From the last one written to the last one judged. */
  readonly judgedMs: number;
  readonly findings: number;
}

async function measure(directory: string, judges: boolean): Promise<Figures> {
  const captures = await createCaptures({
    directory,
    judges,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  const [summary] = captures.summaries();
  if (!summary) throw new Error('no recording');
  // The judge is loaded before the clock starts: it is loaded once, whatever comes.
  if (judges) await captures.ask(summary.id, 'settled', null);
  const recording = captures.recording();
  const start = performance.now();
  for (let done = 0; done < EXCHANGES; done += PER_TURN) {
    for (let number = done; number < done + PER_TURN; number += 1) {
      const mould = moulds[number % moulds.length];
      if (mould) recordMould(recording, mould, number);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  // Answered after everything that was appended before it.
  await captures.rows(summary.id, 0, 1);
  const writtenMs = performance.now() - start;
  let findings = 0;
  if (judges) {
    const { tallies } = await captures.ask(summary.id, 'settled', null);
    findings = tallies.reduce((sum, { count }) => sum + count, 0);
  }
  const judgedMs = performance.now() - start - writtenMs;
  await captures.close();
  return { writtenMs, judgedMs, findings };
}

async function inFolder<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What this thread has had of a processor, in ms: others that work on the machine do not count. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Records the same traffic and looks at each step by itself, in this thread. */
async function alone(directory: string): Promise<void> {
  const captures = await createCaptures({
    directory,
    judges: false,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: () => undefined,
  });
  const path = captures.summaries()[0]?.path ?? '';
  for (let number = 0; number < ALONE; number += 1) {
    const mould = moulds[number % moulds.length];
    if (mould) recordMould(captures.recording(), mould, number);
  }
  await captures.close();
  const db = new DatabaseSync(path, { readOnly: true });
  showWhole(db);
  // As in a slice of the judge.
  db.exec('BEGIN');
  const reader = createRecordedReader(db, false);
  const linter = createLinter(RULES);
  const trackers = createTrackers();
  const spent = { read: 0, understand: 0, lint: 0, track: 0 };
  const timed = <T>(step: keyof typeof spent, work: () => T): T => {
    const start = cpuMs();
    const value = work();
    spent[step] += cpuMs() - start;
    return value;
  };
  for (let number = 1; number <= ALONE; number += 1) {
    const recorded = timed('read', () => reader.read(number));
    if (!recorded) throw new Error(`exchange ${String(number)} cannot be read`);
    const seen = timed('understand', () => seeExchange(recorded));
    const judgements = timed('lint', () => linter.see(seen));
    timed('track', () => {
      trackers.observe(seen, judgements);
    });
  }
  db.close();
  const perExchange = Object.entries(spent).map(
    ([step, ms]) => `${step} ${((ms / ALONE) * 1_000).toFixed(1)} µs`,
  );
  console.log(`one exchange, ${String(RULES.length)} rules, processor time: ${perExchange.join(', ')}`);
}

const rate = (ms: number): number => (EXCHANGES / ms) * 1_000;
const text = (value: number): string => Math.round(value).toLocaleString('en');
const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

const ratios: number[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const off = await inFolder((directory) => measure(directory, false));
  const on = await inFolder((directory) => measure(directory, true));
  ratios.push(off.writtenMs / on.writtenMs);
  console.log(
    `${text(EXCHANGES)} exchanges: written ${text(rate(off.writtenMs))}/s without the judge, ` +
      `${text(rate(on.writtenMs))}/s with it (${(off.writtenMs / on.writtenMs).toFixed(2)}); ` +
      `all judged ${(on.judgedMs / 1_000).toFixed(1)} s later, ${text(on.findings)} findings`,
  );
}
console.log(`ratio of the append rates, median of ${String(ROUNDS)}: ${median(ratios).toFixed(2)}`);
await inFolder(alone);
