import { join } from 'node:path';
import { expect } from 'vitest';
import { SERIES_CLASSES } from '../../shared/model/series.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { ClientWork } from './contract-client-work.ts';

/** The part of a day's work in which a recording is held against a copy of itself. */
export async function compareRecordings(
  { bridge, run, next }: ClientWork,
  refs: readonly ExchangeRef[],
  directory: string,
): Promise<void> {
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const { captureId: left } = ref;
  const path = join(directory, 'compared.hopscope');
  await run('capture.saveCopy', { captureId: left, path });
  const { id: right } = await run('capture.open', { path });
  const told = next('series', ({ job }) => job === 'compare');
  const summary = await run('series.compare', { job: 'compare', left, right });
  expect(await told).toMatchObject({ phase: 'reading' });
  expect(summary).toMatchObject({ same: true, left: { steps: summary.right.steps } });
  const page = await run('series.rows', { id: summary.id, from: 0, limit: 5, classes: SERIES_CLASSES });
  expect(page.total).toBe(summary.rows);
  expect(page.rows[0]?.left?.method).toBe(page.rows[0]?.right?.method);
  const { text } = await run('series.report', { id: summary.id, format: 'md' });
  expect(text).toContain('compared.hopscope');
  expect(
    await bridge.invoke('series.compare', { job: 'compare', left, right, filter: '(method:x' }),
  ).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  expect(await run('series.cancel', { job: 'compare' })).toBeNull();
  await run('capture.close', { captureId: right });
}
