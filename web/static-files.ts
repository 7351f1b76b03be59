import { open, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheControl, contentType, findInside, requestedFile } from '../shared/bridge/app-files.ts';
import { type Refusal, writeHead } from './answer.ts';

const DISK = { realpath, stat, sep };

const NOT_FOUND: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is no such page.' };

/** Serves one file of `directory` and nothing outside of it, or returns why not. `path` is the URL's, without query. */
export async function serveFile(
  directory: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Refusal | undefined> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const message = 'Files can be read here, and nothing else.';
    return { status: 405, code: 'WRONG_METHOD', message, headers: { Allow: 'GET, HEAD' } };
  }
  const name = requestedFile(path);
  const file = name === undefined ? undefined : await findInside(directory, name, DISK);
  if (name === undefined || file === undefined) return NOT_FOUND;
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    writeHead(response, 200, {
      'Content-Type': contentType(name),
      'Content-Length': String(size),
      'Cache-Control': cacheControl(name),
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(handle.createReadStream({ autoClose: false }), response);
    return undefined;
  } finally {
    await handle.close();
  }
}
