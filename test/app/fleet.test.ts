import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, goTo, test } from '../support/app-test.ts';
import { startDemoFleet as startDemoProcesses } from '../support/demo-processes.ts';

test('an instance is added by URL, checked, changed and removed; its secret stays out of the file', async ({
  app,
  program,
}) => {
  const fleet = await startDemoProcesses({ names: ['alpha'] });
  const workspaceFile = () => readFile(join(program.workspace, 'workspace.json'), 'utf8');
  try {
    await goTo(app, 'Fleet');
    await app.getByPlaceholder(/127\.0\.0\.1/).fill(fleet.get('alpha').url);
    await app.getByPlaceholder('Name (optional)').fill('shop one');
    await app.keyboard.press('Enter');
    const row = app.getByRole('row').filter({ hasText: 'shop one' });
    await expect(row).toContainText('modern');
    await expect(row).toContainText('2026-07-28');
    expect(await workspaceFile()).toContain('"name": "shop one"');

    await row.click();
    await app.getByRole('button', { name: 'Edit' }).click();
    await app.getByRole('button', { name: 'Add a header' }).click();
    await app
      .getByLabel(/^Name of header/)
      .last()
      .fill('Authorization');
    await app
      .getByLabel(/^Value of header/)
      .last()
      .fill('Bearer very-secret-token-123456');
    await app.getByRole('button', { name: 'Save' }).click();
    await expect(app.getByText(/HOPSCOPE_SHOP_ONE_AUTHORIZATION/).first()).toBeVisible();
    const written = await workspaceFile();
    expect(written).not.toContain('very-secret');
    expect(written).toContain('${HOPSCOPE_SHOP_ONE_AUTHORIZATION}');

    await app.getByRole('button', { name: 'Remove', exact: true }).click();
    await app
      .getByRole('button', { name: /^Remove/ })
      .last()
      .click();
    await expect(row).toHaveCount(0);
    expect(await workspaceFile()).not.toContain('shop one');
  } finally {
    await fleet.stop();
  }
});

test('the demo fleet starts with a bug and stops', async ({ app }) => {
  await goTo(app, 'Fleet');
  await app.getByRole('checkbox', { name: /Results lack resultType/ }).check();
  await app.getByRole('button', { name: 'Start 3 instances' }).click();
  const stop = app.getByRole('button', { name: 'Stop the demo fleet' });
  await expect(stop).toBeVisible({ timeout: 30_000 });
  await expect(app.getByRole('row').filter({ hasText: 'gamma' })).toContainText('modern');
  await stop.click();
  await expect(app.getByRole('row').filter({ hasText: 'gamma' })).toHaveCount(0);
});
