import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, startDemoFleet, test } from '../support/app-test.ts';
import { writeLargeHar } from '../support/large-har.ts';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-transfers-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test('an import shows how far it is, and leaves nothing when it is cancelled', async ({ app, program }) => {
  const recordings = async (): Promise<string[]> =>
    (await readdir(join(program.workspace, 'captures'))).filter(
      (name) => !/^\.gitignore$|-(?:wal|shm)$/.test(name),
    );
  await expect(app.getByRole('contentinfo')).toContainText('recording');
  const before = await recordings();
  const har = join(folder, 'long.har');
  await writeLargeHar(har, 60_000, 1_000);
  await app.getByLabel('Capture file').setInputFiles(har);
  const bar = app.getByRole('region', { name: 'Imports and exports' });
  await expect(bar.getByRole('progressbar', { name: 'Reading long.har' })).toHaveAttribute(
    'aria-valuenow',
    /^[1-9]\d?$/,
    { timeout: 30_000 },
  );
  await expect(bar).toContainText(/\d %, [\d,]+ exchanges/);
  await bar.getByRole('button', { name: 'Cancel: Reading long.har' }).click();
  await expect(app.getByRole('log', { name: 'Messages' })).toContainText(
    'The import of long.har was cancelled. No recording was made.',
  );
  await expect(bar).toBeHidden();
  // Neither a recording nor a part of one, nor what was sent.
  expect(await recordings()).toEqual(before);
});

test('the end of an import tells what was left out and what is not known', async ({ app }) => {
  const entry = (text: string | undefined): object => ({
    startedDateTime: '2026-11-25T10:00:00.000Z',
    time: 3,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:3000/mcp',
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      postData: {
        mimeType: 'application/json',
        text: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"basket_get"}}',
      },
    },
    response: {
      status: 200,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { size: 40, mimeType: 'application/json', ...(text !== undefined && { text }) },
    },
  });
  const answer = '{"jsonrpc":"2.0","id":1,"result":{"content":[]}}';
  const page = { ...entry('<p>'), request: { method: 'GET', url: 'http://127.0.0.1:3000/', headers: [] } };
  const entries = [entry(answer), entry(undefined), {}, page];
  const path = join(folder, 'mixed.har');
  await writeFile(path, JSON.stringify({ log: { version: '1.2', entries } }));
  await app.getByLabel('Capture file').setInputFiles(path);
  const said = app.getByRole('log', { name: 'Messages' });
  await expect(said).toContainText(/mixed\.har \(HAR\): 2 exchanges\./);
  await expect(said).toContainText("The file has not got the answer's body of 1 exchange.");
  await expect(said).toContainText('1 entry could not be read: #3');
  await expect(said).toContainText('1 other is no MCP and left out.');
  await expect(app.getByRole('grid', { name: 'Exchanges' })).toHaveAttribute('aria-rowcount', '3');

  await app.locator('[data-number="2"]').click();
  const imported = app.getByRole('region', { name: 'Imported' });
  await expect(imported).toContainText('HAR, entry 2');
  await expect(imported).toContainText('Its file has not got the answer’s body');
});

test('a damaged recording is named, and salvaged by the button of its message', async ({ app, program }) => {
  await startDemoFleet(app);
  await expect(app.getByRole('contentinfo')).toContainText(/[1-9]\d* exchanges/);
  const download = app.waitForEvent('download');
  await app.keyboard.press('ControlOrMeta+S');
  await app.getByRole('button', { name: 'Save…' }).click();
  const whole = await readFile(await (await download).path());
  const buffer = whole.subarray(0, Math.floor(whole.length * 0.5));
  await app
    .getByLabel('Capture file')
    .setInputFiles({ name: 'cut.hopscope', mimeType: 'application/octet-stream', buffer });
  const message = app.getByRole('alert').filter({ hasText: 'cut.hopscope is damaged' });
  await expect(message).toBeVisible();
  const folder = join(program.workspace, 'captures');
  expect((await readdir(folder)).filter((name) => name.startsWith('cut'))).toEqual([]);
  await message.getByRole('button', { name: 'Salvage what can be read' }).click();
  await expect(app.getByRole('button', { name: /^cut\.salvaged/ })).toBeVisible();
  await expect(app.getByRole('log', { name: 'Messages' })).toContainText(
    /What could be read of cut\.hopscope, .*Lost: /,
  );
  await expect(message).toBeHidden();
});
