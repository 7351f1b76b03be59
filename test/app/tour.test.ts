import { expect, goTo, test } from '../support/app-test.ts';
import { startDemoFleet as startDemoProcesses } from '../support/demo-processes.ts';

test('an instance is held against the specification, and what is found is shown in Traffic', async ({
  app,
}) => {
  const fleet = await startDemoProcesses({ names: ['alpha'], bugs: ['ignores-headers'] });
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
    await expect(section).toContainText(/\d+ requests sent\. Exchanges with findings: 4 with errors/);
    await expect(section.getByRole('button', { name: 'Check again' })).toBeVisible();
    await section.getByRole('button', { name: 'Show the findings in Traffic' }).click();
    const list = app.getByRole('row').filter({ hasText: 'probe' });
    await expect(list.first()).toContainText('tools/list');
    await expect(list.filter({ hasText: 'server/discover' })).toHaveCount(0);
  } finally {
    await fleet.stop();
  }
});
