import { write } from 'node:fs';
import { errorCode } from '../../transport/transport-failure.ts';

/** Where bytes go on to. */
export interface ByteSink {
  /** Bytes that are not written yet. */
  readonly waiting: number;
  /** In order; resolves when these are written. Rejects where nobody reads any more. The bytes must not change. */
  write(bytes: Uint8Array): Promise<void>;
}

/** A pipe that was made not to block, and is full, is looked at again after so long; ms. */
const FULL_MS = 5;

/**
 * A file descriptor of this process. Written by the system's own threads: a reader that does not read stops nothing else
 * here, as it would with `process.stdout`, and the descriptor, which others may share, stays as it is.
 */
export function descriptorSink(descriptor: number): ByteSink {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    get waiting() {
      return waiting;
    },
    write(bytes) {
      waiting += bytes.length;
      const written =
        waiting === bytes.length ? writeAll(descriptor, bytes) : last.then(() => writeAll(descriptor, bytes));
      last = written.finally(() => {
        waiting -= bytes.length;
      });
      return last;
    },
  };
}

async function writeAll(descriptor: number, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    try {
      at += await writeSome(descriptor, bytes.subarray(at));
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, FULL_MS);
      });
    }
  }
}

function writeSome(descriptor: number, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, 0, bytes.length, null, (error, count) => {
      if (error) reject(error);
      else resolve(count);
    });
  });
}
