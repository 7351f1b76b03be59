import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { expect, goTo, startDemoFleet, test } from '../support/app-test.ts';

async function chooseMethod(app: Page, method: string): Promise<void> {
  await app.getByRole('combobox', { name: 'Method' }).fill(method);
  await app.getByRole('combobox', { name: 'Method' }).press('Enter');
}

function rowsOf(app: Page, method: string): Locator {
  return app.getByRole('row').filter({ has: app.getByRole('gridcell', { name: method }) });
}

const subscriptionOf = (app: Page): Locator => app.getByRole('region', { name: 'Subscription', exact: true });

test('a subscription lives: its filter, each notification, and its end by hand', async ({ app }) => {
  await startDemoFleet(app);
  await goTo(app, 'Compose');
  await app.getByRole('checkbox', { name: 'beta' }).uncheck();
  await app.getByRole('checkbox', { name: 'gamma' }).uncheck();
  await chooseMethod(app, 'subscriptions/listen');
  await app.getByRole('button', { name: 'Send to alpha' }).click();
  await goTo(app, 'Traffic');
  const row = rowsOf(app, 'subscriptions/listen');
  await expect(row).toContainText('listening…');
  await row.click();
  const subscription = subscriptionOf(app);
  await expect(subscription.getByRole('status')).toContainText('Living');
  const filter = subscription.getByRole('table', { name: 'Filter' });
  await expect(filter.getByRole('row', { name: /toolsListChanged/ })).toContainText('yes');
  await expect(subscription).toContainText('None yet.');

  // What happens on another request is heard here.
  await goTo(app, 'Compose');
  await chooseMethod(app, 'tools/call');
  await app.getByRole('option', { name: 'toggle_seasonal_tool' }).click();
  await app.getByRole('button', { name: 'Send to alpha' }).click();
  await goTo(app, 'Traffic');
  const heard = subscription.getByRole('list', { name: 'Notifications' });
  await expect(heard).toContainText('notifications/tools/list_changed');
  await expect(heard).toContainText('notifications/prompts/list_changed');
  await goTo(app, 'Compose');
  await expect(app.getByText('stale: the server says that it changed')).toBeVisible();
  await app.getByRole('button', { name: 'Ask for the list of tools again' }).click();
  await expect(app.getByText(/^fresh for /)).toBeVisible();
  await expect(app.getByRole('option', { name: 'seasonal_offer' })).toBeVisible();
  await goTo(app, 'Traffic');
  await heard.getByRole('button', { name: /tools\/list_changed/ }).click();
  await expect(app.getByRole('region', { name: /^Data of event/ })).toContainText('subscriptionId');

  await app.getByRole('tab', { name: 'Overview' }).click();
  await app.getByRole('button', { name: 'End', exact: true }).click();
  await expect(subscription.getByRole('status')).toHaveText('Ended by you.');
  await subscription.getByRole('button', { name: 'Open again' }).click();
  await expect(row).toHaveCount(2);
  await expect(subscription.getByRole('status')).toContainText('Living');
  await expect(app.getByText(/opened again by hand/).first()).toBeVisible();
  await app
    .getByRole('button', { name: /^Go to exchange/ })
    .first()
    .click();
  await expect(subscription.getByRole('status')).toHaveText('Ended by you.');
});

/** A server that acknowledges less than was asked for, then ends as the test says. */
async function listenServer(): Promise<{
  readonly server: Server;
  readonly url: string;
  readonly open: ServerResponse[];
}> {
  const open: ServerResponse[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { id, method } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        id: number;
        method: string;
      };
      const meta = { 'io.modelcontextprotocol/subscriptionId': id };
      if (method !== 'subscriptions/listen') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            jsonrpc: '2.0',
            id,
            result: {
              resultType: 'complete',
              supportedVersions: ['2026-07-28'],
              capabilities: {},
              ttlMs: 0,
              cacheScope: 'private',
              tools: [],
            },
          }),
        );
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const acknowledged = {
        jsonrpc: '2.0',
        method: 'notifications/subscriptions/acknowledged',
        params: { _meta: meta, notifications: { toolsListChanged: true } },
      };
      response.write(`data: ${JSON.stringify(acknowledged)}\n\n`);
      open.push(Object.assign(response, { mcpId: id }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`, open };
}

test('a filter that is not honoured is marked; a graceful end and a cut are told apart', async ({ app }) => {
  const { server, url, open } = await listenServer();
  try {
    await app.getByRole('textbox', { name: 'Address of a server' }).fill(url);
    await app.getByRole('button', { name: 'Connect' }).click();
    await goTo(app, 'Compose');
    await chooseMethod(app, 'subscriptions/listen');
    const send = app.getByRole('button', { name: /^Send to / });
    await send.click();
    await expect.poll(() => open.length).toBe(1);
    await goTo(app, 'Traffic');
    const row = rowsOf(app, 'subscriptions/listen');
    await row.click();
    const subscription = subscriptionOf(app);
    const refused = subscription.getByRole('row', { name: /promptsListChanged/ });
    await expect(refused).toContainText('The server does not tell of this.');
    await expect(subscription.getByRole('row', { name: /toolsListChanged/ })).not.toContainText(
      'does not tell',
    );

    open[0]?.destroy();
    await expect(subscription.getByRole('status')).toContainText('Cut abruptly');

    await subscription.getByRole('button', { name: 'Open again' }).click();
    await expect.poll(() => open.length).toBe(2);
    const again = open[1] as (ServerResponse & { readonly mcpId: number }) | undefined;
    again?.end(
      `data: ${JSON.stringify({ jsonrpc: '2.0', id: again.mcpId, result: { resultType: 'complete' } })}\n\n`,
    );
    await expect(subscription.getByRole('status')).toHaveText('Ended gracefully by the server.');
    await expect(row).toHaveCount(2);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
