import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

/** Records something, saves a copy of it by its key, and begins anew. */
async function savedCopy(app: Page): Promise<Buffer> {
  await startDemoFleet(app);
  // The check of the fleet is recorded.
  await expect(app.getByRole('contentinfo')).toContainText(/exchange/);
  const download = app.waitForEvent('download');
  await app.keyboard.press('ControlOrMeta+S');
  await app.getByRole('button', { name: 'Save…' }).click();
  const bytes = await readFile(await (await download).path());
  await runCommand(app, 'New recording');
  await expect(app.getByRole('heading', { name: 'No exchange yet' })).toBeVisible();
  return bytes;
}

async function runCommand(app: Page, title: string): Promise<void> {
  await app.keyboard.press('ControlOrMeta+K');
  await app.getByRole('combobox', { name: 'Command' }).fill(title);
  await app.getByRole('option', { name: title }).first().click();
}

test('recordings are saved and opened by keys from any screen, and offered again', async ({ app }) => {
  const buffer = await savedCopy(app);
  await goTo(app, 'Settings');
  const choosing = app.waitForEvent('filechooser');
  await app.keyboard.press('ControlOrMeta+O');
  await (await choosing).setFiles({ name: 'monday.hopscope', mimeType: 'application/octet-stream', buffer });
  await expect(app.getByRole('button', { name: /^monday/ })).toBeVisible();
  await expect(app.getByRole('grid', { name: 'Exchanges' })).toBeVisible();

  await runCommand(app, 'Close this recording');
  await expect(app.getByRole('button', { name: /^monday/ })).toBeHidden();
  await runCommand(app, 'Open monday');
  await expect(app.getByRole('button', { name: /^monday/ })).toBeVisible();
});

test('a recording is dropped into the window from any screen, and other files are told of', async ({
  app,
}) => {
  const buffer = await savedCopy(app);
  await goTo(app, 'Negotiation');
  const drop = async (name: string, content: Buffer): Promise<void> => {
    const data = await app.evaluateHandle(
      ([fileName, base64]) => {
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], fileName));
        return transfer;
      },
      [name, content.toString('base64')] as const,
    );
    await app.dispatchEvent('main:visible', 'drop', { dataTransfer: data });
  };
  await drop('notes.txt', Buffer.from('Milk, eggs, bread.\n'));
  await expect(app.getByRole('log', { name: 'Messages' })).toContainText(/notes\.txt.*(HAR|JSON Lines)/);
  await drop('tuesday.hopscope', buffer);
  await expect(app.getByRole('button', { name: /^tuesday/ })).toBeVisible();
});
