import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Bridge } from '../shared/bridge/bridge.ts';
import type { BridgeError } from '../shared/bridge/result.ts';
import { EXPORT_FORMATS, exportName } from '../shared/model/file-transfer.ts';
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

/** What is asked for: a capture in another format, all of it or some of its exchanges. */
interface WantedExport {
  readonly captureId: string;
  readonly format: string;
  /** `numbers=1,2,3` and `secrets=1`. */
  readonly query: URLSearchParams;
}

/** Sends a capture in another format, written for it beforehand. As sendCapture. */
export async function sendExport(
  bridge: Bridge,
  { captureId, format, query }: WantedExport,
  response: ServerResponse,
): Promise<Refusal | undefined> {
  const known = EXPORT_FORMATS.find((one) => one === format);
  if (!known) return { status: 400, code: 'BAD_REQUEST', message: 'There is no such format.' };
  const numbers = readNumbers(query.get('numbers'));
  if (numbers === 'wrong')
    return { status: 400, code: 'BAD_REQUEST', message: 'These are no numbers of exchanges.' };
  const captures = await bridge.invoke('capture.list', null);
  const name = captures.ok ? captures.value.find(({ id }) => id === captureId)?.name : undefined;
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-download-'));
  const id = `download-${randomUUID()}`;
  const giveUp = (): void => void bridge.invoke('transfer.cancel', { id });
  response.once('close', giveUp);
  try {
    const path = join(directory, 'export');
    const written = await bridge.invoke('transfer.export', {
      id,
      captureId,
      format: known,
      path,
      ...(numbers && { numbers }),
      ...(query.get('secrets') === '1' && { withSecrets: true }),
    });
    if (!written.ok) return refusalFor(written.error);
    writeHead(response, 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(written.value.bytes),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeHeaderValue(exportName(name ?? 'capture', known))}`,
      'X-Hopscope-Notes': encodeURIComponent(written.value.notes.join(' ')).slice(0, 4_000),
    });
    await pipeline(createReadStream(path), response);
    return undefined;
  } finally {
    response.off('close', giveUp);
    await rm(directory, { recursive: true, force: true });
  }
}

function readNumbers(text: string | null): readonly number[] | undefined | 'wrong' {
  if (text === null) return undefined;
  const numbers = text.split(',').map(Number);
  return numbers.every((number) => Number.isSafeInteger(number) && number > 0) ? numbers : 'wrong';
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
