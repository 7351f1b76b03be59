import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { importFiles } from '../../../engine/capture/import/import-files.ts';
import { fileSource } from '../../../engine/capture/import/source.ts';
import { writeLargeHar } from '../../support/large-har.ts';
import { recordedHar, wholeHar, WHOLE_HARS } from '../../support/whole-hars.ts';
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
  const har = await here.exportText(captureId, 'har', { numbers: before.map(({ number }) => number) });
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

it('reads a large file on a thread of its own, and leaves nothing when it is cancelled there', async () => {
  const path = join(here.folder, 'large.har');
  await writeLargeHar(path, 3_000, 800);
  const before = readdirSync(here.folder).sort();
  const importing = here.transfers.import({ id: 'gone', paths: [path] });
  await vi.waitFor(() => expect(here.states.at(-1)?.done).toBeGreaterThan(0), 30_000);
  here.transfers.cancel('gone');
  await expect(importing).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(readdirSync(here.folder).sort()).toEqual(before);
  const { files, capture } = await here.transfers.import({ id: 'whole', paths: [path] });
  expect(files).toMatchObject([{ name: 'large.har', format: 'har', exchanges: 3_000 }]);
  expect(capture?.exchanges).toBe(3_000);
  // What is wrong is told as it is told of a small one.
  const again = here.transfers.import({ id: 'again', paths: [path], into: capture?.path ?? '' });
  await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('holds no more of a file the longer it is', async () => {
  const path = join(here.folder, 'long.har');
  await writeLargeHar(path, 6_000, 1_200);
  const gc = collector();
  const held: number[] = [];
  const look = (): void => {
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    held.push(heapUsed + arrayBuffers);
  };
  const { size } = statSync(path);
  let next = 0.3;
  await importFiles(
    { sources: [fileSource(path)], path: join(here.folder, 'long.hopscope'), keep: 'all' },
    {
      signal: new AbortController().signal,
      onProgress: (done) => {
        if (done / size < next) return;
        next += 0.2;
        look();
      },
      program: 'test',
      clock: () => 1_795_000_000_000,
    },
  );
  expect(held.length).toBeGreaterThanOrEqual(3);
  // Meanwhile more than half of the file was read; what waits for the disk is now more, now less.
  expect(Math.max(...held.slice(1)) - (held[0] ?? 0)).toBeLessThan(size / 2);
});

/** Collects all garbage now. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

interface HarFile {
  readonly log: { readonly entries: readonly Record<string, unknown>[] };
}

/** A HAR read, written, read and written again: all of it is there each time, and the second time is the first. */
async function roundTrip(har: string): Promise<HarFile> {
  const first = await here.importText('first.har', har, { keep: 'all' });
  const firstId = first.capture?.id ?? '';
  const out = await here.exportText(firstId, 'har', { withSecrets: true });
  const again = await here.importText('again.har', out, { keep: 'all' });
  const againId = again.capture?.id ?? '';
  expect(await here.rows(againId)).toEqual(await here.rows(firstId));
  const second = await here.exportText(againId, 'har', { withSecrets: true });
  expect(second).toBe(out.replaceAll('Written from first', 'Written from again'));
  return JSON.parse(out) as HarFile;
}

// Each HAR by itself, without a capture between, is read and written by the unit tests of write-har.ts.
it.each(['members behind the entries', 'devtools.har'])('keeps all that a HAR can hold: %s', async (name) => {
  const make = WHOLE_HARS[name] ?? recordedHar(name);
  const written = await roundTrip(make());
  const { creator, version, ...others } = (JSON.parse(make()) as { log: Record<string, unknown> }).log;
  // Who wrote the file is who writes it now, in the version of now; the first one is named beside it.
  const before = { creator, ...(version !== '1.2' && { version }) };
  expect(written.log).toMatchObject({ ...others, version: '1.2', _hopscope: before });
});

it('keeps pages that two files call the same apart, and those of the exchanges that are written', async () => {
  const [one, other] = ['one', 'other'].map((title) =>
    JSON.stringify(wholeHar({ pages: [{ id: 'page_1', title, startedDateTime: '', pageTimings: {} }] })),
  );
  writeFileSync(join(here.folder, 'one.har'), one ?? '');
  writeFileSync(join(here.folder, 'other.har'), other ?? '');
  const paths = ['one.har', 'other.har'].map((name) => join(here.folder, name));
  const { capture } = await here.transfers.import({ id: 'both', paths });
  const pagesOf = async (numbers?: number[]): Promise<unknown> => {
    const { log } = JSON.parse(
      await here.exportText(capture?.id ?? '', 'har', { ...(numbers && { numbers }) }),
    ) as {
      log: { pages: { id: string; title: string }[]; entries: { pageref: string }[] };
    };
    return [log.pages.map(({ id, title }) => [id, title]), log.entries.map(({ pageref }) => pageref)];
  };
  const rows = await here.rows(capture?.id ?? '');
  const half = rows.length / 2;
  const [pages, refs] = (await pagesOf()) as [unknown, string[]];
  expect(pages).toEqual([
    ['page_1', 'one'],
    ['page_1-2', 'other'],
  ]);
  expect([refs[0], refs[half]]).toEqual(['page_1', 'page_1-2']);
  // Neither is the first of its file, which has what stands around the entries.
  expect(await pagesOf([2, half + 2])).toEqual([pages, ['page_1', 'page_1-2']]);
});

it('takes the secrets out of what it keeps of a HAR', async () => {
  const secret = 'Zq8vXw2LkT9rPm4sYb7c';
  const har = wholeHar({}, (entry) => ({
    ...entry,
    request: {
      ...entry.request,
      cookies: [{ name: 'sid', value: secret, path: '/' }],
      queryString: [{ name: 'access_token', value: secret }],
    },
    response: { ...entry.response, status: 0, cookies: [{ name: 's', value: `${secret}x` }] },
    _initiator: { stack: `at https://a.example/?access_token=${secret}` },
  }));
  const { capture } = await here.importText('secret.har', JSON.stringify(har));
  const id = capture?.id ?? '';
  const text = await here.exportText(id, 'har');
  expect(text).not.toContain(secret);
  expect(text).toContain('"name":"sid"');
  expect(await here.exportText(id, 'har', { withSecrets: true })).toContain(secret);
});
