import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Bridge, CommandInput } from '../shared/bridge/bridge.ts';
import type { BridgeError } from '../shared/bridge/result.ts';
import { validateInput } from '../shared/bridge/validate.ts';
import { exportName } from '../shared/model/file-transfer.ts';
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

/** Longest report of an export in a header, in characters. */
const MOST_SAID = 1_000;

/**
 * Sends a capture in another format, written for it beforehand. As sendCapture.
 * `wish`: what `transfer.export` takes but for the capture and the path, from the page.
 */
export async function sendExport(
  bridge: Bridge,
  captureId: string,
  wish: unknown,
  response: ServerResponse,
): Promise<Refusal | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-download-'));
  const path = join(directory, 'export');
  try {
    const input = { id: `download-${randomUUID()}`, ...toObject(wish), captureId, path };
    const checked = validateInput('transfer.export', input);
    if (!checked.ok) return { status: 400, code: 'BAD_REQUEST', message: checked.error.message };
    const { id, format } = checked.value.input as CommandInput<'transfer.export'>;
    const captures = await bridge.invoke('capture.list', null);
    const name = captures.ok ? captures.value.find((capture) => capture.id === captureId)?.name : undefined;
    const giveUp = (): void => void bridge.invoke('transfer.cancel', { id });
    response.once('close', giveUp);
    try {
      const written = await bridge.invoke(
        'transfer.export',
        checked.value.input as CommandInput<'transfer.export'>,
      );
      if (!written.ok) return refusalFor(written.error);
      writeHead(response, 200, {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(written.value.bytes),
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeHeaderValue(exportName(name ?? 'capture', format))}`,
        'X-Hopscope-Says': encodeURIComponent(written.value.says.slice(0, MOST_SAID).toWellFormed()),
      });
      await pipeline(createReadStream(path), response);
      return undefined;
    } finally {
      response.off('close', giveUp);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function toObject(wish: unknown): object {
  return typeof wish === 'object' && wish !== null ? wish : {};
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
  if (error.code === 'CANCELLED') return { status: 409, code: 'CANCELLED', message: error.message };
  return { status: 500, code: 'FAILED', message: error.message };
}
