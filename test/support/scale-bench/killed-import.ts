import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createCaptures } from '../../../engine/capture/captures.ts';
import { importFiles } from '../../../engine/capture/import/import-files.ts';
import { fileSource } from '../../../engine/capture/import/source.ts';
import { createTransfers } from '../../../engine/capture/transfers.ts';
import { DEFAULT_REDACTION_RULES } from '../../../shared/model/redaction.ts';
import { makeDay } from './day-traffic.ts';
import { readWhole } from './damage.ts';

const VICTIM = fileURLToPath(new URL('import-victim.ts', import.meta.url));

/** Writes so many exchanges as JSON Lines. `folder` is used, and is empty again but for the file. */
export async function makeForeignFile(path: string, folder: string, exchanges: number): Promise<void> {
  const day = join(folder, 'day.hopscope');
  makeDay({ path: day, exchanges, bodyBytes: 1_000 });
  const captures = await createCaptures({
    ...{ directory: folder, judges: false, reopens: false },
    ...{ onRows: () => undefined, onSummaries: () => undefined, onProblem: console.error },
  });
  const transfers = createTransfers({
    ...{ captures, directory: folder, program: 'test', now: () => 0, onState: () => undefined },
    redaction: () => ({ rules: DEFAULT_REDACTION_RULES, known: [] }),
  });
  const { id: captureId } = await captures.open(day);
  await transfers.export({ id: 'made', captureId, format: 'jsonl', path, withSecrets: true });
  await captures.close();
  rmSync(day);
}

/** What a killed import has left. */
export interface AfterImportKill {
  /** Ms from when it began until it was over. */
  readonly tookMs: number;
  /** It was killed before it was done. */
  readonly killed: boolean;
  /** There was a capture under the name that was asked for: a whole one, or it is a fault. */
  readonly whole: boolean;
  /** Files under passing names: what the next import takes away later. */
  readonly passing: number;
  readonly faults: readonly string[];
}

/** Imports `foreign` in a process of its own, kills that after `afterMs`, looks at what is there, and imports once more. */
export async function killImport(
  foreign: string,
  folder: string,
  { afterMs, exchanges }: { readonly afterMs: number; readonly exchanges: number },
): Promise<AfterImportKill> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const path = join(folder, 'made.hopscope');
  const before = readFileSync(foreign);
  const child = spawn(process.execPath, [VICTIM, foreign, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let began = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') {
      began = performance.now();
      if (Number.isFinite(afterMs)) setTimeout(() => child.kill('SIGKILL'), afterMs);
    }
    said += text;
  });
  await once(child, 'close');
  const tookMs = performance.now() - began;
  const faults: string[] = [];
  if (!readFileSync(foreign).equals(before)) faults.push('the file that was imported has changed');
  const whole = existsSync(path);
  const killed = !said.includes('done');
  if (!whole && !killed) faults.push('it said that it was done, and there is nothing');
  if (whole) faults.push(...faultsOf(path, exchanges));
  const passing = readdirSync(folder).filter((name) => name.endsWith('.part')).length;
  // Nothing that is left stands in the way of doing it again.
  if (!whole) {
    const sources = [fileSource(foreign)];
    const { signal } = new AbortController();
    await importFiles(
      { sources, path, keep: 'all' },
      { signal, onProgress: () => undefined, program: 'test', clock: Date.now },
    );
    faults.push(...faultsOf(path, exchanges));
  }
  return { tookMs, killed, whole, passing, faults };
}

function faultsOf(path: string, exchanges: number): string[] {
  try {
    const { total } = readWhole(path);
    return total === exchanges ? [] : [`${String(total)} of ${String(exchanges)} exchanges are there`];
  } catch (error) {
    return [`what is there cannot be read: ${String(error)}`];
  }
}
