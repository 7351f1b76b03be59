import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chromeHar, HAR_RESULT, playwrightHar } from '../../support/har-samples.ts';
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

interface HarFile {
  readonly log: { readonly entries: readonly Record<string, object>[] };
}

/** What an entry says without the fields of the program that wrote it, nor the page that it belonged to. */
function plain(text: string): unknown[] {
  return (JSON.parse(text) as HarFile).log.entries.map(({ pageref: _page, ...entry }) =>
    Object.fromEntries(
      Object.entries(entry).filter(([key]) => !key.startsWith('_') || key === '_serverPort'),
    ),
  );
}

const COOKIE = { name: 's', value: '1', path: '/', httpOnly: true, sameSite: 'Lax' };
const FAILED = { bodySize: -1, headersSize: -1, _transferSize: 0, _error: 'net::ERR_CONNECTION_REFUSED' };

it.each([
  ["Chromium's DevTools", chromeHar],
  ['Playwright', playwrightHar],
])('keeps all that an entry of HAR can hold, of %s', async (_name, write) => {
  const har = write(
    { entry: { comment: 'slow', cache: { beforeRequest: null } }, request: { comment: 'r' } },
    {
      request: {
        url: 'http://127.0.0.1:3000/mcp?b=1&a=%C3%A4',
        queryString: [
          { name: 'b', value: '1' },
          { name: 'a', value: 'ä' },
        ],
      },
      response: {
        status: 302,
        redirectURL: '/x',
        headers: [
          { name: 'Set-Cookie', value: 's=1; Path=/; HttpOnly; SameSite=Lax' },
          { name: 'Content-Type', value: 'text/event-stream' },
        ],
        cookies: [COOKIE],
      },
      content: { text: `data: ${HAR_RESULT}\n\n`, mimeType: 'text/event-stream', compression: 12, size: 88 },
    },
    { content: { text: Buffer.from([0xff, 0]).toString('base64'), encoding: 'base64', size: 2 } },
    {
      response: { status: 0, statusText: '', httpVersion: '', headers: [], ...FAILED },
      content: { text: undefined, size: 0, mimeType: 'x-unknown' },
    },
  );
  const first = await here.importText('first.har', har);
  const firstId = first.capture?.id ?? '';
  const out = await here.exportText(firstId, 'har');
  const sizes = (text: string): unknown[] =>
    (JSON.parse(text) as HarFile).log.entries.map(
      ({ response }) => (response as { _transferSize?: number })._transferSize,
    );
  const known = (text: string): unknown => JSON.parse(JSON.stringify(plain(text)));
  expect(known(out)).toMatchObject(JSON.parse(JSON.stringify(plain(har).map(withoutNull))) as unknown[]);
  expect(sizes(out)).toEqual(sizes(har));
  const again = await here.importText('again.har', out);
  const againId = again.capture?.id ?? '';
  expect(await here.rows(againId)).toEqual(await here.rows(firstId));
  expect(await here.exportText(againId, 'har')).toBe(
    out.replaceAll('Written from first', 'Written from again'),
  );
});

/** Chrome says of an answer without a fault that it has none. */
function withoutNull(entry: unknown): unknown {
  return JSON.parse(
    JSON.stringify(entry, (key, value: unknown) => (key === '_error' && value === null ? undefined : value)),
  );
}
