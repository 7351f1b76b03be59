import { expect, goTo, test } from '../support/app-test.ts';
import { openRecorded } from '../support/recorded-capture.ts';
import { LYING_HEADERS } from '../support/tracked-samples.ts';

test('a header that lied and a server that did what the body says come first', async ({ app }) => {
  await openRecorded(app, LYING_HEADERS);
  await goTo(app, 'Routing');
  await app.getByText('Headers', { exact: true }).click();
  const table = app.getByRole('table', { name: 'Header routing' });
  const rows = table.locator('tr[data-number]');
  await expect(rows).toHaveCount(7);
  const lying = rows.first();
  await expect(lying).toHaveAttribute('data-number', '3');
  await expect(lying).toContainText('Body executed, header lied');
  await expect(lying).toContainText('shop-assistant 2.1.0');
  await expect(lying.locator('[data-differs]')).toHaveText(['basket_get', 'basket_delete']);
  await expect(lying).toContainText('alpha');
  await expect(rows.nth(1).locator('[data-missing]')).toHaveText('missing');

  const verdict = lying.getByRole('button', { name: 'Body executed, header lied' });
  await verdict.press('Enter');
  await expect(table.getByText('whoever routes, permits or counts by headers was deceived')).toBeVisible();
  const line = table.getByRole('table').getByRole('row').filter({ hasText: 'Mcp-Name' });
  await expect(line).toContainText('params.name');
  await expect(line).toContainText('mismatch');
  await verdict.press('ArrowDown');
  await expect(rows.nth(1).getByRole('button', { name: 'Faulty header accepted' })).toBeFocused();

  const verdicts = app.getByRole('group', { name: 'Verdicts shown' });
  await expect(verdicts.getByRole('button', { name: 'All 7' })).toHaveAttribute('aria-pressed', 'true');
  await verdicts.getByRole('button', { name: 'Refused as it must be 1' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('400 -32020');
  await expect(rows).toContainText('beta');
  await verdicts.getByRole('button', { name: 'All 7' }).click();

  const saved = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Save the report as Markdown' }).click();
  expect((await saved).suggestedFilename()).toBe('shop-routing.md');

  await lying.getByRole('button', { name: 'Open exchange 3' }).click();
  await expect(app.getByRole('region', { name: /^Exchange 3/ })).toContainText('basket_delete');
});

test('an empty recording says what will be here, and leads there', async ({ app }) => {
  await goTo(app, 'Routing');
  await app.getByText('Headers', { exact: true }).click();
  await expect(app.getByText('What headers say beside what bodies say will be here')).toBeVisible();
  await app.getByRole('button', { name: 'Start the demo fleet' }).click();
  // The first thing that Hopscope asks each of the three is a request with headers.
  await expect(app.getByRole('table', { name: 'Header routing' }).locator('tr[data-number]')).toHaveCount(3, {
    timeout: 30_000,
  });
  await expect(app.getByRole('group', { name: 'Verdicts shown' })).toContainText('Agrees 3');
});
