import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from '@playwright/test';
import { expect, test } from '../support/app-test.ts';
import { makeLargeAnswers } from '../support/scale-bench/day-traffic.ts';

test('a large answer is fetched when asked for, and read beside the page', async ({ app }, info) => {
  const path = join(tmpdir(), `hopscope-large-${String(process.pid)}-${String(info.workerIndex)}.hopscope`);
  makeLargeAnswers(path, [4_000_000]);
  const buffer = readFileSync(path);
  rmSync(path);
  const readers: Worker[] = [];
  app.on('worker', (worker) => {
    if (worker.url().includes('json-scan-worker')) readers.push(worker);
  });

  const choosing = app.waitForEvent('filechooser');
  await app.keyboard.press('ControlOrMeta+O');
  await (await choosing).setFiles({ name: 'large.hopscope', mimeType: 'application/octet-stream', buffer });
  await app.locator('[role=row][data-number="1"]').click();
  await app.getByRole('tab', { name: 'Response' }).click();
  await app.getByRole('button', { name: 'Open all of it' }).click();

  const tree = app.getByRole('tree', { name: 'Answer body' });
  await expect(tree.getByRole('treeitem', { name: /^items/ })).toBeVisible({ timeout: 30_000 });
  await expect(tree).toHaveAttribute('aria-busy', 'false');
  expect(readers).toHaveLength(1);

  // What is opened is read there as well.
  await tree.getByText('items', { exact: true }).click();
  await tree.getByText('[1000 … 1999]').click();
  await expect(tree.getByText('"thing 1002"').first()).toBeVisible();
  expect(readers).toHaveLength(1);

  // So is what is found, wherever it stands: Enter goes on.
  await tree.focus();
  await app.keyboard.press('ControlOrMeta+f');
  await app.getByRole('textbox', { name: 'Text to find' }).fill('THING 3117');
  const find = app.getByRole('search', { name: 'Find in answer body' });
  await expect(find.getByRole('status')).toHaveText(/^1 of \d+$/);
  await expect(tree.locator('mark')).toHaveText('thing 3117');
  await app.keyboard.press('Enter');
  await expect(find.getByRole('status')).toHaveText(/^2 of \d+$/);
  await expect(tree.locator('mark')).toHaveText('thing 3117');
  await app.getByRole('textbox', { name: 'Text to find' }).fill('not there');
  await expect(find.getByRole('status')).toHaveText('Not found');
  await app.keyboard.press('Escape');
  await expect(tree).toBeFocused();
  await expect(find).toBeHidden();

  // Whoever goes elsewhere takes it along.
  const closed = readers[0]?.waitForEvent('close');
  await app.getByRole('tab', { name: 'Headers' }).click();
  await closed;
});
