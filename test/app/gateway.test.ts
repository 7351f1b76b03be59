import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import { expect, goTo, rowWithStatus, startDemoFleet, test } from '../support/app-test.ts';

const COPY = fileURLToPath(new URL('../support/http-servers/copy.ts', import.meta.url));

const gateway = (app: Page) => app.getByRole('region', { name: 'Gateway', exact: true });
const rules = (app: Page) => gateway(app).getByRole('table', { name: 'Rules' });
const ruleNames = (app: Page) => rules(app).locator('tbody tr').locator('td:nth-child(2)');
const exchange = (app: Page) => app.getByRole('region', { name: /^Exchange/ });

/** A gateway in front of the demo fleet, on a port that is free; its address. */
async function startGateway(app: Page): Promise<string> {
  await startDemoFleet(app);
  await goTo(app, 'Fleet');
  await gateway(app).getByRole('button', { name: 'Set up a gateway' }).click();
  await gateway(app).getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = gateway(app).getByRole('form', { name: 'Settings of the gateway' });
  await settings.getByLabel('Port').fill('0');
  await settings.getByRole('button', { name: 'Save' }).click();
  await gateway(app).getByRole('button', { name: 'Start', exact: true }).click();
  await expect(gateway(app).getByText('listening', { exact: true })).toBeVisible();
  const address = await gateway(app).locator('code').first().textContent();
  return address ?? '';
}

/** What a client sends; resolves with the status, or `cut` where none came. */
async function send(
  address: string,
  method: string,
  params: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<number | 'cut'> {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'a client', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': '2026-07-28',
        'Mcp-Method': method,
        ...(typeof params['name'] === 'string' && { 'Mcp-Name': params['name'] }),
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } }),
    });
    await answer.text();
    return answer.status;
  } catch {
    return 'cut';
  }
}

const whoami = { name: 'whoami', arguments: {} };

async function addRule(
  app: Page,
  name: string,
  value: string,
  more: (form: ReturnType<Page['getByRole']>) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await gateway(app).getByRole('button', { name: 'Add a rule' }).click();
  const form = gateway(app).getByRole('form', { name: 'New rule' });
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByRole('textbox', { name: 'Value of condition 1' }).fill(value);
  await more(form);
  await form.getByRole('button', { name: 'Add the rule' }).click();
  await expect(form).toHaveCount(0);
}

test('requests through the gateway are counted, shown with their instance, and explained', async ({
  app,
}) => {
  const address = await startGateway(app);
  await gateway(app).getByRole('button', { name: 'Copy address of the gateway' }).click();
  await expect(gateway(app).getByRole('button', { name: 'Copied address of the gateway' })).toBeVisible();
  for (let count = 0; count < 3; count += 1) expect(await send(address, 'tools/call', whoami)).toBe(200);
  expect(await send(address, 'tools/call', whoami, { 'Mcp-Name': 'other' })).toBe(400);

  const counters = gateway(app).getByRole('table', { name: 'Counters of the instances' });
  await expect(counters.getByRole('row', { name: 'alpha' })).toContainText('2');
  await expect(counters.getByRole('row', { name: 'gamma' })).toContainText('1');
  await expect(rules(app).getByRole('row', { name: 'Otherwise' })).toContainText('4');
  await expect(app.getByRole('contentinfo')).toContainText(`gateway :${new URL(address).port}`);

  await counters.getByRole('row', { name: 'alpha' }).getByRole('button', { name: '2' }).click();
  const grid = app.getByRole('grid', { name: 'Exchanges' });
  await expect(grid.getByRole('row').filter({ hasText: 'alpha' })).toHaveCount(2);
  await expect(grid.getByRole('row').filter({ hasText: 'beta' })).toHaveCount(0);
  await rowWithStatus(app, '400').click();
  await expect(exchange(app).getByRole('list', { name: 'Remarks' })).toContainText(
    'Balancers read Mcp-Name "other"; the body has params.name "whoami"',
  );
  await exchange(app).getByRole('tab', { name: 'Gateway' }).click();
  await app.setViewportSize({ width: 1440, height: 900 });
  const tabs = exchange(app).getByRole('tablist', { name: 'Parts of the exchange' });
  // The lying header is a finding, so that all nine are there, and fit.
  await expect(tabs.getByRole('tab')).toHaveCount(9);
  const beyond = await tabs.evaluate((bar) => bar.scrollWidth - bar.clientWidth);
  expect(beyond).toBe(0);
  await expect(exchange(app).getByRole('list', { name: 'Rules tried' })).toContainText('Otherwise takes it');
  await expect(
    exchange(app).getByRole('table', { name: 'Candidates' }).getByRole('row').filter({ hasText: 'chosen' }),
  ).toContainText('alpha');
  await expect(exchange(app)).toContainText('Round robin: alpha is next.');
  const sides = exchange(app).getByRole('table', { name: 'Request on both sides' });
  await expect(sides.getByRole('row').filter({ hasText: /host:/i })).toContainText('another value');
  await expect(sides.getByRole('row').filter({ hasText: 'Mcp-Name' })).not.toContainText('another');
});

test('rules are ordered by keys and by dragging, and decide in that order', async ({ app, program }) => {
  const address = await startGateway(app);
  await addRule(app, 'All calls', 'tools/call', async (form) => {
    await form.getByRole('checkbox', { name: 'beta' }).check();
  });
  await addRule(app, 'No calls', 'tools/*', async (form) => {
    await form.getByRole('combobox', { name: 'Test of condition 1' }).click();
    await app.getByRole('option', { name: 'fits the pattern' }).click();
    await form.getByText('Refuses them').click();
    await form.getByRole('textbox', { name: 'Status of the refusal' }).fill('429');
  });
  await addRule(app, 'Lists', 'tools/list');
  await expect(ruleNames(app)).toHaveText(['All calls', 'No calls', 'Lists', 'Otherwise']);

  const box = gateway(app).getByRole('region', { name: 'Which rule would take this?' });
  const verdict = box.getByRole('status', { name: 'The rule that takes it' });
  await box.getByRole('textbox', { name: 'Headers of a request' }).fill('Mcp-Method: tools/call');
  await expect(verdict).toContainText('All calls takes it: beta, round robin');
  expect(await send(address, 'tools/call', whoami)).toBe(200);

  // By keys: the handle keeps the focus, so that one rule can go on.
  const handle = rules(app).getByRole('button', { name: /^Move All calls/ });
  await handle.press('ArrowDown');
  await expect(ruleNames(app)).toHaveText(['No calls', 'All calls', 'Lists', 'Otherwise']);
  await expect(handle).toBeFocused();
  await app.keyboard.press('ArrowDown');
  await expect(ruleNames(app)).toHaveText(['No calls', 'Lists', 'All calls', 'Otherwise']);
  await expect(gateway(app).getByText('All calls is rule 3 of 3 now.')).toBeAttached();
  await expect(verdict).toContainText('No calls takes it: refused with 429');
  expect(await send(address, 'tools/call', whoami)).toBe(429);

  // By dragging.
  await rules(app)
    .getByRole('button', { name: /^Move All calls/ })
    .dragTo(rules(app).getByRole('row', { name: 'No calls' }), { targetPosition: { x: 40, y: 3 } });
  await expect(ruleNames(app)).toHaveText(['All calls', 'No calls', 'Lists', 'Otherwise']);
  await expect
    .poll(() => readFile(join(program.workspace, 'workspace.json'), 'utf8'))
    .toMatch(/"all-calls"[^]*"no-calls"[^]*"lists"/);

  // Switched off it takes nothing, and its hits lead to what it took.
  await rules(app).getByRole('switch', { name: 'All calls is in force' }).uncheck({ force: true });
  await expect(verdict).toContainText('No calls takes it');
  await rules(app)
    .getByRole('row', { name: 'No calls' })
    .getByRole('button', { name: /^1 requests of/ })
    .click();
  await rowWithStatus(app, '429').click();
  await exchange(app).getByRole('tab', { name: 'Gateway' }).click();
  await expect(exchange(app)).toContainText('Answered by the gateway');
  await expect(exchange(app).getByRole('table', { name: 'Request' })).toContainText('POST /mcp');
});

test('headers of an exchange can be tried on the rules; a broken line is named', async ({ app }) => {
  const address = await startGateway(app);
  await addRule(app, 'Lists', 'tools/list');
  expect(await send(address, 'tools/list', {})).toBe(200);
  await goTo(app, 'Traffic');
  const row = app.getByRole('grid', { name: 'Exchanges' }).getByRole('row').filter({ hasText: 'tools/list' });
  const number = (await row.getAttribute('data-number')) ?? '';
  await goTo(app, 'Fleet');
  const box = gateway(app).getByRole('region', { name: 'Which rule would take this?' });
  await box.getByRole('textbox', { name: 'Number of the exchange' }).fill(number);
  await app.keyboard.press('Enter');
  const headers = box.getByRole('textbox', { name: 'Headers of a request' });
  await expect(headers).toHaveValue(/Mcp-Method: tools\/list/);
  // As the client sent them: to the gateway, not to the instance.
  await expect(headers).toHaveValue(new RegExp(`host: ${new URL(address).host}`, 'i'));
  await expect(box.getByRole('status', { name: 'The rule that takes it' })).toContainText('Lists takes it');
  await headers.fill('Mcp-Method: tools/list\nnonsense');
  await expect(box.getByRole('alert')).toContainText('Line 2 is no header');
});

test('faults strike as they say, are counted, and are told in the exchange', async ({ app }) => {
  const address = await startGateway(app);
  await gateway(app).getByRole('button', { name: 'Add a fault' }).click();
  const form = gateway(app).getByRole('form', { name: 'New fault' });
  await form.getByRole('combobox', { name: 'Fault', exact: true }).click();
  await app.getByRole('option', { name: 'Status' }).click();
  await form.getByRole('textbox', { name: 'Chance in %' }).fill('200');
  await form.getByRole('button', { name: 'Add the fault' }).click();
  await expect(form.getByRole('alert')).toContainText('from 0 to 100');
  await form.getByRole('textbox', { name: 'Chance in %' }).fill('100');
  await form.getByRole('textbox', { name: 'Status' }).fill('418');
  await form.getByRole('button', { name: 'Add the fault' }).click();

  const row = gateway(app).getByRole('row', { name: 'Status of Otherwise' });
  await expect(row).toContainText('answers 418 by itself');
  expect(await send(address, 'tools/call', whoami)).toBe(418);
  await expect(row).toContainText('1');
  await row.getByRole('switch').uncheck({ force: true });
  await expect(row).toHaveAttribute('data-off', 'true');
  await expect(row.getByRole('switch')).not.toBeChecked();
  await expect.poll(() => send(address, 'tools/call', whoami)).toBe(200);

  await row.getByRole('button', { name: /^1 requests of/ }).click();
  const shown = app
    .getByRole('grid', { name: 'Exchanges' })
    .getByRole('row')
    .filter({ hasText: 'tools/call' });
  await expect(shown).toHaveCount(1);
  await shown.click();
  await expect(exchange(app).getByRole('list', { name: 'Remarks' })).toContainText(
    'The gateway itself answered with HTTP status 418.',
  );
  await exchange(app).getByRole('tab', { name: 'Gateway' }).click();
  await expect(exchange(app).getByRole('list', { name: 'What the gateway says' })).toContainText(
    'Injected: status Answered 418 by the gateway',
  );
});

test('an instance is drained and taken down for the gateway; texts and export follow', async ({ app }) => {
  const address = await startGateway(app);
  const counters = gateway(app).getByRole('table', { name: 'Counters of the instances' });
  const alpha = counters.getByRole('row', { name: 'alpha' });
  await alpha.getByText('Drained', { exact: true }).click();
  await expect(alpha).toHaveAttribute('data-availability', 'drained');
  for (let count = 0; count < 4; count += 1) expect(await send(address, 'tools/call', whoami)).toBe(200);
  await expect(counters.getByRole('row', { name: 'beta' })).toContainText('2');
  await expect(alpha.getByRole('cell').nth(1)).toHaveText('0');

  const strategy = gateway(app).getByRole('form', { name: 'Strategy' });
  await strategy.getByRole('combobox', { name: 'Strategy of the gateway' }).click();
  await app.getByRole('option', { name: 'Pinned' }).click();
  await strategy.getByRole('combobox', { name: 'Pinned instance' }).click();
  await app.getByRole('option', { name: 'gamma' }).click();
  await expect(rules(app).getByRole('row', { name: 'Otherwise' })).toContainText('pinned to gamma');

  await gateway(app).getByRole('button', { name: 'Connect a client' }).click();
  const texts = gateway(app).getByRole('region', { name: 'Texts for clients' });
  await expect(texts).toContainText(address);
  await texts.getByText('Claude Code', { exact: true }).click();
  await expect(texts).toContainText(`claude mcp add --transport http demo ${address}`);
  await gateway(app).getByRole('button', { name: 'Export', exact: true }).click();
  const exported = gateway(app).getByRole('region', { name: 'Export of the rules' });
  await expect(exported).toContainText('upstream hopscope_');
  await exported.getByText('HAProxy', { exact: true }).click();
  await expect(exported).toContainText('backend');

  await gateway(app).getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = gateway(app).getByRole('form', { name: 'Settings of the gateway' });
  await settings.getByLabel('Listens at').fill('0.0.0.0');
  await expect(settings.getByRole('note')).toContainText('Beyond this machine');
  await settings.getByRole('button', { name: 'Cancel' }).click();
  await gateway(app).getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(gateway(app).getByText('not running')).toBeVisible();
  expect(await send(address, 'tools/call', whoami)).toBe('cut');
});

test('a command runs in copies once it was seen and allowed', async ({ app }) => {
  await goTo(app, 'Fleet');
  const copies = app.getByRole('region', { name: 'Servers in copies' });
  await copies.getByRole('button', { name: 'Run a command' }).click();
  const form = copies.getByRole('form', { name: 'New server' });
  await form.getByRole('textbox', { name: 'Name' }).fill('shop');
  await form
    .getByRole('textbox', { name: 'Command line' })
    .fill(formatCommandLine({ command: process.execPath, args: [COPY, '${NAME}'], env: {} }));
  await form.getByRole('textbox', { name: 'Copies' }).fill('17');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText('from 1 to 16');
  await form.getByRole('textbox', { name: 'Copies' }).fill('2');
  await form.getByRole('button', { name: 'Save' }).click();

  await copies.getByRole('button', { name: 'Start shop' }).click();
  const question = copies.getByRole('alertdialog', { name: 'Start the program of shop?' });
  await expect(question).toContainText(COPY);
  // Enter out of habit starts nothing.
  await expect(question.getByRole('button', { name: 'Don’t start' })).toBeFocused();
  await app.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(copies.getByRole('table')).toHaveCount(0);

  await copies.getByRole('button', { name: 'Start shop' }).click();
  await question.getByRole('button', { name: 'Allow and start' }).click();
  const table = copies.getByRole('table', { name: 'Copies of shop' });
  const first = table.getByRole('row', { name: 'shop-1', exact: true });
  await expect(first).toContainText('running');
  const pid = (await first.getByRole('cell').nth(3).textContent()) ?? '';
  await first.getByRole('button', { name: 'Output of shop-1' }).click();
  await expect(table).toContainText('shop-1 is copy 1');
  await table.getByText('stdout', { exact: true }).click();
  await expect(table).toContainText('arguments shop-1');

  await first.getByRole('button', { name: 'Start shop-1 again' }).click();
  await expect(first.getByRole('cell').nth(3)).not.toHaveText(pid);
  await expect(first).toContainText('running');
  // They are a fleet of their own, in front of which a gateway can stand.
  await expect(app.getByRole('region', { name: 'Fleets' })).toContainText('shop-2');
  await gateway(app).getByRole('button', { name: 'Set up a gateway' }).click();
  await expect(gateway(app).getByRole('table', { name: 'Counters of the instances' })).toContainText(
    'shop-2',
  );
  await copies.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(copies.getByRole('listitem', { name: 'shop' })).toContainText('not running');
  await expect(app.getByRole('region', { name: 'Fleets' })).not.toContainText('shop-2');
});
