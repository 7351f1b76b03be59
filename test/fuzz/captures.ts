import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../engine/app-error.ts';
import { salvage } from '../../engine/capture/salvage/salvage.ts';
import { damaged, readWhole } from '../support/scale-bench/damage.ts';
import { makeDay } from '../support/scale-bench/day-traffic.ts';

// Salvages captures that are damaged in all ways that disks and copies have, and reads what came of it as the screens do:
// `node test/fuzz/captures.ts [HOW_MANY] [FIRST_SEED]`. A seed is always the same damage.

const HOW_MANY = Number(process.argv[2] ?? 20_000);
const FIRST = Number(process.argv[3] ?? 1);
/** Ms of processor time, and bytes of memory, that no file of this size may need. */
const MOST_MS = 5_000;
const MOST_BYTES = 700 * 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'hopscope-fuzz-'));
const path = join(folder, 'damaged.hopscope');
const into = join(folder, 'salvaged.hopscope');
makeDay({ path, exchanges: 150, bodyBytes: 2_400 });
const good = readFileSync(path);
const faults: string[] = [];
let refused = 0;
let lost = 0;
let longest = 0;
let memory = 0;

function attempt(seed: number): void {
  for (const file of [into, `${into}-wal`]) rmSync(file, { force: true });
  writeFileSync(path, damaged(Buffer.from(good), seed));
  const before = process.cpuUsage();
  try {
    const report = salvage(path, into, { program: 'fuzz', now: 0 });
    lost += report.lost;
    const { numbers, total } = readWhole(into);
    if (numbers.length !== report.exchanges || total !== report.exchanges)
      throw new Error('the counts differ');
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNREADABLE') refused += 1;
    else faults.push(`seed ${String(seed)}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
  }
  const { user, system } = process.cpuUsage(before);
  longest = Math.max(longest, (user + system) / 1_000);
  memory = Math.max(memory, process.memoryUsage.rss());
}

/** So often it says how far it is. */
const TOLD = 500;

for (let seed = FIRST; seed < FIRST + HOW_MANY; seed += 1) {
  attempt(seed);
  const done = seed - FIRST + 1;
  if (done % TOLD === 0)
    console.error(
      `${String(done)} of ${String(HOW_MANY)}, ${String(refused)} refused, ${String(faults.length)} faults`,
    );
}
rmSync(folder, { recursive: true });
if (longest > MOST_MS) faults.push(`one took ${longest.toFixed(0)} ms`);
if (memory > MOST_BYTES) faults.push(`it needed ${(memory / 1e6).toFixed(0)} MB`);
console.log(
  `${String(HOW_MANY)} damaged captures: ${String(refused)} refused, ${String(lost)} exchanges lost in the others; the longest took ` +
    `${longest.toFixed(0)} ms of the processor, memory ${(memory / 1e6).toFixed(0)} MB at most`,
);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
