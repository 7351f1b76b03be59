import { join } from 'node:path';
import { expect, goTo, test } from '../support/app-test.ts';
import { createModernClient } from '../support/modern-client.ts';
import { MONDAY, writeCapture } from '../support/shop-captures.ts';

test('a recording is served: where, what it was asked, and what of that is not in it', async ({
  app,
  program,
}) => {
  await writeCapture(join(program.workspace, 'captures'), 'monday.hopscope', MONDAY);
  await goTo(app, 'Captures');
  await app.getByRole('grid', { name: 'Captures' }).getByText('monday').click();
  await app.getByRole('button', { name: 'Serve…' }).click();
  await expect(app.getByRole('heading', { name: 'Serve monday.hopscope' })).toBeVisible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await app.emulateMedia({ colorScheme });
    await app.screenshot({ path: `test-results/serve-form-${colorScheme}.png` });
  }

  // A field that is wrong is named before anything starts.
  const form = app.getByRole('form', { name: 'How it is served' });
  await form.getByRole('textbox', { name: 'Port' }).fill('http');
  await form.getByRole('button', { name: 'Start serving' }).click();
  await expect(app.getByRole('alert')).toHaveText(/The port is a whole number/);
  await form.getByRole('textbox', { name: 'Port' }).fill('0');
  await expect(app.getByRole('alert')).toBeHidden();
  await form.getByRole('button', { name: 'Start serving' }).click();

  const served = app.getByRole('region', { name: 'The served recording' });
  const url = await served.locator('code').textContent();
  await expect(served).toContainText('7 recorded requests, modern era · what is not recorded gets an error');
  await expect(app.getByText('Nothing was asked')).toBeVisible();

  const client = createModernClient(url ?? '', 'tester');
  await client.ask('tools/call', { name: 'search', arguments: { query: 'tea' } });
  await client.ask('tools/call', { name: 'search', arguments: { query: 'milk' } });
  await client.ask('tools/call', { name: 'stock', arguments: { sku: 'TEA-001' } });
  await expect(served.getByRole('status', { name: 'Requests' })).toHaveText(
    '2 answered, 1 not in the recording',
  );
  const asked = app.getByRole('grid', { name: 'What was asked' });
  await expect(asked.getByRole('row').filter({ hasText: 'stock' })).toContainText('Answered as #6 was.');
  await asked.getByRole('row').filter({ hasText: 'search' }).click();
  const about = app.getByRole('region', { name: 'About tools/call search' });
  await expect(about).toContainText(/The nearest is #\d; it differs at \/arguments\/query/);
  await served.getByRole('button', { name: 'Connect a client' }).click();
  await expect(served.getByRole('region', { name: 'Texts for clients' })).toContainText(url ?? '');
  for (const colorScheme of ['dark', 'light'] as const) {
    await app.emulateMedia({ colorScheme });
    await app.screenshot({ path: `test-results/serve-asked-${colorScheme}.png` });
  }

  // The nearest one is a click away, and so is the way back.
  await about.getByRole('button', { name: /Show #\d in Traffic/ }).click();
  await expect(app.getByRole('heading', { name: 'Serve monday.hopscope' })).toBeHidden();
  await app
    .getByRole('contentinfo', { name: 'Status' })
    .getByRole('button', { name: /^mock :/ })
    .click();
  await served.getByRole('button', { name: 'Stop' }).click();
  await expect(served).toContainText('It is not served any more.');
  await expect(asked.getByRole('row').filter({ hasText: 'stock' })).toBeVisible();
  await expect(client.ask('tools/list')).rejects.toThrow();
  await expect(form.getByRole('button', { name: 'Start serving' })).toBeVisible();
});
