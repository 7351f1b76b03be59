import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

async function chooseMethod(app: Page, method: string): Promise<void> {
  await app.getByRole('combobox', { name: 'Method' }).fill(method);
  await app.getByRole('combobox', { name: 'Method' }).press('Enter');
}

async function onlyAlpha(app: Page): Promise<void> {
  await app.getByRole('checkbox', { name: 'beta' }).uncheck();
  await app.getByRole('checkbox', { name: 'gamma' }).uncheck();
}

test('the era is that of each instance, or another on purpose, with the methods it has', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await onlyAlpha(app);
  const era = app.getByRole('combobox', { name: 'Era' });
  await expect(era).toHaveValue('auto');
  await expect(app.getByRole('main', { name: 'Compose' }).getByText('modern', { exact: true })).toBeVisible();
  const method = app.getByRole('combobox', { name: 'Method' });
  await method.click();
  await expect(app.getByRole('option', { name: 'subscriptions/listen' })).toBeVisible();
  await expect(app.getByRole('option', { name: 'ping' })).toBeHidden();
  await app.keyboard.press('Escape');

  await era.selectOption('legacy');
  await method.click();
  await expect(app.getByRole('option', { name: 'ping' })).toBeVisible();
  await expect(app.getByRole('option', { name: 'subscriptions/listen' })).toBeHidden();
  await app.keyboard.press('Escape');
  await chooseMethod(app, 'ping');
  await expect(app.getByText('Removed in 2026-07-28.')).toBeVisible();
  await era.selectOption('modern');
  await expect(app.getByText('The modern era does not have it: expect an error.')).toBeVisible();
});

test('timeouts: progress puts one off, up to the longest; without it the request is cancelled', async ({
  app,
}) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await onlyAlpha(app);
  await app.getByRole('option', { name: 'import_catalog' }).click();
  await app.getByRole('button', { name: 'Options' }).click();
  await app.getByLabel('Longest timeout, s').fill('5');
  await expect(app.getByText('set a timeout, too')).toBeVisible();
  await expect(app.getByText('without one no progress can put it off')).toBeVisible();
  await app.getByLabel('Timeout, s', { exact: true }).fill('0.2');
  await app.getByLabel('Longest timeout, s').fill('');
  await app.getByRole('radiogroup', { name: 'How the arguments are edited' }).getByText('JSON').click();
  const editor = app.getByRole('textbox', { name: /rguments/ });
  await editor.press('Control+a');
  await app.evaluate(() => navigator.clipboard.writeText('{"count": 500, "delayMs": 100}'));
  await app.keyboard.press('Control+v');
  await app.getByRole('button', { name: 'Send to alpha' }).click();
  const answer = app.getByRole('region', { name: 'Answer of alpha' });
  await expect(answer).toContainText(/No answer came within \d+ ms, so the request was cancelled/);

  await app.getByLabel('Progress token').fill('p1');
  await app.getByLabel('Timeout, s', { exact: true }).fill('2');
  await app.getByLabel('Longest timeout, s').fill('50');
  await editor.press('Control+a');
  await app.evaluate(() => navigator.clipboard.writeText('{"count": 30, "delayMs": 100}'));
  await app.keyboard.press('Control+v');
  await app.getByRole('button', { name: 'Send to alpha' }).click();
  // Three seconds of work, each step of which is told: longer than the timeout, and yet answered.
  await expect(answer).toContainText('complete', { timeout: 30_000 });
});

test('arguments of prompts and variables of templates are completed', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await onlyAlpha(app);
  await chooseMethod(app, 'prompts/get');
  await app.getByRole('option', { name: 'compare_products' }).click();
  const prompt = app.getByRole('group', { name: 'Arguments of the prompt' });
  await prompt.getByRole('combobox', { name: /^first/ }).fill('TEA');
  await app.getByRole('option', { name: 'TEA-012' }).click();
  await expect(app.getByRole('region', { name: 'What will leave' })).toContainText('TEA-012');
  // The second one is completed in the light of the first.
  await prompt.getByRole('combobox', { name: /^second/ }).click();
  await expect(app.getByRole('option', { name: /^TEA-/ }).first()).toBeVisible();
  await expect(app.getByRole('option', { name: 'TEA-012' })).toHaveCount(0);
  await app.keyboard.press('Escape');

  await chooseMethod(app, 'resources/read');
  await app.getByRole('option', { name: /\{sku\}/ }).click();
  const template = app.getByRole('group', { name: 'Variables of the template' });
  await template.getByRole('combobox', { name: /^sku/ }).fill('TEA-0');
  await app.getByRole('option', { name: 'TEA-012' }).click();
  await app.getByRole('button', { name: 'Send to alpha' }).click();
  await expect(app.getByRole('region', { name: 'Answer of alpha' })).toContainText('TEA-012');
});

test('a list says how fresh it is, and so does its exchange', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await expect(app.getByText(/fetched \d+ s ago/)).toBeVisible();
  await goTo(app, 'Traffic');
  await app
    .getByRole('row')
    .filter({ has: app.getByRole('gridcell', { name: 'tools/list' }) })
    .first()
    .click();
  const pane = app.getByRole('region', { name: /^Exchange/ });
  await expect(pane.getByText(/^(fresh|stale) for|stale at once/)).toBeVisible();
  await expect(pane.getByText(/ttlMs \d+/)).toBeVisible();
});

/** A server with two pages of tools, the second of which is on the cursor only; one tool breaks a rule. */
async function pagedServer(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { id, params } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        readonly id: number;
        readonly params: { readonly cursor?: string };
      };
      const second = params.cursor === 'page-2';
      const property = { type: 'object', 'x-mcp-header': 'Bad' };
      const inputSchema = { type: 'object', ...(second && { properties: { place: property } }) };
      const tools = [{ name: second ? 'excluded_tool' : 'plain_tool', inputSchema }];
      const known = { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } };
      const hints = { resultType: 'complete', ttlMs: 90_000, cacheScope: 'private' };
      const result = { ...known, ...hints, tools, ...(!second && { nextCursor: 'page-2' }) };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp` };
}

test('a list goes on page by page, and says which tools are left out and why', async ({ app }) => {
  const { server, url } = await pagedServer();
  try {
    await app.getByRole('textbox', { name: 'Address of a server' }).fill(url);
    await app.getByRole('button', { name: 'Connect' }).click();
    await goTo(app, 'Compose');
    await expect(app.getByText(/fresh for .* · private · fetched .* ago, 2 pages/)).toBeVisible();
    const excluded = app.getByRole('group', { name: 'Excluded' });
    await expect(excluded).toContainText('A conforming client leaves out 1 entry');
    await expect(excluded.getByRole('listitem')).toContainText(/excluded_tool .*x-mcp-header/);

    await chooseMethod(app, 'tools/list');
    await app.getByRole('button', { name: /^Send to / }).click();
    const answer = app.getByRole('region', { name: /^Answer of / });
    await expect(answer).toContainText('plain_tool');
    await answer.getByRole('button', { name: 'Next page' }).click();
    await expect(answer).toContainText('excluded_tool');
    await expect(app.getByRole('region', { name: 'What will leave' })).toContainText('page-2');
    await expect(answer.getByRole('button', { name: 'Next page' })).toHaveCount(0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
