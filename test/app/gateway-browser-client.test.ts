import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import { startDemoFleet, type DemoFleet } from '../support/demo-processes.ts';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.ts';

/** A page that is not of this machine: those of loopback are let in anyway. */
const ORIGIN = 'https://app.example';

let fleet: DemoFleet;
let script: string;
let gateway: GatewayProcess | undefined;

test.beforeAll(async () => {
  fleet = await startDemoFleet();
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('../support/browser-client/main.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'client',
      },
    },
  });
  const bundle = Array.isArray(built) ? built[0] : built;
  if (!bundle || !('output' in bundle)) throw new Error('the client was not built');
  script = bundle.output[0].code;
});
test.afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});
test.afterAll(() => fleet.stop());

/** The page as the web would serve it, with its client. */
async function openPage(page: Page): Promise<void> {
  await page.context().grantPermissions(['local-network-access'], { origin: ORIGIN });
  await page.route(`${ORIGIN}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/client.js"></script>' }),
  );
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => 'useServer' in globalThis);
}

const use = (page: Page, url: string) => page.evaluate((address) => globalThis.useServer(address), url);

test('a page’s client works through a gateway that allows its origin', async ({ page }) => {
  gateway = await startGatewayProcess(fleet.instances, ['--allow-origin', ORIGIN]);
  await openPage(page);
  const { tools, instances } = await use(page, gateway.url);
  expect(tools).toBeGreaterThan(5);
  expect(new Set(instances)).toEqual(new Set(['alpha', 'beta', 'gamma']));
});

test('a page of another origin gets nothing', async ({ page }) => {
  gateway = await startGatewayProcess(fleet.instances, ['--allow-origin', 'https://other.example']);
  await openPage(page);
  await expect(use(page, gateway.url)).rejects.toThrow();
});
