import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { createCaptures, type Captures } from '../../engine/capture/captures.ts';
import { WorkControl } from '../../engine/capture/work-control.ts';
import { DEFAULT_REDACTION_RULES } from '../../shared/model/redaction.ts';
import { createRandom } from '../../engine/random.ts';
import type { ExchangeRecorder, ExchangeStart } from '../../engine/capture/recorder.ts';
import {
  jsonExchange,
  requestHeadBytes,
  sampleEnd,
  tell,
  type JsonExchange,
} from '../support/capture-samples.ts';

// Prints what redaction costs: a redacted copy against a plain one, and recording with redaction against without, for small
// exchanges and for large answers. Run it with `node test/bench/redaction.ts [EXCHANGES]`; 100,000 by default.

const EXCHANGES = Number(process.argv[2] ?? 100_000);
const LARGE = [256 * 1024, 1024 * 1024, 7 * 1024 * 1024];
const PER_TURN = 20;

const random = createRandom(7);
const letters = (length: number): string =>
  Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(Math.floor(random() * 36))).join(
    '',
  );

/** Each client has a token; one request of ten has a password of its own, which its answer repeats. */
const TOKENS = Array.from({ length: 50 }, () => letters(40));

function secretExchange(id: number): JsonExchange {
  const plain = jsonExchange({ id, padding: 700 });
  const password = id % 10 === 0 ? letters(16) : undefined;
  const body = Buffer.from(
    JSON.stringify({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name: 'whoami', arguments: { note: 'x'.repeat(700), ...(password && { password }) } },
    }),
  );
  const headers: ExchangeStart['headers'] = [
    ...plain.start.headers,
    ['Authorization', `Bearer ${TOKENS[id % TOKENS.length] ?? ''}`],
  ];
  const start: ExchangeStart = { ...plain.start, headers, body };
  return { ...plain, start, requestHead: requestHeadBytes(start) };
}

async function open(directory: string, redacts: boolean): Promise<Captures> {
  return createCaptures({
    directory,
    judges: false,
    ...(redacts && { redaction: () => () => ({ rules: DEFAULT_REDACTION_RULES, known: [] }) }),
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const SAMPLES = Array.from({ length: 2_000 }, (_, id) => secretExchange(id));

interface Spent {
  /** Ms of the processor that this thread took. */
  readonly here: number;
  /** Ms until all is written. */
  readonly all: number;
}

/** So many exchanges, `PER_TURN` a turn. */
async function record(captures: Captures, count: number): Promise<Spent> {
  const recording = captures.recording();
  const began = performance.now();
  const before = process.threadCpuUsage();
  for (let done = 0; done < count; done += PER_TURN) {
    for (let index = done; index < done + PER_TURN; index += 1) {
      const sample = SAMPLES[index % SAMPLES.length];
      if (sample) tell(recording.begin(sample.start), sample);
    }
    await turn();
  }
  await captures.rows(recording.captureId, 0, 1);
  const { user, system } = process.threadCpuUsage(before);
  const here = (user + system) / 1_000;
  return { here, all: performance.now() - began };
}

function largeExchange(bytes: number): JsonExchange {
  const item = { id: 1, name: 'A thing', price: 12.5, tags: ['a', 'b'], note: 'x'.repeat(80) };
  const items = Array.from({ length: Math.ceil(bytes / 140) }, (_, id) => ({ ...item, id }));
  const plain = jsonExchange({ id: 1 });
  const body = Buffer.from(
    JSON.stringify({ jsonrpc: '2.0', id: 1, result: { resultType: 'complete', items } }),
  );
  const head = plain.response.subarray(0, plain.response.length - plain.body.length);
  const response = Buffer.concat([head, body]);
  return { ...plain, response, body: response.subarray(head.length) };
}

const PIECE = 64 * 1024;

/** As a socket does. */
async function tellInPieces(recorder: ExchangeRecorder, exchange: JsonExchange): Promise<void> {
  const { responseHeaders: headers, response, body } = exchange;
  recorder.requestBytes(exchange.requestHead, 0.5);
  recorder.requestBytes(exchange.start.body, 0.6);
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, 1);
  const head = response.length - body.length;
  for (let from = 0; from < response.length; from += PIECE) {
    const piece = response.subarray(from, from + PIECE);
    recorder.responseBytes(piece, 2);
    recorder.bodyBytes(from === 0 ? piece.subarray(head) : piece, 2);
    await turn();
  }
  recorder.end(sampleEnd(3));
}

function figure(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(58)} ${value}\n`);
}

const directory = mkdtempSync(join(tmpdir(), 'hopscope-bench-'));
try {
  const counts = Math.min(EXCHANGES, 20_000);
  const spent: Spent[] = [];
  for (const redacts of [false, true, false, true]) {
    const captures = await open(join(directory, `record-${String(spent.length)}`), redacts);
    spent.push(await record(captures, counts));
    await captures.close();
  }
  const best = (index: number): Spent => {
    const [one, other] = [spent[index], spent[index + 2]];
    if (!one || !other) throw new Error('not measured');
    return one.here < other.here ? one : other;
  };
  const [off, on] = [best(0), best(1)];
  figure(
    `recording ${String(counts)} exchanges, work of the main thread`,
    `${((off.here / counts) * 1000).toFixed(0)} µs each`,
  );
  figure(
    '  with redaction',
    `${((on.here / counts) * 1000).toFixed(0)} µs each (×${(on.here / off.here).toFixed(1)})`,
  );
  figure('  until it is written', `${off.all.toFixed(0)} ms, with redaction ${on.all.toFixed(0)} ms`);

  for (const bytes of LARGE) {
    for (const redacts of [false, true]) {
      const captures = await open(join(directory, `large-${String(bytes)}-${String(redacts)}`), redacts);
      const large = largeExchange(bytes);
      const { captureId } = captures.recording();
      tell(captures.recording().begin(large.start), jsonExchange({ id: 2 }));
      await captures.rows(captureId, 0, 1);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await turn();
      const from = performance.now();
      await tellInPieces(captures.recording().begin(large.start), large);
      await captures.rows(captureId, 0, 1);
      const ms = performance.now() - from;
      delay.disable();
      figure(
        redacts
          ? '  with redaction'
          : `an answer of ${(large.body.length / 1e6).toFixed(1)} MB, until it is written`,
        `${ms.toFixed(0)} ms; everything else waits for ${(delay.max / 1e6).toFixed(0)} ms at most`,
      );
      await captures.close();
    }
  }

  const captures = await open(join(directory, 'copy'), false);
  await record(captures, EXCHANGES);
  const { captureId } = captures.recording();
  const plainCopy = join(directory, 'plain.hopscope');
  let from = performance.now();
  await captures.saveCopy(captureId, plainCopy);
  const plainMs = performance.now() - from;
  const bytes = statSync(plainCopy).size;
  from = performance.now();
  const control = new WorkControl();
  const { report } = await captures.saveRedacted(captureId, join(directory, 'redacted.hopscope'), {
    task: { rules: DEFAULT_REDACTION_RULES, known: [] },
    control: control.shared,
  });
  const redactedMs = performance.now() - from;
  figure(
    `a copy of ${String(EXCHANGES)} exchanges, ${(bytes / 1e6).toFixed(0)} MB`,
    `${(plainMs / 1000).toFixed(1)} s, ${(bytes / 1e3 / plainMs).toFixed(0)} MB/s`,
  );
  figure(
    '  redacted',
    `${(redactedMs / 1000).toFixed(1)} s, ${(bytes / 1e3 / redactedMs).toFixed(1)} MB/s (×${(redactedMs / plainMs).toFixed(1)})`,
  );
  figure('  secrets, and places that were replaced', `${String(report.total)}, ${String(report.times)}`);
  figure('  memory of the process', `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
  await captures.close();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
