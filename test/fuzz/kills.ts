import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CURRENT_FORMAT } from '../../engine/capture/format.ts';
import { openCaptures } from '../support/open-captures.ts';
import { seeded } from '../support/scale-bench/day-traffic.ts';
import { killImport, makeForeignFile } from '../support/scale-bench/killed-import.ts';
import { killMigration, makeOldFile } from '../support/scale-bench/killed-migration.ts';

// Kills Hopscope with SIGKILL at random moments while it records, while it lifts an old capture, and while it imports, and looks
// whether anything is lost that had been written: `node test/fuzz/kills.ts [HOW_OFTEN] [SEED] [recording,migration,import]`.

const HOW_OFTEN = Number(process.argv[2] ?? 50);
const random = seeded(Number(process.argv[3] ?? 1));
const PARTS = (process.argv[4] ?? 'recording,migration,import').split(',');
/** What a kill may cost, by docs/decisions/0003. */
const LOSS_MS = 100;
const CRASHER = fileURLToPath(new URL('../support/capture-crasher.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hopscope-kills-'));
const faults: string[] = [];

interface Mark {
  readonly atMs: number;
  readonly exchanges: number;
}

/** Lets a process record for so long, kills it, and answers what it had said it had appended. */
async function record(into: string, ms: number): Promise<Mark[]> {
  const child = spawn(process.execPath, [CRASHER, into], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    if (text === '') setTimeout(() => child.kill('SIGKILL'), ms);
    text += data;
  });
  await once(child, 'close');
  // The last line may be cut.
  const lines = text.slice(0, Math.max(text.lastIndexOf('\n'), 0)).split('\n');
  return lines.map((line) => {
    const [atMs = 0, exchanges = 0] = line.split(' ').map(Number);
    return { atMs, exchanges };
  });
}

async function killRecording(ms: number): Promise<number> {
  const into = join(folder, 'recording');
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into);
  const marks = await record(into, ms);
  const end = marks.at(-1)?.atMs ?? 0;
  const promised = marks.findLast(({ atMs }) => atMs <= end - LOSS_MS)?.exchanges ?? 0;
  const { captures, problems } = await openCaptures(into);
  try {
    faults.push(...problems);
    const crashed = captures.summaries().find(({ recording }) => !recording);
    if (!crashed) {
      if (promised > 0)
        faults.push(`killed after ${String(ms)} ms: nothing is left of ${String(promised)} exchanges`);
      return 0;
    }
    const { rows, total } = await captures.rows(crashed.id, 0, 1_000_000);
    if (total < promised)
      faults.push(`killed after ${String(ms)} ms: ${String(total)} of ${String(promised)} are left`);
    for (const [index, { number }] of rows.entries())
      if (number !== index + 1) faults.push(`a gap before ${String(number)}`);
    for (const { number } of rows) await captures.detail({ captureId: crashed.id, number }, 1_000);
    return total;
  } finally {
    await captures.close();
  }
}

async function killRecordings(): Promise<void> {
  let kept = 0;
  for (let time = 0; time < HOW_OFTEN; time += 1) kept += await killRecording(Math.floor(random() * 700));
  console.log(
    `${String(HOW_OFTEN)} recordings killed: ${String(kept)} exchanges kept, ${String(faults.length)} faults`,
  );
}

async function killMigrations(): Promise<void> {
  const old = join(folder, 'old.hopscope');
  const work = join(folder, 'work');
  mkdirSync(work);
  makeOldFile(old, 10_000);
  const left = { killed: 0, old: 0, lifted: 0 };
  for (let time = 0; time < HOW_OFTEN; time += 1) {
    const after = await killMigration(old, work, Math.floor(random() * 250));
    faults.push(...after.faults);
    if (after.killed) left.killed += 1;
    if (after.version < CURRENT_FORMAT.version) left.old += 1;
    else left.lifted += 1;
  }
  console.log(
    `${String(HOW_OFTEN)} migrations, ${String(left.killed)} of them killed before they were done: ${String(left.old)} files stayed as they ` +
      `were, ${String(left.lifted)} are of today's format, ${String(faults.length)} faults`,
  );
}

async function killImports(): Promise<void> {
  const exchanges = 3_000;
  const foreign = join(folder, 'foreign.jsonl');
  const work = join(folder, 'imports');
  mkdirSync(work);
  await makeForeignFile(foreign, work, exchanges);
  const { tookMs } = await killImport(foreign, work, { afterMs: Number.POSITIVE_INFINITY, exchanges });
  const left = { killed: 0, whole: 0, passing: 0 };
  for (let time = 0; time < HOW_OFTEN; time += 1) {
    // Some come too late to hit it.
    const afterMs = Math.floor(random() * tookMs * 1.1);
    const after = await killImport(foreign, work, { afterMs, exchanges });
    faults.push(...after.faults.map((fault) => `killed after ${String(afterMs)} ms: ${fault}`));
    if (after.killed) left.killed += 1;
    if (after.whole) left.whole += 1;
    left.passing += after.passing;
  }
  console.log(
    `${String(HOW_OFTEN)} imports of ${tookMs.toFixed(0)} ms, ${String(left.killed)} of them killed before they were done: ${String(left.whole)} captures were there, ` +
      `whole; ${String(left.passing)} files were left under passing names; all others were imported again, ${String(faults.length)} faults`,
  );
}

if (PARTS.includes('recording')) await killRecordings();
if (PARTS.includes('migration')) await killMigrations();
if (PARTS.includes('import')) await killImports();
rmSync(folder, { recursive: true });
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
