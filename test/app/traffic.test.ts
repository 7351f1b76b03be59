import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, goTo, rowsNamed, startDemoFleet, test } from '../support/app-test.ts';

/** Three whoami rows behind the demo fleet's own checks. */
async function threeRows(app: Page): Promise<void> {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await app.getByRole('option', { name: 'whoami' }).click();
  await app.getByRole('button', { name: 'Send to 3 instances' }).click();
  await expect(app.getByText('beta and gamma differ from alpha at 4 places.')).toBeVisible();
  await goTo(app, 'Traffic');
  await expect(rowsNamed(app, 'whoami')).toHaveCount(3);
}

test('the list is driven by keys, which are silent while typing', async ({ app }) => {
  await threeRows(app);
  await rowsNamed(app, 'whoami').first().click();
  const pane = app.getByRole('region', { name: /^Exchange/ });
  await expect(pane).toContainText('alpha');
  await app.keyboard.press('j');
  await expect(pane).toContainText('beta');
  await app.keyboard.press('k');
  await expect(pane).toContainText('alpha');
  await app.keyboard.press('Escape');
  await expect(pane).toBeHidden();

  await app.keyboard.press('/');
  await app.keyboard.type('jkxf? whoami');
  await expect(app.getByLabel('Filter exchanges')).toHaveValue('jkxf? whoami');
  await app.getByLabel('Filter exchanges').fill('name:whoami instance:beta');
  await app.keyboard.press('Enter');
  await expect(rowsNamed(app, 'whoami')).toHaveCount(1);
  await expect(app.getByText(/rows hidden by the filter/)).toBeVisible();
  await app.getByRole('button', { name: 'Clear filter' }).click();
  await expect(rowsNamed(app, 'whoami')).toHaveCount(3);

  await app.getByRole('grid', { name: 'Exchanges' }).focus();
  await app.keyboard.press('?');
  await expect(app.getByText('Copy as curl').first()).toBeVisible();
  await app.keyboard.press('Escape');
  await app.keyboard.press('Control+k');
  await app.getByLabel('Command', { exact: true }).fill('fleet');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('button', { name: 'Stop the demo fleet' })).toBeVisible();
});

test('marked rows are compared, a row is sent again and edited', async ({ app }) => {
  await threeRows(app);
  await rowsNamed(app, 'whoami').nth(0).click();
  await app.keyboard.press('x');
  await app.keyboard.press('j');
  await app.keyboard.press('x');
  await app.keyboard.press('d');
  const comparison = app.getByRole('region', { name: 'Comparison' });
  await expect(comparison).toContainText('/result/structuredContent/instance');
  await app.keyboard.press('Escape');

  await rowsNamed(app, 'whoami').nth(1).click();
  await app.keyboard.press('r');
  await expect(rowsNamed(app, 'whoami')).toHaveCount(4);
  await expect(rowsNamed(app, 'whoami').nth(3)).toContainText('beta');

  await rowsNamed(app, 'whoami').nth(2).click();
  await app.keyboard.press('e');
  await expect(app.getByRole('checkbox', { name: 'gamma' })).toBeChecked();
  await expect(app.getByRole('checkbox', { name: 'alpha' })).not.toBeChecked();
});

test('clearing hides and never deletes; the selection survives new rows', async ({ app }) => {
  await threeRows(app);
  await rowsNamed(app, 'whoami').nth(1).click();
  await app.keyboard.press('r');
  await expect(rowsNamed(app, 'whoami')).toHaveCount(4);
  await expect(rowsNamed(app, 'whoami').nth(1)).toHaveAttribute('aria-selected', 'true');

  await app.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(rowsNamed(app, 'whoami')).toHaveCount(0);
  await app.getByRole('button', { name: 'Show them again' }).click();
  await expect(rowsNamed(app, 'whoami')).toHaveCount(4);
});

test('a stream is shown event by event while it runs, and can be cancelled', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await app.getByRole('option', { name: 'import_catalog' }).click();
  await app.getByRole('checkbox', { name: 'beta' }).uncheck();
  await app.getByRole('checkbox', { name: 'gamma' }).uncheck();
  await app.getByRole('button', { name: 'Options' }).click();
  await app.getByLabel('Progress token').fill('p1');
  await app.getByRole('radiogroup', { name: 'How the arguments are edited' }).getByText('JSON').click();
  const editor = app.getByRole('textbox', { name: /rguments/ });
  await editor.press('Control+a');
  await app.evaluate(() => navigator.clipboard.writeText('{"count": 500, "delayMs": 100}'));
  await app.keyboard.press('Control+v');
  await app.getByRole('button', { name: 'Send to alpha' }).click();
  await goTo(app, 'Traffic');
  const row = rowsNamed(app, 'import_catalog');
  await row.click();
  await app.getByRole('tab', { name: /^Stream/ }).click();
  await expect(app.getByText('notifications/progress').first()).toBeVisible();
  await app
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click();
  await expect(row).toContainText('cancelled');
});

test('a recording is saved, closed and opened again with all its rows', async ({ app }) => {
  await threeRows(app);
  const menu = app.getByRole('button', { name: /\.hopscope/ });
  await menu.click();
  const download = app.waitForEvent('download');
  await app.getByRole('menuitem', { name: 'Save a copy…' }).click();
  await app.getByRole('button', { name: 'Save…' }).click();
  const file = await (await download).path();
  expect((await download).suggestedFilename()).toMatch(/\.hopscope$/);

  await menu.click();
  await app.getByRole('menuitem', { name: 'New recording' }).click();
  await expect(rowsNamed(app, 'whoami')).toHaveCount(0);

  await app.getByLabel('Capture file').setInputFiles({
    name: 'yesterday.hopscope',
    mimeType: 'application/octet-stream',
    buffer: await readFile(file),
  });
  await expect(app.getByRole('button', { name: /yesterday/ })).toBeVisible();
  await expect(rowsNamed(app, 'whoami')).toHaveCount(3);
  await rowsNamed(app, 'whoami').first().click();
  await app.getByRole('tab', { name: 'Response' }).click();
  await expect(app.getByRole('region', { name: /^Exchange/ })).toContainText('alpha');

  await app.getByLabel('Capture file').setInputFiles({
    name: 'notes.hopscope',
    mimeType: 'text/plain',
    buffer: Buffer.from('this is no capture'),
  });
  const refused = app.getByRole('alert').filter({ hasText: 'notes.hopscope is no Hopscope capture' });
  await expect(refused).toBeVisible();
  await refused.getByRole('button', { name: 'Salvage what can be read' }).click();
  await expect(
    app.getByRole('alert').filter({ hasText: /Nothing of a capture .*notes.*\.hopscope/ }),
  ).toBeVisible();
});
