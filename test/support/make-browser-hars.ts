import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../build/find-chromium.mjs';
import { bundleClient, recordByDevTools, recordByPlaywright, servePage } from './browser-hars/record.ts';
import { startDemoFleet } from './demo-processes.ts';

// Records the fixtures test/fixtures/hars/{playwright,devtools}.har anew: node test/support/make-browser-hars.ts. The reference
// client in a page, against one instance of the demo; of the page's own files the bodies are left out, as they are large.

interface Har {
  readonly log: {
    readonly entries: {
      readonly request: { readonly url: string };
      readonly response: { readonly content: { text?: string } };
    }[];
  };
}

/** Without the page's script, and in lines, so that what changes is seen. */
function small(text: string): string {
  const har = JSON.parse(text) as Har;
  for (const { request, response } of har.log.entries)
    if (request.url.endsWith('.js')) delete response.content.text;
  return `${JSON.stringify(har, null, 1)}\n`;
}

const executablePath = await findChromium();
if (executablePath === undefined) throw new Error('There is no Chromium.');
const fleet = await startDemoFleet({ names: ['alpha'] });
const { url, server } = await servePage(await bundleClient(), fleet.get('alpha').url);
try {
  const wish = { executablePath, page: url };
  const folder = join(import.meta.dirname, '../fixtures/hars');
  writeFileSync(join(folder, 'playwright.har'), small(await recordByPlaywright(wish)));
  writeFileSync(join(folder, 'devtools.har'), small(await recordByDevTools(wish)));
} finally {
  server.close();
  await fleet.stop();
}
