import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { createCaptures, type Captures } from '../../engine/capture/captures.ts';
import type { ExchangeRecorder } from '../../engine/capture/recorder.ts';
import { exchangeStart, jsonExchange, sseAnswer, tell } from '../support/capture-samples.ts';

// Appends at full speed and prints: exchanges per second into the worker and onto the disk, the longest time that
// the main thread was held up, and the size of the file. Run it with `node test/bench/capture-append.ts`.

const EXCHANGES = 10_000;
const EVENTS = 10_000;
/** What one turn of the event loop brings at most: as much as sockets that became readable at once would. */
const PER_TURN = 20;

interface Figures {
  readonly name: string;
  readonly appendedMs: number;
  readonly writtenMs: number;
  readonly longestDelayMs: number;
  readonly fileBytes: number;
}

async function measure(name: string, work: (captures: Captures) => Promise<void>): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
  const captures = await createCaptures({
    directory,
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  await turn();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await work(captures);
  const appendedMs = performance.now() - start;
  const [summary] = captures.summaries();
  if (!summary) throw new Error('no recording');
  // Answered after everything that was appended before it.
  await captures.rows(summary.id, 0, 1);
  const writtenMs = performance.now() - start;
  delay.disable();
  const copy = join(directory, 'copy.hopscope');
  await captures.saveCopy(summary.id, copy);
  const fileBytes = statSync(copy).size;
  await captures.close();
  rmSync(directory, { recursive: true });
  return { name, appendedMs, writtenMs, longestDelayMs: delay.max / 1e6, fileBytes };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Made beforehand: what is measured is the recording, not the making of samples. */
const SAMPLES = Array.from({ length: 500 }, (_, id) => jsonExchange({ id, padding: 700 }));

async function manyExchanges(captures: Captures): Promise<void> {
  const recording = captures.recording();
  for (let done = 0; done < EXCHANGES; done += PER_TURN) {
    for (let index = 0; index < PER_TURN; index += 1) {
      const sample = SAMPLES[(done + index) % SAMPLES.length];
      if (sample) tell(recording.begin(sample.start), sample);
    }
    await turn();
  }
}

async function manyEvents(captures: Captures): Promise<void> {
  const recorder: ExchangeRecorder = captures.recording().begin(exchangeStart({ id: 1 }));
  const stream = sseAnswer(recorder);
  for (let done = 0; done < EVENTS; done += PER_TURN) {
    for (let index = 0; index < PER_TURN; index += 1) stream.notification(done + index);
    await turn();
  }
  stream.result(1);
}

function print({ name, appendedMs, writtenMs, longestDelayMs, fileBytes }: Figures, count: number): void {
  const rate = (ms: number): string => `${Math.round((count / ms) * 1_000).toLocaleString('en')}/s`;
  console.log(
    `${name}: appended ${rate(appendedMs)}, written ${rate(writtenMs)}, ` +
      `longest main-loop delay ${longestDelayMs.toFixed(1)} ms, file ${(fileBytes / 1e6).toFixed(1)} MB`,
  );
}

for (let round = 1; round <= 3; round += 1) {
  print(await measure(`${EXCHANGES.toLocaleString('en')} exchanges of about 1 kB`, manyExchanges), EXCHANGES);
  print(await measure(`one exchange with ${EVENTS.toLocaleString('en')} events`, manyEvents), EVENTS);
}
