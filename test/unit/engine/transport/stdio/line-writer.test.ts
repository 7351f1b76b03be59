import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LineWriter } from '../../../../../engine/transport/stdio/line-writer.ts';
import { TransportFailure } from '../../../../../engine/transport/transport-failure.ts';

const LIMITS = { maxQueuedBytes: 100_000, stalledMs: 1000 };

/** A pipe whose other end reads a piece when the test says so. */
class SlowPipe extends Writable {
  readonly pieces: string[] = [];
  ended = false;
  readonly #waiting: ((error?: Error | null) => void)[] = [];

  constructor() {
    super({ highWaterMark: 1 });
  }

  override _write(piece: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.pieces.push(piece.toString());
    this.#waiting.push(done);
  }

  override _final(done: () => void): void {
    this.ended = true;
    done();
  }

  async read(): Promise<void> {
    this.#waiting.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  }

  get text(): string {
    return this.pieces.join('');
  }
}

let pipe: SlowPipe;
let writer: LineWriter;

beforeEach(() => {
  vi.useFakeTimers();
  pipe = new SlowPipe();
  writer = new LineWriter(pipe, LIMITS);
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** What became of a write: `written`, or the kind of its failure. */
function outcome(line: string): { value: string | undefined } {
  const seen: { value: string | undefined } = { value: undefined };
  writer.write(Buffer.from(line)).then(
    () => (seen.value = 'written'),
    (error: unknown) => (seen.value = error instanceof TransportFailure ? error.kind : String(error)),
  );
  return seen;
}

test('lines leave whole, one after the other, and each resolves when it was taken', async () => {
  const first = outcome('a');
  const second = outcome('');
  expect(pipe.text).toBe('a\n');
  await pipe.read();
  expect([first.value, second.value]).toEqual(['written', undefined]);
  await pipe.read();
  expect(second.value).toBe('written');
  expect(pipe.text).toBe('a\n\n');
});

test('time begins anew whenever something was taken', async () => {
  const line = outcome('x'.repeat(150_000));
  for (let piece = 0; piece < 3; piece += 1) {
    await vi.advanceTimersByTimeAsync(900);
    expect(line.value).toBeUndefined();
    await pipe.read();
  }
  expect(line.value).toBe('written');
  expect(pipe.text).toBe(`${'x'.repeat(150_000)}\n`);
});

test('when nothing is taken all fail; only the line that was begun still leaves', async () => {
  const lines = [outcome('x'.repeat(70_000)), outcome('never')];
  await vi.advanceTimersByTimeAsync(1000);
  expect(lines.map((line) => line.value)).toEqual(['timeout', 'timeout']);
  const later = outcome('later');
  await pipe.read();
  await pipe.read();
  await pipe.read();
  expect(later.value).toBe('written');
  expect(pipe.text).toBe(`${'x'.repeat(70_000)}\nlater\n`);
});

test('what waits is bounded, also behind a line whose writer was told of its failure', async () => {
  const long = outcome('x'.repeat(99_990));
  const short = outcome('y');
  const refused = outcome('z'.repeat(10));
  await vi.advanceTimersByTimeAsync(0);
  expect([long.value, short.value, refused.value]).toEqual([undefined, undefined, 'too-large']);
  await vi.advanceTimersByTimeAsync(1000);
  expect([long.value, short.value]).toEqual(['timeout', 'timeout']);
  const still = outcome('z'.repeat(10));
  await vi.advanceTimersByTimeAsync(0);
  expect(still.value).toBe('too-large');
  await pipe.read();
  await pipe.read();
  const again = outcome('z'.repeat(10));
  await pipe.read();
  expect(again.value).toBe('written');
  expect(pipe.text).toBe(`${'x'.repeat(99_990)}\nzzzzzzzzzz\n`);
});

test('a line alone may be longer than what may wait', async () => {
  const line = outcome('x'.repeat(100_001));
  await pipe.read();
  await pipe.read();
  expect(line.value).toBe('written');
});

test('the end comes behind the lines that wait, and nothing after it', async () => {
  const lines = [outcome('a'), outcome('b')];
  writer.end();
  const late = outcome('c');
  await pipe.read();
  expect(pipe.ended).toBe(false);
  await pipe.read();
  expect([...lines, late].map((line) => line.value)).toEqual(['written', 'written', 'cancelled']);
  expect([pipe.ended, pipe.text]).toEqual([true, 'a\nb\n']);
});

test('a pipe that breaks fails what waits and what comes', async () => {
  const waiting = outcome('a');
  pipe.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  await vi.advanceTimersByTimeAsync(0);
  const late = outcome('b');
  await vi.advanceTimersByTimeAsync(0);
  expect([waiting.value, late.value]).toEqual(['cut', 'cut']);
  await expect(writer.write(Buffer.from('c'))).rejects.toMatchObject({
    code: 'EPIPE',
    message: expect.stringContaining('closed its standard input (write EPIPE)') as string,
  });
});

test('a line feed within a line is refused', async () => {
  await expect(writer.write(Buffer.from('{\n}'))).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('line break after 1 bytes') as string,
  });
  expect(pipe.text).toBe('');
});
