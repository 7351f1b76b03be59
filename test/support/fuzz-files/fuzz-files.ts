import { AppError } from '../../../engine/app-error.ts';
import type { ForeignReader, ForeignSource } from '../../../engine/capture/import/foreign.ts';
import { readCurl } from '../../../engine/capture/import/read-curl.ts';
import { readHar } from '../../../engine/capture/import/read-har.ts';
import {
  readInspectorNetwork,
  readInspectorProtocol,
} from '../../../engine/capture/import/read-inspector.ts';
import { readJsonLines } from '../../../engine/capture/import/read-json-lines.ts';
import { readMcpsnoop } from '../../../engine/capture/import/read-mcpsnoop.ts';
import { createHarWriter } from '../../../engine/capture/export/write-har.ts';
import { createRandom } from '../../../engine/random.ts';
import { recognise } from '../../../engine/capture/import/recognise.ts';
import { portableOfForeign } from '../foreign-portable.ts';
import { mutateJson } from './mutate-json.ts';
import { SAMPLES } from './samples.ts';

export interface FileFuzzWish {
  readonly seed: number;
  readonly count: number;
}

export interface FileFuzzFailure {
  readonly at: number;
  readonly what: string;
}

const READERS: Readonly<Record<string, ForeignReader>> = {
  har: readHar,
  jsonl: readJsonLines,
  curl: readCurl,
  mcpsnoop: readMcpsnoop,
  'inspector-network': readInspectorNetwork,
  'inspector-protocol': readInspectorProtocol,
};

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  'null',
  '-1',
  '1e999',
  '"\\ud800"',
  '\u0000',
  "'",
  '\\',
  '\n',
  '$(',
  '[[[[[[[[',
  '{"log":',
];

/** Bytes replaced, cut out, repeated, moved; the places are drawn, too. */
function mutate(sample: Buffer, next: () => number): Buffer {
  let bytes = sample;
  const place = (): number => Math.floor(next() * (bytes.length + 1));
  for (let times = 1 + Math.floor(next() * 4); times > 0; times -= 1) {
    const at = place();
    const end = Math.min(bytes.length, at + Math.floor(next() * 40));
    const kind = Math.floor(next() * 6);
    const piece = Buffer.from(PIECES[Math.floor(next() * PIECES.length)] ?? '');
    if (kind === 0) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
    else if (kind === 2) bytes = bytes.subarray(0, at);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(end)]);
    else {
      bytes = Buffer.from(bytes);
      if (at < bytes.length) bytes[at] = Math.floor(next() * 256);
    }
  }
  return bytes;
}

/** Pieces of odd lengths, so that every border is met. */
function sourceOf(bytes: Buffer, pieceBytes: number): ForeignSource {
  return {
    name: 'fuzzed',
    size: bytes.length,
    at: 1_795_000_000_000,
    async *open() {
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        yield await Promise.resolve(bytes.subarray(from, from + pieceBytes));
      }
    },
  };
}

/** More items than bytes would be made up. */
async function readAll(bytes: Buffer, pieceBytes: number): Promise<void> {
  const source = sourceOf(bytes, pieceBytes);
  const format = await recognise(source);
  if (format === 'capture') return;
  let items = 0;
  const written: string[] = [];
  const writer = createHarWriter({ capture: 'fuzzed', program: 'Hopscope 1' });
  for await (const item of READERS[format]?.(source, new AbortController().signal) ?? []) {
    items += 1;
    if (items > bytes.length + 1) throw new Error(`${String(items)} items of ${String(bytes.length)} bytes`);
    if (item.kind === 'exchange') {
      const { url, startedAt, end, answer } = item.exchange;
      if (typeof url !== 'string' || !Number.isFinite(startedAt))
        throw new Error('an exchange without an address or a time');
      for (const ms of Object.values(end.timing)) {
        if (typeof ms === 'number' && !Number.isFinite(ms)) throw new Error('a time that is none');
      }
      written.push(writer.write(portableOfForeign(item.exchange)) ?? '');
      for (const { atMs } of answer?.parts ?? []) if (!(atMs >= 0)) throw new Error('a part without a time');
    } else if (item.kind !== 'skipped' && item.why === '') throw new Error('no reason is given');
  }
  // Whatever was read can be written, as what can be read again.
  JSON.parse(`${writer.head}${written.join('')}${writer.tail()}`);
}

/** Damaged files through every reader: each is read, or refused with an AppError. */
export async function fuzzFiles({ seed, count }: FileFuzzWish): Promise<FileFuzzFailure[]> {
  const next = createRandom(seed);
  const failures: FileFuzzFailure[] = [];
  for (let at = 1; at <= count; at += 1) {
    const sample = SAMPLES[Math.floor(next() * SAMPLES.length)] ?? '';
    const other = next() < 0.4 ? mutateJson(sample, next) : undefined;
    const bytes = other === undefined ? mutate(Buffer.from(sample), next) : Buffer.from(other);
    try {
      await readAll(bytes, 1 + Math.floor(next() * 200));
    } catch (error) {
      if (error instanceof AppError) continue;
      failures.push({ at, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return failures;
}
