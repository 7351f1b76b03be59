import { expect } from '@playwright/test';
import { goTo, startDemoFleet } from '../../support/app-test.ts';
import { NO_ELECTRON, SKIPPED, test } from '../../support/electron-app.ts';

test.skip(NO_ELECTRON, SKIPPED);

test('the window shows the screens, and the page has the bridge but no Node', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the demo fleet' })).toBeVisible();
  expect(new URL(page.url()).protocol).toBe('hopscope-app:');
  expect(
    await page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    ),
  ).toEqual([]);
});

test('a request goes to the demo fleet, and is recorded', async ({ launch }) => {
  const application = await launch();
  const page = await application.firstWindow();
  await startDemoFleet(page);
  await goTo(page, 'Compose');
  await page.getByRole('option', { name: 'whoami' }).click();
  await page.getByRole('button', { name: /^Send to/ }).click();
  await expect(page.getByRole('region', { name: /^Answer/ }).first()).toContainText('alpha');
  await goTo(page, 'Traffic');
  const rows = page.getByRole('grid', { name: 'Exchanges' }).getByRole('row');
  await expect(rows.filter({ hasText: 'whoami' }).first()).toBeVisible();
});

test('Node inside of Electron has the database that recordings are kept in', async ({ launch }) => {
  const application = await launch();
  const found = await application.evaluate(() => {
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const database = new DatabaseSync(':memory:');
    const row = database.prepare("SELECT json_extract('[7]', '$[0]') AS seven").get();
    database.close();
    return { node: process.versions.node, seven: row?.seven };
  });
  expect(found.seven).toBe(7);
  expect(Number(found.node.split('.')[0])).toBeGreaterThanOrEqual(22);
});

test('the menus have the commands of the palette', async ({ launch }) => {
  const application = await launch();
  await application.firstWindow();
  const labels = await application.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map((item) => ({
      label: item.label,
      ids: item.submenu?.items.map(({ id }) => id) ?? [],
    })),
  );
  const file = labels?.find(({ label }) => label === 'File');
  expect(labels?.map(({ label }) => label)).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Help']));
  expect(file?.ids).toEqual(expect.arrayContaining(['capture.open', 'recents']));
});

test('the program ends with its window, and takes the demo fleet with it', async ({ launch }) => {
  const application = await launch('--demo');
  const page = await application.firstWindow();
  await expect(page.getByText('Fleet: demo')).toBeVisible({ timeout: 30_000 });
  const before = await application.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ name, pid }) => (name === 'Hopscope demo' ? [pid] : [])),
  );
  expect(before).toHaveLength(3);
  await application.close();
  const alive = before.filter((pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  });
  expect(alive).toEqual([]);
});
