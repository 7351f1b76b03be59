import { readFile } from 'node:fs/promises';
import { expect, rowsNamed, test } from '../support/app-test.ts';
import { openRecorded } from '../support/recorded-capture.ts';

const SECRET = 'k-9f86d081884c7d659a2f';

const call = (name: string, headers: Record<string, string> = {}) => ({
  method: 'tools/call',
  params: { name, arguments: {} },
  headers,
  result: { content: [{ type: 'text', text: 'fine' }] },
});
const RECORDED = [call('login', { Authorization: `Bearer ${SECRET}` }), call('orders'), call('items')];

interface Har {
  readonly log: { readonly entries: readonly { readonly _hopscope: { readonly number: number } }[] };
}

test('marked rows are exported from the menu of a row, after a look at what is replaced in them', async ({
  app,
}) => {
  await openRecorded(app, RECORDED);
  await rowsNamed(app, 'orders').click({ modifiers: ['ControlOrMeta'] });
  await rowsNamed(app, 'items').click({ modifiers: ['ControlOrMeta'] });
  await rowsNamed(app, 'items').click({ button: 'right' });
  const menu = app.getByRole('menu', { name: 'Exchange 3' });
  await expect(menu.getByRole('menuitem', { name: 'Unmark' })).toBeVisible();
  await menu.getByRole('menuitem', { name: 'Export the 2 marked as' }).hover();
  await app.getByRole('menuitem', { name: 'HAR, for browsers and proxies…' }).click();

  const dialog = app.getByRole('dialog', { name: 'Export shop.hopscope' });
  const exchanges = dialog.getByRole('combobox', { name: 'Exchanges' });
  await expect(exchanges.getByRole('option', { selected: true })).toHaveText('The 2 marked exchanges');
  await expect(dialog.getByText('No secret was found in it.')).toBeVisible();
  // What is looked for follows what is chosen.
  await exchanges.selectOption('All exchanges');
  await expect(dialog.getByText('1 secret in 1 place of 1 exchange is replaced.')).toBeVisible();
  await exchanges.selectOption('The 2 marked exchanges');
  await expect(dialog.getByText('No secret was found in it.')).toBeVisible();

  const download = app.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('shop.har');
  const har = JSON.parse(await readFile(await saved.path(), 'utf8')) as Har;
  expect(har.log.entries.map(({ _hopscope: { number } }) => number)).toEqual([2, 3]);
  await expect(app.getByRole('log', { name: 'Messages' })).toContainText(
    'shop.har is downloaded: 2 exchanges as HAR.',
  );
  await expect(dialog).toBeHidden();
});

test('what the filter shows is exported by the palette, in the format of choice, with secrets where that is wanted', async ({
  app,
}) => {
  await openRecorded(app, RECORDED);
  await app.getByRole('combobox', { name: 'Filter exchanges' }).fill('name:login');
  await expect(app.getByRole('grid', { name: 'Exchanges' })).toHaveAttribute('aria-rowcount', '2');
  await app.keyboard.press('Escape');
  await app.keyboard.press('ControlOrMeta+K');
  await app.getByRole('combobox', { name: 'Command' }).fill('Export as');
  await app.getByRole('option', { name: 'Export as…' }).first().click();
  const dialog = app.getByRole('dialog', { name: 'Export shop.hopscope' });
  await dialog.getByRole('combobox', { name: 'Exchanges' }).selectOption('The 1 exchange in the list');
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('curl commands');
  await expect(dialog.getByText('1 secret in 1 place of 1 exchange is replaced.')).toBeVisible();
  await dialog.getByRole('switch', { name: 'Replace secrets by placeholders' }).uncheck();
  const download = app.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const script = await readFile(await (await download).path(), 'utf8');
  expect(script).toContain(SECRET);
  expect(script).not.toContain('orders');
  await expect(app.getByRole('log', { name: 'Messages' })).toContainText(
    'It holds what was sent, secrets too.',
  );
});
