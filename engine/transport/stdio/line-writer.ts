import type { Writable } from 'node:stream';
import { AppError } from '../../app-error.ts';
import { TransportFailure } from '../transport-failure.ts';

export interface WriteLimits {
  /** Most bytes that wait for the peer to read, in lines beside the first one. */
  readonly maxQueuedBytes: number;
  /** Longest time without the peer reading anything, in ms. */
  readonly stalledMs: number;
}

interface WaitingLine {
  readonly bytes: Uint8Array;
  /** Bytes handed over or being so. */
  begun: number;
  /** Undefined once its writer was told that it failed. */
  settle: PromiseWithResolvers<undefined> | undefined;
}

const LF = Uint8Array.of(10);
// Small enough to see progress within a long line.
const PIECE_BYTES = 64 * 1024;

/**
 * Writes lines into a pipe whose other end may never read. Lines leave one after the other and whole: one that was
 * begun is finished if the peer reads again, one that failed before it was begun never leaves.
 */
export class LineWriter {
  readonly #stream: Writable;
  readonly #limits: WriteLimits;
  readonly #lines: WaitingLine[] = [];
  #queuedBytes = 0;
  #busy = false;
  #ended = false;
  #failure: TransportFailure | undefined;
  #stalled: NodeJS.Timeout | undefined;

  constructor(stream: Writable, limits: WriteLimits) {
    this.#stream = stream;
    this.#limits = limits;
    stream.on('error', (error) => {
      this.fail(
        new TransportFailure(
          'cut',
          `The server closed its standard input (${error.message}). It gets no more messages: restart it, and look at what it wrote to stderr.`,
          'code' in error && typeof error.code === 'string' ? error.code : undefined,
        ),
      );
    });
  }

  /**
   * Resolves when the pipe has taken the line and a line feed; the bytes must not be changed until then. Rejects with
   * TransportFailure: `timeout` where the peer read nothing for too long, `too-large` where too much waits already,
   * `cut` where the pipe is closed; with AppError BAD_INPUT where the bytes have a line feed and so are two lines.
   */
  async write(line: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const lineFeed = line.indexOf(10);
    if (lineFeed >= 0) {
      throw new AppError(
        'BAD_INPUT',
        `The message has a line break after ${String(lineFeed)} bytes, and on stdio a message is one line. Write the JSON in one line.`,
      );
    }
    const length = line.length + 1;
    if (this.#queuedBytes > 0 && this.#queuedBytes + length > this.#limits.maxQueuedBytes) {
      throw new TransportFailure(
        'too-large',
        `The server does not read its standard input fast enough: ${String(this.#queuedBytes)} bytes wait already. Wait until it does, or restart it.`,
      );
    }
    const settle = Promise.withResolvers<undefined>();
    this.#lines.push({ bytes: line, begun: 0, settle });
    this.#queuedBytes += length;
    this.#stalled ??= setTimeout(() => this.#giveUp(), this.#limits.stalledMs);
    this.#pump();
    await settle.promise;
  }

  /** Closes the pipe behind the lines that wait. */
  end(): void {
    this.#ended = true;
    this.#failure ??= new TransportFailure('cancelled', 'The server was being stopped.');
    if (this.#lines.length === 0) this.#stream.end();
  }

  /** Fails the lines that wait, and all that come. The first failure counts. */
  fail(failure: TransportFailure): void {
    this.#failure ??= failure;
    this.#reject(failure);
  }

  #pump(): void {
    const [line] = this.#lines;
    if (this.#busy || line === undefined) return;
    const piece = line.bytes.subarray(line.begun, line.begun + PIECE_BYTES);
    line.begun += piece.length;
    const isLast = line.begun === line.bytes.length;
    this.#busy = true;
    this.#stream.write(isLast ? Buffer.concat([piece, LF]) : piece, (error) => {
      this.#busy = false;
      // Told by the stream's error.
      if (error) return;
      this.#stalled?.refresh();
      if (isLast) this.#handedOver(line);
      this.#pump();
    });
  }

  #handedOver(line: WaitingLine): void {
    this.#lines.shift();
    this.#queuedBytes -= line.bytes.length + 1;
    line.settle?.resolve(undefined);
    if (this.#lines.length > 0) return;
    this.#stopClock();
    if (this.#ended) this.#stream.end();
  }

  #giveUp(): void {
    this.#reject(
      new TransportFailure(
        'timeout',
        `The server did not read its standard input for ${String(this.#limits.stalledMs)} ms, so the message did not reach it. Look at what it wrote to stderr, or restart it.`,
      ),
    );
  }

  /** Tells all writers, and keeps of the lines only one that was begun. */
  #reject(failure: TransportFailure): void {
    this.#stopClock();
    for (const line of this.#lines) {
      line.settle?.reject(failure);
      line.settle = undefined;
    }
    const [first] = this.#lines;
    const isBegun = first !== undefined && this.#busy;
    this.#lines.length = isBegun ? 1 : 0;
    this.#queuedBytes = isBegun ? first.bytes.length + 1 : 0;
  }

  #stopClock(): void {
    clearTimeout(this.#stalled);
    this.#stalled = undefined;
  }
}
