import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/app-test.ts';
import { openRecorded } from '../support/recorded-capture.ts';

const SECRET = 'k-9f86d081884c7d659a2f';

const RECORDED = [
  {
    method: 'tools/call',
    params: { name: 'login', arguments: { user: 'ann', password: 'correct horse 9 battery' } },
    headers: { Authorization: `Bearer ${SECRET}`, Cookie: 'sid=5f4dcc3b5aa765d61d83; theme=dark' },
    result: {
      content: [{ type: 'text', text: `{"accessToken":"2YotnFZFEjr1zCsicMWpAA","for":"${SECRET}"}` }],
    },
  },
  {
    method: 'tools/call',
    params: { name: 'orders', arguments: { token: '2YotnFZFEjr1zCsicMWpAA' } },
    result: { content: [{ type: 'text', text: 'none' }] },
  },
];

test('a copy is saved without secrets, after a look at what is replaced, or with them where that is wanted', async ({
  app,
}) => {
  await openRecorded(app, RECORDED);
  await app.keyboard.press('ControlOrMeta+S');
  const dialog = app.getByRole('dialog', { name: 'Save a copy of shop.hopscope' });
  await expect(dialog.getByText('5 secrets in 7 places of 2 exchanges are replaced.')).toBeVisible();
  const found = dialog.getByRole('group', { name: 'What is replaced' });
  await expect(
    found.getByRole('row', { name: /redacted-bearer-1-xxxx Bearer token header Authorization, answer/ }),
  ).toBeVisible();
  await expect(dialog).not.toContainText(SECRET);

  const redacted = app.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const without = await readFile(await (await redacted).path());
  expect(without.includes(SECRET)).toBe(false);
  expect(without.includes('redacted-bearer-1-xxxx')).toBe(true);
  await expect(dialog).toBeHidden();

  await app.keyboard.press('ControlOrMeta+S');
  await dialog.getByRole('switch', { name: 'Replace secrets by placeholders' }).uncheck();
  await expect(dialog.getByText('Whoever gets it can use the tokens')).toBeVisible();
  const whole = app.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  expect((await readFile(await (await whole).path())).includes(SECRET)).toBe(true);

  await app.keyboard.press('ControlOrMeta+S');
  await app.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
