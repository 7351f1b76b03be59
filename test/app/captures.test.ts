import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, goTo, test } from '../support/app-test.ts';
import { MONDAY, TUESDAY, writeCapture } from '../support/shop-captures.ts';
import type { WebProgram } from '../support/web-program.ts';

const library = (app: Page): Locator => app.getByRole('grid', { name: 'Captures' });
const entry = (app: Page, name: string): Locator =>
  library(app).getByRole('row').filter({ hasText: name }).first();
const steps = (app: Page): Locator => app.getByRole('grid', { name: 'Steps of both captures' });
const step = (app: Page, words: string): Locator =>
  steps(app).getByRole('row').filter({ hasText: words }).first();

/** Two recordings of a shop among the workspace's captures, listed on the screen. */
async function listTwo(app: Page, { workspace }: WebProgram): Promise<string> {
  const folder = join(workspace, 'captures');
  await writeCapture(folder, 'monday.hopscope', MONDAY);
  await writeCapture(folder, 'tuesday.hopscope', TUESDAY);
  await goTo(app, 'Captures');
  await expect(entry(app, 'monday')).toBeVisible();
  await expect(entry(app, 'tuesday')).toBeVisible();
  return folder;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('two captures are compared: what differs first, by class, and each step on both sides', async ({
      app,
      program,
    }) => {
      await listTwo(app, program);
      await expect(app.getByRole('button', { name: 'Compare two' })).toBeDisabled();
      for (const name of ['monday', 'tuesday']) {
        await entry(app, name).getByRole('checkbox').check();
      }
      await app.getByRole('button', { name: 'Compare two' }).click();
      await expect(app.getByRole('heading', { name: /monday.* and tuesday/ })).toBeVisible();
      await expect(app.getByRole('status').filter({ hasText: 'The two captures differ' })).toHaveText(
        /The two captures differ: 1 missing, 1 added, 1 reordered and 1 changed\./,
      );
      // Its heading is a row, too.
      await expect(steps(app)).toHaveAttribute('aria-rowcount', '5');

      await step(app, 'price').click();
      const detail = app.getByRole('region', { name: 'The step on both sides' });
      await expect(detail.getByRole('row', { name: /structuredContent\/cents 450 520/ })).toBeVisible();
      await expect(detail).toContainText('#5 of monday');
      await expect(detail).toContainText('#4 of tuesday');
      await app.screenshot({ path: `test-results/captures-compare-${colorScheme}.png` });
      await detail.getByText('Answers', { exact: true }).click();
      await expect(detail.locator('.monaco-diff-editor')).toBeVisible();
      await expect(detail.locator('.modified-in-monaco-diff-editor')).toContainText('520');
      await expect(detail.locator('.original-in-monaco-diff-editor')).toContainText('450');
      await app.screenshot({ path: `test-results/captures-answers-${colorScheme}.png` });

      const classes = app.getByRole('group', { name: 'Steps that are listed' });
      for (const name of [/reordered/, /changed/, /added/])
        await classes.getByRole('button', { name }).click();
      await expect(steps(app)).toHaveAttribute('aria-rowcount', '2');
      await step(app, 'stock').click();
      await expect(detail).toContainText('Not in tuesday');
      await app.screenshot({ path: `test-results/captures-missing-${colorScheme}.png` });
      await classes.getByRole('button', { name: /missing/ }).click();
      await expect(app.getByText('No step of what is chosen')).toBeVisible();
      await classes.getByRole('button', { name: /noise/ }).click();
      await expect(step(app, 'basket_get')).toContainText('values that flow');

      await app.getByRole('button', { name: 'Swap sides' }).click();
      await expect(app.getByRole('heading', { name: /tuesday.* and monday/ })).toBeVisible();
      await app.getByRole('textbox', { name: 'Filter of both captures' }).fill('name:close');
      await app.keyboard.press('Enter');
      await expect(app.getByText('The two captures are the same, step by step.')).toBeVisible();
    });

    test('a capture is named, pinned and found again; it goes to the trash once that was asked', async ({
      app,
      program,
    }) => {
      const folder = await listTwo(app, program);
      await entry(app, 'monday').getByText('monday').click();
      const about = app.getByRole('region', { name: /^About monday/ });
      await about.getByRole('textbox', { name: 'Name' }).fill('Before the price rose');
      await about.getByRole('button', { name: 'Save' }).click();
      await expect(entry(app, 'Before the price rose')).toBeVisible();
      await about.getByRole('checkbox', { name: /Pinned/ }).check();
      await expect(entry(app, 'Before the price rose')).toContainText('pinned');
      await app.screenshot({ path: `test-results/captures-list-${colorScheme}.png` });

      // It is written in the file: another look at the folder finds it.
      await goTo(app, 'Traffic');
      await goTo(app, 'Captures');
      await expect(entry(app, 'Before the price rose')).toContainText('pinned');
      await app.getByRole('textbox', { name: 'Find captures' }).fill('price rose');
      await expect(entry(app, 'tuesday')).toBeHidden();
      await app.getByRole('textbox', { name: 'Find captures' }).fill('tuesday');
      await expect(entry(app, 'price rose')).toBeHidden();

      await entry(app, 'tuesday').getByText('tuesday').click();
      await app.getByRole('button', { name: 'Move to the trash…' }).click();
      const question = app.getByRole('alert').filter({ hasText: /Move tuesday.*to the trash folder/ });
      await expect(question).toBeVisible();
      await app.screenshot({ path: `test-results/captures-trash-${colorScheme}.png` });
      await question.getByRole('button', { name: 'Keep' }).click();
      await expect(question).toBeHidden();
      expect(await readdir(folder)).toContain('tuesday.hopscope');

      await app.getByRole('button', { name: 'Move to the trash…' }).click();
      await question.getByRole('button', { name: 'Move to the trash' }).click();
      await expect(app.getByText('No capture with these words')).toBeVisible();
      expect(await readdir(folder)).not.toContain('tuesday.hopscope');
      expect(await readdir(join(folder, 'trash'))).toContain('tuesday.hopscope');

      // It comes back at once, or later.
      await app.getByRole('log', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
      await expect(entry(app, 'tuesday')).toBeVisible();
      expect(await readdir(folder)).toContain('tuesday.hopscope');
      await entry(app, 'tuesday').getByText('tuesday').click();
      await app.getByRole('button', { name: 'Move to the trash…' }).click();
      await question.getByRole('button', { name: 'Move to the trash' }).click();
      await app.getByRole('button', { name: 'Trash (1)' }).click();
      const trash = app.getByRole('grid', { name: 'Captures in the trash' });
      await trash.getByRole('checkbox', { name: 'Mark tuesday.hopscope' }).check();
      await app.screenshot({ path: `test-results/captures-in-trash-${colorScheme}.png` });
      await app.getByRole('button', { name: 'Put back' }).click();
      await expect(app.getByText('The trash is empty')).toBeVisible();
      await app.getByRole('button', { name: 'All captures' }).click();
      await expect(entry(app, 'tuesday')).toBeVisible();
      expect(await readdir(folder)).toContain('tuesday.hopscope');
    });
  });
}
