import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Refusal } from './answer.ts';

export type UploadOutcome =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly refusal: Refusal };

/** Files that the page sent and that no capture was opened from yet. */
export interface Uploads {
  /** Streams the request's body into a new file in `directory`. Rejects when the client cuts it short. */
  receive(request: IncomingMessage, directory: string, wantedName: string): Promise<UploadOutcome>;
  /** After `capture.open`: a file that turned out to be no capture is taken away again. */
  settle(path: string, opened: boolean): Promise<void>;
  /** Takes away what nobody opened. */
  close(): Promise<void>;
}

const MAX_STEM_BYTES = 200;

/** Read and dropped after the limit of an upload, before its connection is cut. */
const MAX_DROPPED_BYTES = 64 * 1024 * 1024;

export function createUploads(maxBytes: number): Uploads {
  const waiting = new Set<string>();

  const receive = async (
    request: IncomingMessage,
    directory: string,
    wantedName: string,
  ): Promise<UploadOutcome> => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge(maxBytes);
    await mkdir(directory, { recursive: true });
    const part = join(directory, `.upload-${randomBytes(8).toString('hex')}.part`);
    try {
      if (!(await writeAll(request, part, maxBytes))) return tooLarge(maxBytes);
      const path = await reserve(directory, safeFileName(wantedName));
      await rename(part, path);
      waiting.add(path);
      return { ok: true, path };
    } finally {
      await rm(part, { force: true });
    }
  };

  return {
    receive,
    async settle(path, opened) {
      if (waiting.delete(path) && !opened) await rm(path, { force: true });
    },
    async close() {
      const paths = [...waiting];
      waiting.clear();
      await Promise.all(paths.map((path) => rm(path, { force: true })));
    },
  };
}

/**
 * A file name that is one on every platform: the last part of what was wanted, letters, digits, space and `._-`
 * only, no leading dot, no device name of Windows, short enough for every file system.
 */
export function safeFileName(wanted: string): string {
  const last = wanted.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replace(/^[. -]+/, '')
    .replace(/[. ]+$/, '');
  const extension = /\.[A-Za-z0-9]{1,16}$/.exec(plain)?.[0] ?? '';
  let stem = plain
    .slice(0, plain.length - extension.length)
    .slice(0, 100)
    .toWellFormed();
  // File systems count bytes: 255 for a name, and a number may still be put behind it.
  while (Buffer.byteLength(stem) > MAX_STEM_BYTES) stem = stem.slice(0, -1).toWellFormed();
  const named = stem === '' ? 'upload' : stem;
  const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(named);
  return `${device ? 'upload-' : ''}${named}${extension}`;
}

/** Creates an empty file under this name or the next free one, so that nothing is ever written over. */
async function reserve(directory: string, name: string): Promise<string> {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let count = 1; ; count += 1) {
    const path = join(directory, count === 1 ? name : `${stem}-${String(count)}${extension}`);
    try {
      const handle = await open(path, 'wx', 0o600);
      await handle.close();
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || count >= 1_000) throw error;
    }
  }
}

/**
 * False where there is more than `maxBytes`. The request stays open whatever happens to the file, so that it can
 * be answered; what comes after the limit is read and dropped, and a client that goes on for long is cut.
 */
async function writeAll(request: IncomingMessage, path: string, maxBytes: number): Promise<boolean> {
  const file = await open(path, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes <= maxBytes) await file.writeFile(chunk);
      else if (bytes > maxBytes + MAX_DROPPED_BYTES) request.destroy();
    }
    return bytes <= maxBytes;
  } finally {
    await file.close();
  }
}

function tooLarge(maxBytes: number): UploadOutcome {
  const size = maxBytes >= 1024 ** 2 ? `${String(maxBytes / 1024 ** 2)} MiB` : `${String(maxBytes)} bytes`;
  const message = `The file is larger than ${size}, the most that can be sent through the page. Put it into the captures folder of the workspace instead.`;
  return { ok: false, refusal: { status: 413, code: 'TOO_LARGE', message } };
}
