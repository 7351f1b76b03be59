import type { Locator, Page } from '@playwright/test';
import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

/** Violations of the content security policy from now on. */
async function watchPolicy(app: Page): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { violations: seen });
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return () => app.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
}

function argumentsColumn(app: Page): Locator {
  return app.getByRole('region', { name: 'Arguments' });
}

async function editAs(app: Page, view: 'Form' | 'JSON'): Promise<void> {
  await app.getByRole('radiogroup', { name: 'How the arguments are edited' }).getByText(view).click();
}

async function compose(app: Page, tool: string): Promise<void> {
  await goTo(app, 'Compose');
  await app.getByRole('checkbox', { name: 'beta' }).uncheck();
  await app.getByRole('checkbox', { name: 'gamma' }).uncheck();
  await app.getByRole('option', { name: tool }).click();
}

/** Types into the JSON editor, over everything that stands there. */
async function writeJson(app: Page, text: string): Promise<void> {
  const editor = app.getByRole('textbox', { name: 'Arguments' });
  await editor.press('Control+a');
  await app.evaluate((own) => navigator.clipboard.writeText(own), text);
  await app.keyboard.press('Control+v');
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a tool is filled in by form, with its headers, its problems and its defaults, and sent', async ({
  app,
}) => {
  await startDemoFleet(app);
  const violations = await watchPolicy(app);
  await compose(app, 'route_order');
  const form = argumentsColumn(app);

  await test.step('the form stands where a schema is, with what is required and what is mirrored', async () => {
    await expect(form.getByRole('textbox', { name: /^region/ })).toHaveValue('');
    await expect(form.getByText('Mcp-Param-Region')).toBeVisible();
    await expect(form.getByRole('checkbox', { name: 'express' })).not.toBeChecked();
    await expect(form.getByText('Must not be empty.').first()).toBeVisible();
  });

  await test.step('a value that the schema does not want is named at its field, counted, and can be sent', async () => {
    await form.getByRole('textbox', { name: /^region/ }).fill('eu-north');
    await form.getByRole('textbox', { name: /^orderId/ }).fill('A-17');
    await form.getByRole('textbox', { name: /^shard/ }).fill('2000');
    await expect(form.getByText('Must be 1023 or less.')).toBeVisible();
    await expect(app.getByText('1 problem in the arguments: sent as they are.')).toBeVisible();
    await expect(app.getByRole('button', { name: 'Send to alpha' })).toBeEnabled();
    await form.getByRole('textbox', { name: /^shard/ }).fill('12345678901234567890');
    await expect(form.getByText('Must be a whole number.')).toBeVisible();
    await expect(form.getByRole('textbox', { name: /^shard/ })).toHaveValue('12345678901234567890');
    await form.getByRole('textbox', { name: /^shard/ }).fill('2');
    await expect(app.getByText(/problem in the arguments/)).toHaveCount(0);
    await form.getByRole('checkbox', { name: 'express' }).check();
  });

  await test.step('the server gets it, headers included', async () => {
    await expect(app.getByRole('listitem', { name: /^Mcp-Param-Region: eu-north/ })).toBeVisible();
    await app.getByRole('button', { name: 'Send to alpha' }).click();
    const answer = app.getByRole('region', { name: 'Answer of alpha' });
    await expect(answer.getByRole('group', { name: 'Content' })).toContainText('Swift Air');
  });
  expect(await violations()).toEqual([]);
});

test('form and JSON are two sights of one text: nothing is lost between them', async ({ app }) => {
  await startDemoFleet(app);
  const violations = await watchPolicy(app);
  await compose(app, 'search_catalog');
  const form = argumentsColumn(app);

  await form.getByRole('textbox', { name: /^query/ }).fill('lamp');
  await form.getByRole('combobox', { name: 'category' }).click();
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('Enter');
  await editAs(app, 'JSON');
  await expect(form.locator('.view-lines')).toContainText('"query"');
  await expect(form.locator('.view-lines')).toContainText('"lamp"');
  await expect(form.locator('.view-lines')).toContainText('"category"');

  await test.step('what the schema does not know stays when the form changes something else', async () => {
    await writeJson(app, '{"query": "desk", "limit": "ten", "unknown": {"kept": [1, null]}}');
    await editAs(app, 'Form');
    await expect(form.getByRole('textbox', { name: /^query/ })).toHaveValue('desk');
    await expect(form.getByRole('textbox', { name: /^limit/ })).toHaveValue('ten');
    await expect(form.getByText('unknown', { exact: true })).toBeVisible();
    await form.getByRole('textbox', { name: /^query/ }).fill('desk lamp');
    await editAs(app, 'JSON');
    await expect(form.locator('.view-lines')).toContainText('"kept"');
    await expect(form.locator('.view-lines')).toContainText('"ten"');
  });

  await test.step('text that is no JSON stays, and the form comes back when it is', async () => {
    await writeJson(app, '{"query": ');
    await editAs(app, 'Form');
    await expect(form.getByText('This is not JSON, so there is no form for it.')).toBeVisible();
    await writeJson(app, '{"query": "chair"}');
    // It must not vanish below the hands of somebody who is writing in it.
    await expect(form.locator('.view-lines')).toContainText('"chair"');
    await editAs(app, 'Form');
    await expect(form.getByRole('textbox', { name: /^query/ })).toHaveValue('chair');
  });

  await test.step('a number that would be rounded is not given to the form', async () => {
    await editAs(app, 'JSON');
    await writeJson(app, '{"limit": 12345678901234567890}');
    await expect(form.getByText(/is sent as 12345678901234567000/)).toBeVisible();
    await editAs(app, 'Form');
    await expect(form.getByText(/The form would change 12345678901234567890 in line 1/)).toBeVisible();
    await expect(form.locator('.view-lines')).toBeVisible();
  });

  await test.step('the choice is remembered', async () => {
    await form.getByRole('button', { name: 'Start again from the schema' }).click();
    await expect(form.getByRole('textbox', { name: /^query/ })).toBeVisible();
    await editAs(app, 'JSON');
    expect(await violations()).toEqual([]);
    await app.reload();
    await compose(app, 'whoami');
    await expect(app.getByRole('radio', { name: 'JSON' })).toBeChecked();
    await editAs(app, 'Form');
    await expect(form.getByText('Nothing to fill in.')).toBeVisible();
  });
});
