import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createCaptures } from '../../engine/capture/captures.ts';
import type { ExchangeStart, Recording } from '../../engine/capture/recorder.ts';
import type { RecordedExchange } from '../../engine/lint/see-exchange.ts';
import { requestHeadBytes, responseHeadBytes, sampleEnd } from './capture-samples.ts';
import { recorded, type ExchangeParts } from './lint/exchange.ts';

/** A capture file with these exchanges, numbered from 1 in their order, as the recorder writes it. */
async function captureOf(parts: readonly ExchangeParts[]): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-recorded-'));
  const captures = await createCaptures({
    directory,
    program: 'Hopscope test',
    onRows: () => undefined,
    onSummaries: () => undefined,
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  const recording = captures.recording();
  const startedAt = Date.UTC(2026, 10, 23, 14, 12);
  for (const [index, part] of parts.entries()) record(recording, recorded(part), startedAt + index * 1500);
  const path = join(directory, 'copy.hopscope');
  await captures.saveCopy(recording.captureId, path);
  await captures.close();
  const file = await readFile(path);
  await rm(directory, { recursive: true, force: true });
  return file;
}

/** Opens a capture with these exchanges in the app, and waits until they are listed. */
export async function openRecorded(app: Page, parts: readonly ExchangeParts[]): Promise<void> {
  const buffer = await captureOf(parts);
  const file = { name: 'shop.hopscope', mimeType: 'application/octet-stream', buffer };
  await app.getByLabel('Capture file').setInputFiles(file);
  const rows = app.getByRole('grid', { name: 'Exchanges' }).locator('[data-number]');
  await expect(rows).toHaveCount(parts.length);
}

/** Tells the recorder all of it, as a plain connection would. */
function record(recording: Recording, exchange: RecordedExchange, startedAt: number): void {
  const { row, url, httpMethod, target, headers, routing, requestBody, answer, body } = exchange;
  const start: ExchangeStart = {
    ...{ origin: row.origin, instanceId: row.instanceId, instanceName: row.instanceName, era: row.era },
    ...{ url, startedAt, httpMethod, target, headers, body: requestBody, routing, origins: [] },
    method: row.method === '' ? `${httpMethod} ${target}` : row.method,
    name: row.name,
    ...(row.transport && { transport: row.transport }),
    tampered: row.tampered === true,
    headerFault: routing.some(({ verdict }) => verdict !== 'match' && verdict !== 'not-needed'),
  };
  const recorder = recording.begin(start);
  recorder.requestBytes(requestHeadBytes(start), 0.5);
  recorder.requestBytes(requestBody, 0.6);
  if (answer) {
    recorder.responseBytes(Buffer.concat([responseHeadBytes(answer.status, answer.headers), body]), 1.2);
    recorder.responseHead({ ...answer, statusText: 'OK', httpVersion: '1.1' }, 1.2);
    recorder.bodyBytes(body, 1.3);
  }
  recorder.end({ ...sampleEnd(8.4), ...(exchange.failure && { failure: exchange.failure }) });
}
