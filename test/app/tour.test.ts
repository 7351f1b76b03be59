import { expect, goTo, test } from '../support/app-test.ts';
import { startDemoFleet as startDemoProcesses } from '../support/demo-processes.ts';

test('an instance is held against the specification, and its exchanges are shown', async ({ app }) => {
  const fleet = await startDemoProcesses({ names: ['alpha'] });
  try {
    await goTo(app, 'Fleet');
    await app.getByPlaceholder(/127\.0\.0\.1/).fill(fleet.get('alpha').url);
    await app.getByPlaceholder('Name (optional)').fill('shop one');
    await app.keyboard.press('Enter');
    const row = app.getByRole('row').filter({ hasText: 'shop one' });
    await expect(row).toContainText('modern');
    await row.click();
    const section = app.getByRole('region', { name: 'Specification' });
    await section.getByRole('button', { name: 'Check against the specification' }).click();
    await expect(section).toContainText(/\d+ requests sent\./);
    await expect(section.getByRole('button', { name: 'Check again' })).toBeVisible();
    await section.getByRole('button', { name: 'in Traffic' }).click();
    await expect(app.getByRole('row').filter({ hasText: 'tools/list' }).first()).toBeVisible();
  } finally {
    await fleet.stop();
  }
});
