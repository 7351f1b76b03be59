import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { FEATURES } from '../../shared/spec/deprecations.ts';
import { expect, goTo, test } from '../support/app-test.ts';
import { openRecorded } from '../support/recorded-capture.ts';
import { DEPRECATED_USES } from '../support/tracked-samples.ts';

function feature(app: Page, title: string): Locator {
  return app
    .getByRole('table', { name: 'Deprecated and removed features' })
    .getByRole('row')
    .filter({ has: app.getByRole('button', { name: title, exact: true }) });
}

test('each deprecated and removed feature is seen, with who, when, until when and what to do', async ({
  app,
}) => {
  await openRecorded(app, DEPRECATED_USES);
  await app.keyboard.press('8');
  await expect(app.getByText('24 features seen in 18 exchanges')).toBeVisible();
  for (const { title } of FEATURES) await expect(feature(app, title)).not.toContainText('not seen');

  const roots = feature(app, 'Roots');
  await expect(roots).toContainText('Deprecated in 2026-07-28');
  await expect(roots).toContainText('ide 2.1.0, old-client 0.9.0');
  await expect(roots).toContainText('First revision released on or after 2027-07-28');
  await expect(roots).toContainText(/(in \d+ days|tomorrow|today|yesterday|days ago)/);
  // Where the registry names no date there is none to count down to.
  await expect(feature(app, 'HTTP+SSE transport')).toContainText('Three months after SEP-2596 reaches Final');
  await expect(feature(app, 'HTTP+SSE transport')).not.toContainText(/days/);
  await expect(feature(app, 'ping')).toContainText('gone already');

  const button = app.getByRole('button', { name: 'Roots', exact: true });
  await button.press('Enter');
  await expect(app.getByLabel('Roots: before')).toContainText('"method": "roots/list"');
  await expect(app.getByLabel('Roots: after')).toContainText('"directory": "file:///home/me/shop"');
  const uses = app.getByRole('table', { name: 'Uses of Roots' });
  const asked = uses.getByRole('row', { name: /the server asks for roots in scan_folder/ });
  await expect(asked).toContainText('alpha');
  await button.press('ArrowDown');
  await expect(app.getByRole('button', { name: 'Sampling', exact: true })).toBeFocused();

  await asked.getByRole('button', { name: /^1 time: Show/ }).click();
  await expect(app.getByLabel('Filter exchanges')).toHaveValue('number:1');
  await expect(app.getByRole('grid', { name: 'Exchanges' }).locator('[data-number]')).toHaveCount(1);
});

test('the readiness report says what has to change before when, leads to the exchanges, and is saved', async ({
  app,
}) => {
  await openRecorded(app, DEPRECATED_USES);
  await goTo(app, 'Deprecations');
  await app.getByText('Readiness', { exact: true }).click();
  const revision = app.getByRole('table', { name: 'Before 2026-07-28 is spoken' });
  const handshake = revision.getByRole('row', { name: /^Handshake \(initialize\) server gamma/ });
  await expect(handshake).toContainText('implement server/discover');
  const removal = app.getByRole('table', { name: 'Before the earliest removal' });
  const roots = removal.getByRole('row', { name: /^Roots server alpha/ });
  await expect(roots).toContainText('instead of asking for roots');

  for (const [label, file, mark] of [
    ['Markdown', 'shop-readiness.md', '# '],
    ['HTML', 'shop-readiness.html', '<!doctype html>'],
  ] as const) {
    const saved = app.waitForEvent('download');
    await app.getByRole('button', { name: `Save the report as ${label}` }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(file);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.toLowerCase().startsWith(mark)).toBe(true);
    expect(text).toContain('Answer requests without a handshake, and implement server/discover.');
  }

  await roots.getByRole('button', { name: 'Roots' }).click();
  await expect(app.getByRole('table', { name: 'Uses of Roots' })).toBeVisible();
  await app.getByText('Readiness', { exact: true }).click();
  await handshake.getByRole('button', { name: 'Open exchange 7' }).click();
  await expect(app.getByRole('region', { name: /^Exchange 7/ })).toBeVisible();
});

test('the demo fleet comes in by itself: it advertises Logging and nothing that is gone', async ({ app }) => {
  await goTo(app, 'Deprecations');
  await app.getByRole('button', { name: 'Start the demo fleet' }).click();
  const logging = feature(app, 'Logging');
  await expect(logging).toContainText('gamma', { timeout: 30_000 });
  await expect(app.getByText(/^1 feature seen in/)).toBeVisible();
  await expect(feature(app, 'Sampling')).toHaveCount(0);
  await app.getByText('All', { exact: true }).click();
  await expect(feature(app, 'Sampling')).toContainText('not seen');
  await app.getByText('Readiness', { exact: true }).click();
  const before = app.getByRole('region', { name: 'Before 2026-07-28 is spoken' });
  await expect(before).toContainText(/In \d+ exchanges? nothing was seen that has to\./);
  await expect(app.getByRole('table', { name: 'Before the earliest removal' })).toContainText(
    'alpha, beta, gamma',
  );
});
