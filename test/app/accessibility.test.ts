import { join } from 'node:path';
import { accessibilityFaults } from '../support/accessibility.ts';
import { expect, goTo, rowsNamed, startDemoFleet, test } from '../support/app-test.ts';
import { MONDAY, TUESDAY, writeCapture } from '../support/shop-captures.ts';

test('the checker finds what it is there to find', async ({ page }) => {
  await page.setContent(`<!doctype html><html lang="en"><title>Faults</title><style>
    * { transition: none } .none:focus { outline: none } .pale { color: #999 }
    .faded { opacity: 0.4 } .sum { color: #767676 } input { border: 1px solid #000; color: #000 }</style><main>
    <button><svg></svg></button>
    <input placeholder="Only a hint">
    <label>Named <input></label>
    <p id="twice" class="pale">Pale</p><p id="twice" class="faded">Faded</p><p class="sum">Just enough</p>
    <p aria-labelledby="nobody">Points</p>
    <div role="row">Lost</div>
    <div role="grid" aria-label="Grid"><div role="row"><span role="gridcell">Fine</span></div></div>
    <ul><div role="button" tabindex="0">Not an item</div></ul>
    <button class="none">Unseen</button><button tabindex="3">Jumps</button>
    <button disabled class="pale">Off</button></main></html>`);
  const faults = await accessibilityFaults(page);
  expect(faults.map((fault) => fault.replace(/^(\w+)\S* /, '$1 '))).toEqual([
    'button "": has no name',
    'input "": has no name',
    'id twice: 2 elements have it',
    'p "Points": aria-labelledby points to nothing',
    'button "Jumps": has a tabindex above 0',
    'div "Lost": a row in nothing, not in grid or treegrid or table or rowgroup',
    'div "Not an item": a button directly in a list',
    'p "Pale": contrast 2.85',
    expect.stringMatching(/^p "Faded": contrast 2\.\d\d$/),
    'button "Unseen": its focus is not seen',
  ]);
});

test('every screen can be used without seeing it well, in both themes', async ({ app, program }) => {
  const found: string[] = [];
  const check = async (where: string): Promise<void> => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await app.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(app.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      const withFocus = colorScheme === 'light';
      for (const fault of await accessibilityFaults(app, { withFocus }))
        found.push(`${where}, ${colorScheme}: ${fault}`);
    }
  };
  const folder = join(program.workspace, 'captures');
  await writeCapture(folder, 'monday.hopscope', MONDAY);
  await writeCapture(folder, 'tuesday.hopscope', TUESDAY);
  await check('Traffic without rows');
  await startDemoFleet(app);
  await goTo(app, 'Captures');
  await app.getByRole('grid', { name: 'Captures' }).getByText('monday').click();
  await expect(app.getByRole('region', { name: /^About monday/ })).toBeVisible();
  await check('Captures');
  for (const name of ['monday', 'tuesday'])
    await app.getByRole('checkbox', { name: `Mark ${name}.hopscope` }).check();
  await app.getByRole('button', { name: 'Compare two' }).click();
  await expect(app.getByText(/The two captures differ/)).toBeVisible();
  await check('a comparison');
  await app.getByRole('button', { name: 'All captures' }).click();
  await app.getByRole('button', { name: 'Serve…' }).click();
  await expect(app.getByRole('form', { name: 'How it is served' })).toBeVisible();
  await check('a recording to serve');
  await app.getByRole('button', { name: 'Show in Traffic' }).click();
  await rowsNamed(app, 'price').first().click();
  for (const tab of ['Overview', 'Headers', 'Request', 'Response', 'Timing', 'Raw']) {
    await app.getByRole('tab', { name: tab }).click();
    await check(`Traffic, ${tab}`);
  }
  for (const screen of [
    'Compose',
    'Fleet',
    'Routing',
    'Negotiation',
    'Tasks',
    'Replay',
    'Deprecations',
    'Settings',
  ] as const) {
    await goTo(app, screen);
    await expect(app.getByRole('main', { name: screen })).toBeVisible();
    await check(screen);
  }
  await app.keyboard.press('Control+k');
  await expect(app.getByRole('dialog')).toBeVisible();
  await check('the palette');
  expect(found).toEqual([]);
});
