import { execFileSync } from 'node:child_process';
import { copyFileSync, createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { writeForeignLog } from '../support/files-bench/foreign-logs.ts';
import type { TransferFigures } from '../support/files-bench/transfer-once.ts';
import { writeLargeHar } from '../support/large-har.ts';
import { makeDay } from '../support/scale-bench/day-traffic.ts';
import { printText } from '../support/scale-bench/yardstick.ts';

// What exchange with the world costs: each format written of one capture and read again, each in a process of its own, beside
// what the least work with the same file takes on this machine at that moment: to read it and parse it line by line, or to copy
// it. Memory is what is resident at most beyond what was before it began. Nothing is asserted.
// `node test/bench/files.ts [PARTS] [EXCHANGES]`: any of formats,growth; 50,000 exchanges by default.

const PARTS = process.argv[2]?.split(',') ?? ['formats', 'growth'];
const EXCHANGES = Number(process.argv[3] ?? 50_000);
const EXPORTS = ['har', 'jsonl', 'curl', 'md', 'html', 'otlp'] as const;
const LOGS = ['mcpsnoop', 'inspector-network', 'inspector-protocol'] as const;
/** In MB. */
const GROWTH = [300, 600, 1_200];

const folder = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
const at = (name: string): string => join(folder, name);

function once(...args: readonly string[]): TransferFigures {
  const program = join(import.meta.dirname, '../support/files-bench/transfer-once.ts');
  const text = execFileSync(process.execPath, [program, folder, ...args], { encoding: 'utf8' });
  return JSON.parse(text) as TransferFigures;
}

/** In ms: every line read, and parsed where it is an object. */
async function parseLines(path: string): Promise<number> {
  const began = performance.now();
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const text = line.startsWith('[') ? line.slice(1) : line;
    if (!text.startsWith('{') || text.endsWith('[')) continue;
    JSON.parse(text.endsWith(',') ? text.slice(0, -1) : text.endsWith(']') ? text.slice(0, -1) : text);
  }
  return performance.now() - began;
}

/** In ms. */
function copy(path: string): number {
  const began = performance.now();
  copyFileSync(path, `${path}.copy`);
  const ms = performance.now() - began;
  rmSync(`${path}.copy`);
  return ms;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

function print(
  what: string,
  { ms, exchanges, idle, peak }: TransferFigures,
  bytes: number,
  beside: string,
): void {
  const rate = `${((exchanges / ms) * 1_000).toFixed(0)} exchanges/s, ${(bytes / 1e3 / ms).toFixed(1)} MB/s`;
  printText(what, `${rate}, ${megabytes(peak - idle)} over ${megabytes(idle)}; ${beside}`);
}

async function read(format: string, path: string): Promise<void> {
  const bytes = statSync(path).size;
  const least = await parseLines(path);
  const figures = once('import', path, at(`read-${format}.hopscope`));
  rmSync(at(`read-${format}.hopscope`));
  const ratio = `${(figures.ms / least).toFixed(1)} × reading and parsing its lines (${least.toFixed(0)} ms)`;
  print(`read ${format}, ${megabytes(bytes)}`, figures, bytes, ratio);
}

function write(format: string, capture: string, redact = false): void {
  const path = at(`${redact ? 'redacted' : 'written'}.${format}`);
  const figures = once('export', capture, format, path, ...(redact ? ['redact'] : []));
  const least = copy(path);
  const { size } = statSync(path);
  const ratio = `${(figures.ms / least).toFixed(1)} × copying it (${least.toFixed(0)} ms)`;
  print(`write ${format}${redact ? ' without secrets' : ''}, ${megabytes(size)}`, figures, size, ratio);
}

async function formats(): Promise<void> {
  const day = at('day.hopscope');
  makeDay({ path: day, exchanges: EXCHANGES, bodyBytes: 2_400 });
  printText(`a day of ${EXCHANGES.toLocaleString('en')} exchanges`, megabytes(statSync(day).size));
  for (const format of EXPORTS) write(format, day);
  for (const format of ['har', 'jsonl'] as const) write(format, day, true);
  for (const format of ['har', 'jsonl', 'curl'] as const) await read(format, at(`written.${format}`));
  for (const log of LOGS) {
    await writeForeignLog(at('written.jsonl'), log, at(log));
    await read(log, at(log));
    rmSync(at(log));
  }
}

/** The same HAR longer and longer, of many small entries and of few large ones: its memory is to stay. */
async function growth(): Promise<void> {
  for (const [words, answerBytes, entryBytes] of [
    ['small answers', 20, 808],
    ['answers of 200 kB', 200_000, 200_810],
  ] as const) {
    for (const size of GROWTH) {
      const path = at('large.har');
      await writeLargeHar(path, Math.round((size * 1e6) / entryBytes), answerBytes);
      const figures = once('import', path, at('large.hopscope'));
      print(`read har, ${megabytes(statSync(path).size)} of ${words}`, figures, statSync(path).size, '');
      rmSync(at('large.hopscope'));
      rmSync(path);
    }
  }
}

try {
  if (PARTS.includes('formats')) await formats();
  if (PARTS.includes('growth')) await growth();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
