import { expect, goTo, rowsNamed, startDemoFleet, test } from '../support/app-test.ts';

const FLEET = ['alpha', 'beta', 'gamma'];

test('sends one request to three instances and explains what came back', async ({ app }) => {
  await startDemoFleet(app);

  await test.step('call whoami on all three from the composer', async () => {
    await goTo(app, 'Compose');
    for (const name of FLEET) await expect(app.getByRole('checkbox', { name })).toBeChecked();
    await app.getByRole('option', { name: 'whoami' }).click();
    await app.getByRole('button', { name: 'Send to 3 instances' }).click();
  });

  await test.step('see three answers and where they differ', async () => {
    for (const name of FLEET) {
      const answer = app.getByRole('region', { name: `Answer of ${name}` });
      await expect(answer.getByRole('group', { name: 'Content' })).toContainText(`"instance":"${name}"`);
    }
    const differences = app.getByRole('table', { name: 'Differences' });
    const line = differences.getByRole('row').filter({ hasText: '/result/structuredContent/instance' });
    for (const name of FLEET) await expect(line).toContainText(`"${name}"`);
    await expect(app.getByText('beta and gamma differ from alpha at 4 places.')).toBeVisible();
  });

  await test.step('find three rows, each with its instance', async () => {
    await goTo(app, 'Traffic');
    const rows = rowsNamed(app, 'whoami');
    await expect(rows).toHaveCount(3);
    for (const name of FLEET) await expect(rows.filter({ hasText: name })).toHaveCount(1);
  });

  await test.step('open one and find Mcp-Name matched to params.name', async () => {
    await rowsNamed(app, 'whoami').filter({ hasText: 'beta' }).click();
    await app.getByRole('tab', { name: /^Headers/ }).click();
    const line = app.getByRole('row', { name: /Mcp-Name/ }).first();
    await expect(line).toContainText('params.name');
    await expect(line).toContainText('whoami');
    await expect(line).toContainText('match');
  });
});

test('a dropped Mcp-Method is refused with 400 and -32020, and the row is marked', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await app.getByRole('option', { name: 'whoami' }).click();
  const line = app.getByRole('listitem', { name: /^Mcp-Method: tools\/call/ });
  await line.hover();
  await line.getByRole('button', { name: 'Drop Mcp-Method' }).click();
  await expect(app.getByRole('listitem', { name: /^Mcp-Method: tools\/call, dropped/ })).toBeVisible();
  await app.getByRole('button', { name: 'Send to 3 instances' }).click();
  await expect(app.getByRole('region', { name: 'Answer of alpha' })).toContainText('HeaderMismatch -32020');

  await goTo(app, 'Traffic');
  const rows = rowsNamed(app, 'whoami');
  await expect(rows).toHaveCount(3);
  const row = rows.first();
  await expect(row).toContainText('400');
  await expect(row).toContainText('error -32020');
  await expect(row.getByRole('img', { name: /header/i })).toBeVisible();
  await row.click();
  await app.getByRole('tab', { name: /^Headers/ }).click();
  await expect(app.getByRole('row', { name: /Mcp-Method/ }).first()).toContainText('missing');
});
