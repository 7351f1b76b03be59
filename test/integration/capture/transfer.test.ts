import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTransfers, type TransfersUnderTest } from '../../support/transfer-files.ts';

let here: TransfersUnderTest;
beforeEach(async () => {
  here = await openTransfers();
});
afterEach(async () => {
  await here.close();
});

interface Line {
  readonly imported?: unknown;
}

function lines(text: string): unknown[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const { imported: _where, ...rest } = JSON.parse(line) as Line;
      return rest;
    });
}

it('brings everything of a capture back from its JSON Lines, and writes the same lines again', async () => {
  const captureId = await here.openFixture('v4.hopscope');
  const before = await here.rows(captureId);
  expect(before.length).toBeGreaterThan(5);
  const written = await here.exportText(captureId, 'jsonl');
  expect(await here.exportText(captureId, 'jsonl')).toBe(written);
  // The made-up process of this fixture begins after what it answers.
  const text = written.replace('"channel":6,', '');
  const report = await here.importText('day.jsonl', text);
  expect(report.files).toMatchObject([{ exchanges: before.length, skipped: 0, unreadable: 0 }]);
  const after = await here.rows(report.capture?.id ?? '');
  expect(after).toEqual(before);
  expect(lines(await here.exportText(report.capture?.id ?? '', 'jsonl'))).toEqual(lines(text));
});

it('brings what HAR can hold back from a HAR, and writes the same HAR again', async () => {
  const captureId = await here.openFixture('v4.hopscope');
  const before = (await here.rows(captureId)).filter(({ transport }) => transport !== 'stdio');
  const har = await here.exportText(
    captureId,
    'har',
    before.map(({ number }) => number),
  );
  const report = await here.importText('day.har', har, { keep: 'all' });
  expect(report.files).toMatchObject([{ format: 'har', by: 'Hopscope 1.2.3', unreadable: 0 }]);
  const again = await here.exportText(report.capture?.id ?? '', 'har');
  const entries = (text: string): unknown[] =>
    (JSON.parse(text) as { log: { entries: { _hopscope: object }[] } }).log.entries.map((entry) => ({
      ...entry,
      _hopscope: { ...entry._hopscope, number: 0 },
    }));
  expect(entries(again)).toEqual(entries(har));
});

it('leaves nothing behind when it is cancelled, nor when the file breaks', async () => {
  const captureId = await here.openFixture('v4.hopscope');
  const text = await here.exportText(captureId, 'jsonl');
  const before = readdirSync(here.folder).sort();
  const many = text.repeat(500);
  const importing = here.transfers.import({ id: 'x', text: many });
  here.transfers.cancel('x');
  await expect(importing).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(here.transfers.import({ id: 'y', text: 'no recording' })).rejects.toMatchObject({
    code: 'UNREADABLE',
  });
  expect(readdirSync(here.folder).sort()).toEqual(before);
  expect(here.states.filter(({ id }) => id === 'x').at(-1)).toMatchObject({ state: 'cancelled' });
});
