import type { Page } from '@playwright/test';
import { expect, goTo, rowsNamed, startDemoFleet, test } from '../support/app-test.ts';
import { openRecorded } from '../support/recorded-capture.ts';

const SHOTS = process.env['HOPSCOPE_SHOTS'];

async function shoot(app: Page, name: string): Promise<void> {
  if (SHOTS !== undefined) await app.screenshot({ path: `${SHOTS}/${name}.png` });
}

const call = (name: string, instance: string, text: string) => ({
  row: { instanceId: instance, instanceName: instance, origin: 'gateway' as const },
  method: 'tools/call',
  params: { name, arguments: { region: instance === 'beta' ? 'us-east' : 'eu' } },
  result: { content: [{ type: 'text', text }] },
});

const RECORDED = [
  call('basket_add', 'alpha', 'two pears'),
  call('basket_add', 'beta', 'out of stock'),
  call('basket_list', 'beta', 'two pears, "ripe"'),
  { method: 'tools/list', result: { tools: [] } },
  { ...call('basket_get', 'alpha', ''), error: { code: -32_602, message: 'no such basket' }, status: 400 },
];

test('a filter is completed by keys from what was seen, read back in words, and finds text in bodies', async ({
  app,
}) => {
  await openRecorded(app, RECORDED);
  const field = app.getByRole('combobox', { name: 'Filter exchanges' });
  const grid = app.getByRole('grid', { name: 'Exchanges' });
  const options = app.getByRole('listbox', { name: 'Proposals' }).getByRole('option');
  await app.keyboard.press('/');
  await expect(options.first()).toContainText('method');
  await shoot(app, 'filter-empty');
  await app.keyboard.type('meth');
  await expect(options).toHaveCount(1);
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('Tab');
  await expect(field).toHaveValue('method:');
  await expect(options.first()).toContainText('tools/call');
  await app.keyboard.press('ArrowDown');
  await expect(field).toHaveAttribute('aria-activedescendant', /./);
  await shoot(app, 'filter-values');
  await app.keyboard.press('Enter');
  await expect(field).toHaveValue('method:tools/call ');
  await app.keyboard.type('name:basket* instance:');
  await options.filter({ hasText: 'beta' }).click();
  await expect(field).toHaveValue('method:tools/call name:basket* instance:beta ');
  await expect(field).toBeFocused();
  await expect(app.getByText('calls of tools whose name begins with “basket”, on beta')).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await shoot(app, 'filter-words');
  await app.keyboard.type('body:"out of');
  await app.keyboard.type(' stock"');
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await app.keyboard.press('Enter');
  await expect(app.getByText('4 rows hidden by the filter')).toBeVisible();
  await field.fill('param.region:us* or (code:-32602 and not origin:probe)');
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
});

test('what is wrong with a filter is marked at its place, and mended with one click', async ({ app }) => {
  await openRecorded(app, RECORDED);
  const field = app.getByLabel('Filter exchanges');
  await field.fill('instance:beta');
  const grid = app.getByRole('grid', { name: 'Exchanges' });
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await field.fill('instance:beta metod:tools/list');
  const alert = app.getByRole('search').getByRole('alert');
  await expect(alert).toContainText('"metod" is no key of a filter. Is it method:?');
  await expect(alert.locator('mark')).toHaveText('metod');
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await shoot(app, 'filter-problem');
  await alert.getByRole('button', { name: 'Write method' }).click();
  await expect(field).toHaveValue('instance:beta method:tools/list');
  await expect(app.getByText('No exchange passes the filter')).toBeVisible();
});

test('filters are saved, applied, renamed and deleted', async ({ app }) => {
  await openRecorded(app, RECORDED);
  const field = app.getByLabel('Filter exchanges');
  await field.fill('is:failed');
  await app.keyboard.press('Enter');
  await app.getByRole('button', { name: 'Saved filters' }).click();
  await app.getByLabel('Name of the filter that is typed').fill('Went wrong');
  await app.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(app.getByRole('button', { name: 'Rename Went wrong' })).toBeVisible();
  await shoot(app, 'filter-saved');
  await app.getByRole('button', { name: 'Rename Went wrong' }).click();
  await app.getByLabel('New name of Went wrong').fill('Refused');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('button', { name: 'Rename Refused' })).toBeVisible();
  await app.keyboard.press('Escape');
  await field.fill('');
  await app.keyboard.press('Enter');
  await app.getByRole('button', { name: 'Saved filters' }).click();
  await app.getByRole('button', { name: 'Refused is:failed' }).click();
  await expect(field).toHaveValue('is:failed');
  await expect(app.getByText('4 rows hidden by the filter')).toBeVisible();
  await app.getByRole('button', { name: 'Saved filters' }).click();
  await app.getByRole('button', { name: 'Delete Refused' }).click();
  await expect(app.getByText('No filter is saved yet.')).toBeVisible();
});

test('rows that arrive while a filter is on are shown or counted, and a selected one that is hidden is named', async ({
  app,
}) => {
  await startDemoFleet(app);
  await app.getByLabel('Filter exchanges').fill('name:whoami instance:beta');
  await app.keyboard.press('Enter');
  await goTo(app, 'Compose');
  await app.getByRole('option', { name: 'whoami' }).click();
  await app.getByRole('button', { name: 'Send to 3 instances' }).click();
  await expect(app.getByText('beta and gamma differ from alpha at 4 places.')).toBeVisible();
  await goTo(app, 'Traffic');
  await expect(rowsNamed(app, 'whoami')).toHaveCount(1);
  await rowsNamed(app, 'whoami').click();
  await app.getByLabel('Filter exchanges').fill('instance:gamma');
  await expect(app.getByText(/hidden by the filter, the selected #\d+ too/)).toBeVisible();
  await shoot(app, 'filter-hidden');
  await app.getByRole('button', { name: 'Clear filter' }).click();
  await expect(rowsNamed(app, 'whoami')).toHaveCount(3);
});
