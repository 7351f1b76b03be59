import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, goTo, rowsNamed, startDemoFleet, test } from '../support/app-test.ts';

const SECRET = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';

test('a switch takes secrets out of what is recorded, and what it costs is told', async ({
  app,
  program,
}) => {
  await startDemoFleet(app);
  await goTo(app, 'Traffic');
  const captures = app.getByRole('button', { name: /\.hopscope/ });
  await expect(captures).toBeVisible();
  await expect(captures).not.toContainText('redacted');

  await test.step('switched on, a new recording begins, which says so', async () => {
    await captures.click();
    await app.getByRole('menuitemcheckbox', { name: /Redact while recording/ }).click();
    await expect(app.getByText('secrets are replaced before they are written to it.')).toBeVisible();
    await expect(captures).toContainText('redacted');
    await captures.click();
    await expect(app.getByRole('menuitemcheckbox', { name: /Redact while recording/ })).toBeChecked();
    await app.keyboard.press('Escape');
  });

  await test.step('what is sent is recorded with a placeholder, and is shown so', async () => {
    await goTo(app, 'Compose');
    await app.getByRole('option', { name: 'route_order' }).click();
    const form = app.getByRole('region', { name: 'Arguments' });
    await form.getByRole('textbox', { name: /^region/ }).fill('eu-north');
    await form.getByRole('textbox', { name: /^shard/ }).fill('7');
    await form.getByRole('textbox', { name: /^orderId/ }).fill(SECRET);
    await app.getByRole('button', { name: 'Send to 3 instances' }).click();
    await goTo(app, 'Traffic');
    await expect(rowsNamed(app, 'route_order')).toHaveCount(3);
    await rowsNamed(app, 'route_order').first().click();
    const shown = app.getByRole('region', { name: /^Exchange \d/ });
    await expect(shown.getByText('redacted-token-1-xx').first()).toBeVisible();
    await expect(shown).not.toContainText(SECRET);
  });

  await test.step('sent again, it asks for what the placeholder stands for', async () => {
    await app.getByRole('button', { name: 'Resend', exact: true }).click();
    await expect(app.getByText(/was redacted: type what a placeholder stands for/)).toBeVisible();
    await expect(app.getByRole('textbox', { name: /^orderId/ })).toHaveValue(/^redacted-token-1-x*$/);
  });

  await test.step('no file has the secret', () => {
    const folder = join(program.workspace, 'captures');
    const files = readdirSync(folder).filter((name) => name.includes('.hopscope'));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) expect(readFileSync(join(folder, name)).includes(SECRET), name).toBe(false);
  });

  await test.step('switched off in the settings, another one begins', async () => {
    await goTo(app, 'Settings');
    await app.getByRole('checkbox', { name: 'Redact recordings while they are written' }).uncheck();
    await app.getByRole('button', { name: 'Save', exact: true }).click();
    await goTo(app, 'Traffic');
    await captures.click();
    await expect(app.getByRole('menuitemcheckbox', { name: /Redact while recording/ })).not.toBeChecked();
  });
});
