import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, goTo, test } from '../support/app-test.ts';
import { MONDAY, TUESDAY, writeCapture } from '../support/shop-captures.ts';
import { startWebProgram } from '../support/web-program.ts';

test('two files that are opened at the start, or dropped together, are compared', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-two-'));
  const monday = await writeCapture(folder, 'monday.hopscope', MONDAY);
  const tuesday = await writeCapture(folder, 'tuesday.hopscope', TUESDAY);
  const program = await startWebProgram({ open: [monday, tuesday] });
  try {
    await page.goto(program.url);
    await expect(page.getByRole('heading', { name: 'monday.hopscope and tuesday.hopscope' })).toBeVisible();
    await expect(page.getByText(/The two captures differ: 1 missing/)).toBeVisible();
    // Who named a file knows that it is open.
    await expect(page.getByRole('log', { name: 'Messages' })).toHaveText('');
    await page.screenshot({ path: 'test-results/open-two-light.png' });

    // After a reload the page is as any other.
    await page.reload();
    await expect(page.getByRole('button', { name: 'Start the demo fleet' })).toBeVisible();
    const files = [
      { name: 'later.hopscope', bytes: (await readFile(tuesday)).toString('base64') },
      { name: 'earlier.hopscope', bytes: (await readFile(monday)).toString('base64') },
    ];
    const dropped = await page.evaluateHandle((all) => {
      const data = new DataTransfer();
      for (const { name, bytes } of all)
        data.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name));
      return data;
    }, files);
    await goTo(page, 'Settings');
    await page.dispatchEvent('main:visible', 'drop', { dataTransfer: dropped });
    await expect(page.getByRole('heading', { name: 'later.hopscope and earlier.hopscope' })).toBeVisible();
    await expect(page.getByText(/The two captures differ: 1 missing/)).toBeVisible();
  } finally {
    expect(await program.stop(), program.log()).toBe(0);
    await rm(folder, { recursive: true, force: true });
  }
});
