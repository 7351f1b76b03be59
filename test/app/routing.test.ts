import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { GATEWAY_DEFAULTS, type GatewaySettings } from '../../shared/model/gateway.ts';
import { expect, goTo, rowWithStatus, startDemoFleet, test as base } from '../support/app-test.ts';
import { startWebProgram } from '../support/web-program.ts';

/** A gateway in front of the demo fleet: calls stay with alpha, prompts are refused, all else takes turns. */
const SHOP: GatewaySettings = {
  ...GATEWAY_DEFAULTS,
  id: 'g1',
  name: 'shop',
  instanceIds: ['demo-alpha', 'demo-beta', 'demo-gamma'],
  rules: [
    {
      id: 'calls-to-alpha',
      name: 'Calls stay with alpha',
      enabled: true,
      match: [{ header: 'Mcp-Method', test: 'exact', value: 'tools/call' }],
      action: { kind: 'route', strategy: { kind: 'pinned', instanceId: 'demo-alpha' } },
      faults: [],
    },
    {
      id: 'no-prompts',
      name: 'No prompts',
      enabled: true,
      match: [{ header: 'Mcp-Method', test: 'prefix', value: 'prompts/' }],
      action: { kind: 'refuse', status: 403, text: 'No prompts here.' },
      faults: [],
    },
  ],
};

const test = base.extend({
  program: async ({}, use) => {
    const workspace = await mkdtemp(join(tmpdir(), 'hopscope-routing-'));
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

/** A client that Hopscope knows nothing of sends one request. `header`: what Mcp-Name says, where it lies. */
async function ask(url: string, method: string, name?: string, header = name): Promise<number> {
  const params = { _meta: META, ...(name !== undefined && { name, arguments: {} }) };
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': method,
      ...(header !== undefined && { 'Mcp-Name': header }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  await answer.text();
  return answer.status;
}

/** A box of the graph. */
function box(app: Page, name: RegExp): Locator {
  return app.getByRole('region', { name: 'Routing graph' }).getByRole('button', { name });
}

async function startGateway(app: Page): Promise<string> {
  await startDemoFleet(app);
  await goTo(app, 'Routing');
  await app.getByRole('button', { name: 'Start a gateway' }).click();
  const address = app.getByRole('toolbar', { name: 'Routing' }).locator('code');
  await expect(address).toBeVisible();
  return (await address.textContent()) ?? '';
}

test('the graph grows while a client talks to the gateway, and a click filters the traffic', async ({
  app,
}) => {
  const url = await startGateway(app);
  // What Hopscope asked by itself is there without a gateway.
  await expect(box(app, /^sent by Hopscope: /)).toBeVisible();
  for (let turn = 0; turn < 3; turn += 1) expect(await ask(url, 'tools/list')).toBe(200);
  await expect(box(app, /^tools\/list: 3 exchanges\./)).toBeVisible();
  await expect(box(app, /^otherwise: 3 exchanges\./)).toBeVisible();
  expect(await ask(url, 'tools/call', 'whoami')).toBe(200);
  expect(await ask(url, 'tools/call', 'whoami', 'basket_get')).toBe(400);
  expect(await ask(url, 'prompts/list')).toBe(403);
  await expect(
    box(app, /^Calls stay with alpha: 2 exchanges, 1 failed, 1 with lying headers\./),
  ).toBeVisible();
  await expect(box(app, /^none: answered by the gateway: 1 exchange, 1 failed\./)).toBeVisible();

  const thread = box(app, /^1 request with lying headers: tools\/call → Calls stay with alpha → alpha/);
  await expect(thread).toHaveCount(1);
  await thread.focus();
  await app.keyboard.press('Enter');
  await expect(app.getByLabel('Filter exchanges')).toHaveValue(
    'method:=tools/call route:=calls-to-alpha instance:=alpha mismatch',
  );
  const rows = app.getByRole('grid', { name: 'Exchanges' }).locator('[data-number]');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('400');

  await goTo(app, 'Routing');
  await box(app, /^otherwise: /).click();
  await expect(app.getByLabel('Filter exchanges')).toHaveValue('route:=otherwise');
  await expect(rows).toHaveCount(3);
});

test('the keys lead through the graph', async ({ app }) => {
  const url = await startGateway(app);
  await ask(url, 'tools/call', 'whoami');
  await expect(box(app, /^tools\/call: 1 exchange/)).toBeVisible();
  const first = app.getByRole('region', { name: 'Routing graph' }).locator('[tabindex="0"]');
  await expect(first).toHaveCount(1);
  await first.focus();
  await app.keyboard.press('End');
  await expect(app.locator(':focus')).toHaveAttribute('data-column', 'what');
  await app.keyboard.press('ArrowRight');
  await expect(app.locator(':focus')).toHaveAttribute('data-column', 'way');
  await app.keyboard.press('ArrowRight');
  await app.keyboard.press('Home');
  await expect(app.locator(':focus')).toHaveAccessibleName(/^alpha: /);
  await app.keyboard.press('Enter');
  await expect(app.getByLabel('Filter exchanges')).toHaveValue('instance:=alpha');
});

test('the table says the same, sorted as asked, and keeps its place', async ({ app }) => {
  const url = await startGateway(app);
  for (const name of ['whoami', 'basket_create']) await ask(url, 'tools/call', name);
  await app.getByText('Table', { exact: true }).click();
  await app.getByText('By name', { exact: true }).click();
  const table = app.getByRole('grid', { name: 'Routing table' });
  const row = (name: string): Locator => table.getByRole('row').filter({ hasText: name });
  await expect(row('whoami')).toContainText('Calls stay with alpha');
  await expect(row('basket_create')).toContainText('alpha');
  await table.getByRole('button', { name: 'Name' }).click();
  await expect(table.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(table.locator('[data-index="0"]')).toContainText('basket_create');
  await table.focus();
  await app.keyboard.press('Home');
  await expect(row('basket_create')).toHaveAttribute('aria-selected', 'true');
  await app.keyboard.press('Enter');
  await expect(app.getByLabel('Filter exchanges')).toHaveValue(
    'method:=tools/call name:=basket_create route:=calls-to-alpha instance:=alpha',
  );
  await expect(app.getByRole('grid', { name: 'Exchanges' }).locator('[data-number]')).toHaveCount(1);

  await app.reload();
  await goTo(app, 'Routing');
  await expect(table).toBeVisible();
});

base('an empty recording says what will be here, and leads there', async ({ app }) => {
  await goTo(app, 'Routing');
  await expect(app.getByText('none is known yet')).toBeVisible();
  await app.getByRole('button', { name: 'Add an instance' }).click();
  await expect(app.getByRole('main', { name: 'Fleet' })).toBeVisible();
  await goTo(app, 'Traffic');
  await startDemoFleet(app);
  // A check that is still on its way would be in the new recording, which would not be empty then.
  await expect(rowWithStatus(app, '200')).toHaveCount(3);
  await app.getByRole('button', { name: /\.hopscope/ }).click();
  await app.getByRole('menuitem', { name: 'New recording' }).click();
  await goTo(app, 'Routing');
  // The workspace has no gateway: the button makes one in front of the fleet. Until the counts of the recording before
  // are gone, it stands in the toolbar, too; both do the same.
  await app.getByRole('button', { name: 'Start a gateway' }).first().click();
  await expect(app.getByText('The gateway waits for a client')).toBeVisible();
  const url =
    (await app.getByRole('region', { name: 'The gateway waits' }).locator('code').textContent()) ?? '';
  expect(await ask(url, 'tools/list')).toBe(200);
  await expect(box(app, /^otherwise: 1 exchange\./)).toBeVisible();
});
