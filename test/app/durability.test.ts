import type { Page } from '@playwright/test';
import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

/** The matrix after a check of the demo fleet that stands there by itself. */
async function checkDemo(app: Page) {
  await goTo(app, 'Tasks');
  await app.getByRole('radiogroup', { name: 'Show as' }).getByText('Durability').click();
  const setup = app.getByRole('region', { name: 'What is checked' });
  // Fleet, creator and tools need nobody to choose them.
  for (const name of ['alpha', 'beta', 'gamma']) {
    await expect(setup.getByRole('checkbox', { name })).toBeChecked();
  }
  await expect(setup.getByLabel('Created on')).toHaveValue('alpha');
  await expect(setup.getByLabel('Tool', { exact: true })).toHaveValue('render_report');
  await setup.getByRole('button', { name: 'Check durability' }).click();
  await expect(setup.getByRole('button', { name: 'Check again' })).toBeVisible({ timeout: 60_000 });
  return app.getByRole('grid', { name: 'Durability matrix' });
}

test('a healthy fleet has a clean matrix, which is there again after a reload', async ({ app }) => {
  await startDemoFleet(app);
  const matrix = await checkDemo(app);
  const outcome = app.getByRole('heading', {
    name: /^Every instance knows the tasks that alpha hands out\./,
  });
  await expect(outcome).toBeVisible();
  await expect(matrix.getByRole('row')).toHaveCount(9);
  await expect(matrix.locator('td[data-verdict="ok"]')).toHaveCount(16);
  await expect(matrix.locator('td[data-verdict="violated"]')).toHaveCount(0);
  await expect(matrix.locator('td[data-verdict="not-reached"]')).toHaveCount(0);

  // The report is what the command line writes.
  const saving = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Save the report as Markdown' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/-durability\.md$/);

  // A task of the check has its lane.
  await app.getByRole('button', { name: /^Show the lane of render_report/ }).click();
  const pane = app.getByRole('region', { name: /^Task / });
  await expect(pane.getByRole('heading', { name: 'render_report' })).toBeVisible();
  await app.getByRole('radiogroup', { name: 'Show as' }).getByText('Durability').click();
  await app.reload();
  await goTo(app, 'Tasks');
  await expect(outcome).toBeVisible();
  await expect(matrix.locator('td[data-verdict="ok"]')).toHaveCount(16);
});

test('lost-task is red for all but the creator, with a sentence and the exchange that shows it', async ({
  app,
}) => {
  await goTo(app, 'Fleet');
  const demo = app.getByRole('region', { name: 'Demo fleet' });
  await demo.getByRole('checkbox', { name: 'Tasks live in one process' }).check();
  await demo.getByRole('button', { name: 'Start 3 instances' }).click();
  await expect(app.getByText('Fleet: demo')).toBeVisible({ timeout: 30_000 });
  await expect(demo.getByRole('status')).toContainText('lost-task', { timeout: 30_000 });

  const matrix = await checkDemo(app);
  await expect(
    app.getByRole('heading', { name: /^Violated in “Get at once”, .* on beta and gamma\./ }),
  ).toBeVisible();
  for (const step of ['Get at once', 'Get later', 'Update', 'Cancel']) {
    await expect(matrix.getByRole('gridcell', { name: `${step} on alpha: ok.` })).toBeVisible();
    for (const name of ['beta', 'gamma']) {
      await expect(matrix.getByRole('gridcell', { name: `${step} on ${name}: violated.` })).toBeVisible();
    }
  }

  // By keyboard: down from the first cell, right to beta, and Enter opens what it says.
  await matrix.getByRole('gridcell', { name: /^Create on alpha/ }).focus();
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('Enter');
  const pane = app.getByRole('region', { name: 'Get at once on beta' });
  await expect(pane).toContainText('It does not know the task as soon as alpha had handed it out');
  await app.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await app.getByRole('button', { name: 'Show the first violation' }).click();
  await pane.getByRole('button', { name: /^Open exchange / }).click();
  const detail = app.getByRole('main', { name: 'Traffic' });
  await expect(detail).toContainText('tasks/get');
  await expect(detail).toContainText('-32602');
});
