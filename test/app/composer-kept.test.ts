import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

test('what is composed is there again after the page was loaded again', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await app.getByRole('option', { name: 'whoami' }).click();
  const line = app.getByRole('listitem', { name: /^Mcp-Method: tools\/call/ });
  await line.hover();
  await line.getByRole('button', { name: 'Drop Mcp-Method' }).click();
  const dropped = app.getByRole('listitem', { name: /^Mcp-Method: tools\/call, dropped/ });
  await expect(dropped).toBeVisible();

  await app.reload();
  await goTo(app, 'Compose');
  await expect(dropped).toBeVisible();
  await expect(app.getByRole('option', { name: 'whoami' })).toHaveAttribute('aria-selected', 'true');
});
