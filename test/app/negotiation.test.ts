import type { Locator, Page } from '@playwright/test';
import { expect, goTo, test } from '../support/app-test.ts';
import { openRecorded } from '../support/recorded-capture.ts';
import { UNLIKE_INSTANCES } from '../support/tracked-samples.ts';

/** The cell of a capability or extension and of a party, by what is read aloud of it. */
function cell(app: Page, row: string, sentence: RegExp): Locator {
  return app
    .getByRole('grid', { name: 'Negotiation matrix' })
    .getByRole('row')
    .filter({ has: app.getByRole('rowheader', { name: row }) })
    .getByRole('gridcell', { name: sentence });
}

test('two instances of one server that advertise different things stand out', async ({ app }) => {
  await openRecorded(app, UNLIKE_INSTANCES);
  await app.keyboard.press('5');
  const matrix = app.getByRole('grid', { name: 'Negotiation matrix' });
  await expect(matrix.getByRole('columnheader', { name: 'One server' })).toBeVisible();
  const tasks = matrix.getByRole('rowheader', { name: 'io.modelcontextprotocol/tasks' });
  await expect(tasks).toContainText('alpha advertises it, beta does not.');
  await expect(cell(app, 'io.modelcontextprotocol/tasks', /^alpha advertises/)).toHaveAttribute(
    'data-uneven',
  );
  await expect(cell(app, 'io.modelcontextprotocol/tasks', /^beta does not advertise/)).toHaveAttribute(
    'data-uneven',
  );
  await expect(cell(app, 'tools', /^alpha advertises tools: .* Used 2 times\.$/)).not.toHaveAttribute(
    'data-uneven',
  );
  await expect(matrix.getByRole('rowheader', { name: 'com.example/search' })).toContainText(
    'alpha and beta advertise it with different settings: /page.',
  );

  // Only what stands out is left, and beta alone advertises completions.
  await app.getByRole('switch', { name: 'Only what stands out' }).click();
  await expect(matrix.getByRole('rowheader', { name: 'tools', exact: true })).toHaveCount(0);
  await expect(cell(app, 'completions', /^beta advertises completions/)).toBeVisible();
});

test('the pane tells what changed, what is used without being in force, and leads to the exchanges', async ({
  app,
}) => {
  await openRecorded(app, UNLIKE_INSTANCES);
  await goTo(app, 'Negotiation');
  const search = cell(app, 'com.example/search', /^shop-assistant declares/);
  await search.click();
  const pane = app.getByRole('region', { name: 'com.example/search, shop-assistant' });
  const diff = pane.getByRole('table', { name: 'What changed in the settings' });
  await expect(diff.getByRole('row', { name: '/page 20 50' })).toBeVisible();
  await expect(diff.getByRole('row', { name: '/facets nothing true' })).toBeVisible();
  await expect(pane.getByRole('tree', { name: 'Settings since exchange 5' })).toContainText('facets:true');

  // The pane follows the focus, and Esc closes it.
  await search.press('ArrowRight');
  await expect(app.getByRole('region', { name: 'com.example/search, ide' })).toContainText(
    'does not declare it',
  );
  await app.keyboard.press('Escape');
  await expect(app.getByRole('region', { name: 'com.example/search, ide' })).toHaveCount(0);

  await cell(app, 'elicitation.form', /^ide does not declare .* although it was not in force/).press('Enter');
  const form = app.getByRole('region', { name: 'elicitation.form, ide' });
  await expect(form).toContainText(
    'beta asked the user by a form, although ide did not declare elicitation.form in that request.',
  );
  await form.getByRole('button', { name: /^1 time without being in force/ }).click();
  await expect(app.getByLabel('Filter exchanges')).toHaveValue('number:6');
  await expect(app.getByRole('grid', { name: 'Exchanges' }).locator('[data-number]')).toHaveCount(1);
});

test('an empty recording leads to the first answers, which arrive by themselves', async ({ app }) => {
  await goTo(app, 'Negotiation');
  await app.getByRole('button', { name: 'Start the demo fleet' }).click();
  const matrix = app.getByRole('grid', { name: 'Negotiation matrix' });
  await expect(matrix.getByRole('columnheader', { name: /^(A )?alpha/ })).toBeVisible({ timeout: 30_000 });
  await expect(matrix.getByRole('columnheader', { name: /gamma/ })).toBeVisible();
  await expect(cell(app, 'tools', /^gamma advertises tools: /)).toBeVisible();
  // A healthy fleet says the same on all instances.
  await expect(app.getByText(/^\d+ stands? out$/)).toHaveCount(0);
});
