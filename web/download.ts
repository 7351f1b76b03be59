import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Bridge } from '../shared/bridge/bridge.ts';
import type { BridgeError } from '../shared/bridge/result.ts';
import { type Refusal, writeHead } from './answer.ts';

/**
 * Sends a complete copy of a capture. The copy lives in a folder that only the user can read, as long as it takes.
 * `redact`: without its secrets, under this name for whoever wants to know how far it is.
 * Returns why it could not be sent; rejects when the client cuts it short.
 */
export async function sendCapture(
  bridge: Bridge,
  captureId: string,
  response: ServerResponse,
  redact?: string,
): Promise<Refusal | undefined> {
  const captures = await bridge.invoke('capture.list', null);
  if (!captures.ok) return refusalFor(captures.error);
  const capture = captures.value.find(({ id }) => id === captureId);
  if (!capture) {
    return { status: 404, code: 'NOT_FOUND', message: 'This capture is not open any more.' };
  }
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-download-'));
  try {
    const path = join(directory, 'copy.hopscope');
    const saved =
      redact === undefined
        ? await bridge.invoke('capture.saveCopy', { captureId, path })
        : await bridge.invoke('redaction.saveCopy', { captureId, path, job: redact });
    if (!saved.ok) return refusalFor(saved.error);
    const { size } = await stat(path);
    writeHead(response, 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeHeaderValue(capture.name)}`,
    });
    await pipeline(createReadStream(path), response);
    return undefined;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** `ext-value` of RFC 8187 section 3.2: more characters are escaped there than in a URL. */
function encodeHeaderValue(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function refusalFor(error: BridgeError): Refusal {
  if (error.code === 'NOT_FOUND') return { status: 404, code: 'NOT_FOUND', message: error.message };
  return { status: 500, code: 'FAILED', message: error.message };
}
