import type { OnReadOpts } from 'node:net';

/** What is read at once, in bytes. */
const MOST = 64 * 1024;

/**
 * Where a socket's bytes are read to. One for all sockets: whoever reads has them copied before the next one does. Absent on Windows,
 * where the system may write to it later.
 */
const SHARED = process.platform === 'win32' ? undefined : new Uint8Array(MOST);

/**
 * Takes the bytes of a socket without a stream: for each piece, Node's stream asks for memory of 64 KB, of which a short answer
 * needs a fraction, and has the collector look after it. What is given is a copy and stays as it is.
 */
export class ByteReader {
  /** What a socket has to be made with; undefined where it has to be read as a stream. */
  readonly onread: OnReadOpts | undefined = SHARED && {
    buffer: SHARED,
    callback: (length, bytes) => {
      const copy = Buffer.allocUnsafe(length);
      copy.set(bytes.subarray(0, length));
      if (this.#take) this.#take(copy);
      else this.#early.push(copy);
      return true;
    },
  };
  #take: ((bytes: Buffer) => void) | undefined;
  #early: Buffer[] = [];

  /** From here on bytes go there; what came before is given at once. */
  to(take: (bytes: Buffer) => void): void {
    this.#take = take;
    const early = this.#early;
    this.#early = [];
    for (const bytes of early) take(bytes);
  }
}
