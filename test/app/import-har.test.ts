import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCli } from '../integration/cli/run-cli.ts';

const TOOL = {
  name: 'basket_add',
  inputSchema: {
    type: 'object',
    properties: { region: { type: 'string', 'x-mcp-header': 'Region' }, sku: { type: 'string' } },
  },
};

/** A page, and beside it a server with a tool of which one argument is mirrored in a header. */
function startServer(): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method !== 'POST') {
        response
          .writeHead(200, { 'Content-Type': 'text/html' })
          .end('<!doctype html><title>A client</title>');
        return;
      }
      const { id, method } = JSON.parse(Buffer.concat(chunks).toString()) as { id: number; method: string };
      const result =
        method === 'tools/list'
          ? { resultType: 'complete', tools: [TOOL], ttlMs: 0, cacheScope: 'private' }
          : { resultType: 'complete', content: [{ type: 'text', text: 'Added: ä.' }] };
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', id, result }));
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test('a browser’s recording of a client that leaves out Mcp-Param headers shows that after import', async ({
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-har-'));
  const server = await startServer();
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const har = join(folder, 'traffic.har');
  const context = await browser.newContext({ recordHar: { path: har, content: 'embed' } });
  const page = await context.newPage();
  await page.goto(origin);
  await page.evaluate(async () => {
    const send = (id: number, method: string, params: object, headers: object): Promise<unknown> =>
      fetch('/mcp', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json, text/event-stream',
          'MCP-Protocol-Version': '2026-07-28',
          'Mcp-Method': method,
          ...headers,
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id,
          method,
          params: {
            ...params,
            _meta: {
              'io.modelcontextprotocol/protocolVersion': '2026-07-28',
              'io.modelcontextprotocol/clientInfo': { name: 'page', version: '1' },
              'io.modelcontextprotocol/clientCapabilities': {},
            },
          },
        }),
      }).then((answer) => answer.text());
    await send(1, 'tools/list', {}, {});
    const call = { name: 'basket_add', arguments: { region: 'us-west', sku: 'TEA-001' } };
    await send(2, 'tools/call', call, { 'Mcp-Name': 'basket_add' });
  });
  await context.close();
  server.close();

  const imported = await runCli(['import', 'traffic.har', '-o', 'traffic.hopscope'], folder);
  expect(imported.stderr).toContain('traffic.har (HAR by Playwright');
  expect(imported.code).toBe(0);
  const lint = await runCli(['lint', 'traffic.hopscope', '--json', '--rule', 'header.param-missing'], folder);
  expect(lint.stdout).toContain('Mcp-Param-Region');
  // Everything that HAR holds of the exchanges is in the HAR that is written again.
  const again = await runCli(['export', 'traffic.hopscope', '--format', 'har', '--with-secrets'], folder);
  expect(again.stdout).toContain('Added: ä.');

  await rm(folder, { recursive: true, force: true });
});
