import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createCaptures } from '../../engine/capture/captures.ts';
import type { ExchangeParts } from './lint/exchange.ts';
import { recordParts } from './record-parts.ts';

/** A capture file with these exchanges, numbered from 1 in their order, at their own times or else 1.5 s apart. */
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
  for (const [index, part] of parts.entries()) recordParts(recording, part, startedAt + index * 1500);
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
  const grid = app.getByRole('grid', { name: 'Exchanges' });
  // Its heading is a row, too.
  await expect(grid).toHaveAttribute('aria-rowcount', String(parts.length + 1));
}
