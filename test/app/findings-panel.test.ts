import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { GATEWAY_DEFAULTS, type GatewaySettings } from '../../shared/model/gateway.ts';
import { expect, goTo, test as base } from '../support/app-test.ts';
import { openRecorded } from '../support/recorded-capture.ts';
import { UNLIKE_INSTANCES } from '../support/tracked-samples.ts';
import { startWebProgram } from '../support/web-program.ts';

const SHOP: GatewaySettings = {
  ...GATEWAY_DEFAULTS,
  ...{ id: 'g1', name: 'shop', instanceIds: ['demo-alpha', 'demo-beta'] },
};

const test = base.extend({
  program: async ({}, use) => {
    const workspace = await mkdtemp(join(tmpdir(), 'hopscope-findings-'));
    await writeFile(join(workspace, 'workspace.json'), JSON.stringify({ version: 1, gateways: [SHOP] }));
    const program = await startWebProgram({ workspace });
    await use(program);
    expect(await program.stop(), program.log()).toBe(0);
    await rm(workspace, { recursive: true, force: true });
  },
});

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'a-client', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A client that Hopscope knows nothing of calls whoami; `named`: what Mcp-Name says. */
async function callWhoami(url: string, named: string): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': 'tools/call',
      'Mcp-Name': named,
    },
    body: JSON.stringify({
      ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
      params: { _meta: META, name: 'whoami', arguments: {} },
    }),
  });
  await answer.text();
  return answer.status;
}

/** A fleet of two whose results lack resultType, behind a gateway; gives the gateway's address. */
async function startFaultyFleet(app: Page): Promise<string> {
  await goTo(app, 'Fleet');
  await app.getByRole('checkbox', { name: /Results lack resultType/ }).check();
  await app.getByLabel('Instances of the demo fleet').fill('2');
  await app.getByRole('button', { name: 'Start 2 instances' }).click();
  await expect(app.getByText('Fleet: demo')).toBeVisible({ timeout: 30_000 });
  await goTo(app, 'Routing');
  const toolbar = app.getByRole('toolbar', { name: 'Routing' });
  await toolbar.getByRole('button', { name: 'Start a gateway' }).click();
  const address = toolbar.locator('code');
  await expect(address).toBeVisible();
  return (await address.textContent()) ?? '';
}

const TYPE_MISSING = /^error resultType missing/;
const NAME_DIFFERS = /^error Mcp-Name differs from the body/;

function ruleNamed(app: Page, name: RegExp): Locator {
  return app.getByRole('list', { name: 'Findings by rule' }).getByRole('button', { name });
}

function detail(app: Page): Locator {
  return app.getByRole('region', { name: /^Exchange \d/ });
}

test('the panel lists what the rules found, leads to each place, and mutes', async ({ app }) => {
  const url = await startFaultyFleet(app);
  expect(await callWhoami(url, 'whoami')).toBe(200);
  expect(await callWhoami(url, 'basket_get')).toBe(400);

  await test.step('the status bar leads to the findings', async () => {
    const status = app.getByRole('contentinfo', { name: 'Status' });
    // Each answer to server/discover and the one to the call lack it; one request lies.
    await status.getByRole('button', { name: /^\d+ errors$/ }).click();
    await expect(ruleNamed(app, TYPE_MISSING)).toContainText(/\d+ in \d+ exchanges/);
    await expect(ruleNamed(app, NAME_DIFFERS)).toContainText('1 in 1 exchange');
    await expect(ruleNamed(app, NAME_DIFFERS)).toContainText('client');
  });

  await test.step('a finding about a header leads to its line', async () => {
    await ruleNamed(app, NAME_DIFFERS).click();
    const found = app.getByRole('list', { name: 'Findings of header.name-mismatch' }).getByRole('listitem');
    await expect(found).toContainText('Expected');
    await expect(found).toContainText('basket_get');
    await found.getByRole('button', { name: /^Show exchange \d+, header Mcp-Name$/ }).click();
    const line = detail(app)
      .getByRole('table', { name: 'Request headers' })
      .getByRole('row', { name: /Mcp-Name/ });
    await expect(line).toHaveAttribute('data-pointed', 'true');
    await expect(line).toBeInViewport();
    await expect(line.getByRole('img', { name: /^Error: Mcp-Name says "basket_get"/ })).toBeVisible();
    await line.getByText('basket_get').hover();
    await expect(app.getByRole('tooltip')).toContainText('Error: Mcp-Name says "basket_get"');
  });

  await test.step('a finding about JSON leads to its value, in the tree and in the text', async () => {
    await ruleNamed(app, TYPE_MISSING).click();
    await app
      .getByRole('list', { name: 'Findings of result.result-type-missing' })
      .getByRole('button', { name: /, \/result$/ })
      .last()
      .click();
    await expect(app.getByRole('tab', { name: 'Response' })).toHaveAttribute('aria-selected', 'true');
    const value = detail(app).locator('[role=treeitem][data-pointer="/result"]');
    await expect(value.getByRole('img', { name: /^Error: The result has no resultType/ })).toBeVisible();
    await detail(app).getByText('Text', { exact: true }).click();
    const squiggle = detail(app).locator('.squiggly-error');
    await expect(squiggle).toHaveCount(1);
    await detail(app).locator('.view-lines').getByText('"result"', { exact: true }).hover();
    await expect(app.locator('.monaco-hover:visible').first()).toContainText('The result has no resultType');
    await app.getByRole('navigation').hover();
    await expect(app.locator('.monaco-hover:visible')).toHaveCount(0);
  });

  await test.step('what is muted is not heard, but counted and shown on demand', async () => {
    const status = app.getByRole('contentinfo', { name: 'Status' });
    await app.getByRole('button', { name: 'Mute result.result-type-missing' }).click();
    await app.getByRole('menuitem', { name: 'Mute it for alpha' }).click();
    await expect(ruleNamed(app, TYPE_MISSING)).toContainText(/\d \+ \d muted in/);
    await app.getByRole('button', { name: 'Mute result.result-type-missing' }).click();
    await app.getByRole('menuitem', { name: 'Mute this rule' }).click();
    await expect(ruleNamed(app, TYPE_MISSING)).toHaveCount(0);
    await expect(status.getByRole('button', { name: '1 error', exact: true })).toBeVisible();

    await app.getByRole('button', { name: /^Show \d+ muted findings$/ }).click();
    await expect(ruleNamed(app, TYPE_MISSING)).toContainText(/[^+] ?\d+ muted in \d+ exchanges/);
    // The list marks only what is heard.
    await app.getByText('Exchanges', { exact: true }).click();
    const marks = app.getByRole('grid', { name: 'Exchanges' }).getByRole('img', { name: /finding/ });
    await expect(marks).toHaveCount(1);
    await app.keyboard.press('i');
    await app.getByRole('button', { name: 'Mute result.result-type-missing' }).click();
    await app.getByRole('menuitem', { name: 'Unmute this rule' }).click();
    await app.getByRole('button', { name: 'Mute result.result-type-missing' }).click();
    await app.getByRole('menuitem', { name: 'Unmute it for alpha' }).click();
    await expect(status.getByRole('button', { name: /^\d+ errors$/ })).toBeVisible();
    await expect(app.getByRole('button', { name: /muted finding/ })).toHaveCount(0);
  });
});

test('the panel is filtered, driven by keys, and leads to the list', async ({ app }) => {
  const url = await startFaultyFleet(app);
  expect(await callWhoami(url, 'basket_get')).toBe(400);
  await goTo(app, 'Traffic');
  await app.keyboard.press('i');
  await expect(ruleNamed(app, NAME_DIFFERS)).toBeVisible();
  await expect(ruleNamed(app, TYPE_MISSING)).toBeVisible();

  await app.keyboard.press('/');
  await app.keyboard.type('resulttype');
  await expect(ruleNamed(app, NAME_DIFFERS)).toHaveCount(0);
  await expect(app.getByText('1 rule hidden by the filter.')).toBeVisible();
  await app.getByRole('button', { name: /^Errors/ }).click();
  await expect(app.getByText('No finding passes the filter')).toBeVisible();
  await app.getByRole('button', { name: 'Clear the filter', exact: true }).click();
  await app.getByRole('combobox', { name: 'Whose fault' }).click();
  await app.getByRole('option', { name: 'Client’s fault' }).click();
  await expect(ruleNamed(app, TYPE_MISSING)).toHaveCount(0);

  await ruleNamed(app, NAME_DIFFERS).focus();
  await app.keyboard.press('ArrowRight');
  await expect(ruleNamed(app, NAME_DIFFERS)).toHaveAttribute('aria-expanded', 'true');
  const found = app.getByRole('list', { name: 'Findings of header.name-mismatch' }).getByRole('button');
  await expect(found).toHaveCount(1);
  await app.keyboard.press('j');
  await expect(found).toBeFocused();
  await app.keyboard.press('Enter');
  await expect(app.getByRole('tab', { name: 'Headers' })).toHaveAttribute('aria-selected', 'true');
  await app.keyboard.press('ArrowLeft');
  await expect(ruleNamed(app, NAME_DIFFERS)).toBeFocused();

  await app.getByRole('button', { name: 'List the exchanges that break header.name-mismatch' }).click();
  await expect(app.getByLabel('Filter exchanges')).toHaveValue('breaks:=header.name-mismatch');
  await expect(app.getByRole('grid', { name: 'Exchanges' }).locator('[data-number]')).toHaveCount(1);
});

test('instances of another’s recording, which the workspace does not know, are shown by their names', async ({
  app,
}) => {
  await openRecorded(app, UNLIKE_INSTANCES);
  await app.keyboard.press('i');
  const item = app.getByRole('listitem').filter({ hasText: 'capability.not-declared' });
  await expect(item.locator('[data-tip="beta: 1"]')).toBeVisible();
});
