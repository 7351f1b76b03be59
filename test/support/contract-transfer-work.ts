import { join } from 'node:path';
import { expect } from 'vitest';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { ClientWork } from './contract-client-work.ts';

/** The part of a day's work in which a recording leaves in another format and comes back. */
export async function moveRecordings(
  { bridge, run, next }: ClientWork,
  refs: readonly ExchangeRef[],
  directory: string,
): Promise<void> {
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const path = join(directory, 'day.jsonl');
  const over = next('transfer', ({ id, state }) => id === 'out' && state === 'done');
  const wish = { id: 'out', captureId: ref.captureId, format: 'jsonl', path, numbers: [ref.number] } as const;
  const written = await run('transfer.export', wish);
  expect(written).toMatchObject({ path, exchanges: 1, notes: [] });
  const { kind, exchanges, done, total } = await over;
  expect([kind, exchanges, done]).toEqual(['export', 1, total]);
  expect(await bridge.invoke('transfer.export', wish)).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT' },
  });

  const read = await run('transfer.import', { id: 'in', paths: [path] });
  expect(read).toMatchObject({
    files: [{ name: 'day.jsonl', format: 'jsonl', exchanges: 1, unreadable: 0 }],
  });
  const captureId = read.capture?.id ?? '';
  const back = await run('exchange.get', { captureId, number: 1, bodyLimit: 10_000 });
  const sent = await run('exchange.get', { ...ref, bodyLimit: 10_000 });
  expect(back.request).toEqual(sent.request);
  expect(back.response).toEqual(sent.response);
  await run('capture.close', { captureId });
  // Nothing of that name is under way any more.
  expect(await run('transfer.cancel', { id: 'in' })).toBeNull();
}
