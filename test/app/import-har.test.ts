import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCli } from '../integration/cli/run-cli.ts';
import { bundleClient, servePage } from '../support/browser-hars/record.ts';
import { startDemoFleet } from '../support/demo-processes.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/hars');

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-har-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** What is found in a HAR in the folder of the test. */
async function findingsIn(har: string): Promise<string> {
  const imported = await runCli(['import', har, '-o', `${har}.hopscope`], folder);
  expect(imported.stderr).toContain(`${har} (HAR by `);
  expect(imported.code).toBe(0);
  const rule = ['--json', '--rule', 'header.param-missing'];
  return (await runCli(['lint', `${har}.hopscope`, ...rule], folder)).stdout;
}

test('Playwright’s recording of the reference client, which leaves out Mcp-Param headers in a page, shows that after import', async ({
  browser,
}) => {
  const fleet = await startDemoFleet({ names: ['alpha'] });
  const { url, server } = await servePage(await bundleClient(), fleet.get('alpha').url);
  const context = await browser.newContext({
    recordHar: { path: join(folder, 'page.har'), content: 'embed' },
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'useTools' in globalThis);
  const [tools, routed] = await page.evaluate((mcp) => globalThis.useTools(mcp), `${url}mcp`);
  expect([Number(tools) > 5, String(routed)]).toEqual([true, expect.stringContaining('Mcp-Param')]);
  await context.close();
  server.close();
  await fleet.stop();
  expect(await findingsIn('page.har')).toContain('Mcp-Param-Region');
});

test('so does the recording of Chromium’s DevTools', async () => {
  await copyFile(join(FIXTURES, 'devtools.har'), join(folder, 'devtools.har'));
  expect(await findingsIn('devtools.har')).toContain('Mcp-Param-Shard');
});
