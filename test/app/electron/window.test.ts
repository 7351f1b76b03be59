import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test } from '@playwright/test';
import { findElectron } from '../../../build/electron-binary.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('the window shows the screens, and the page has the bridge but no Node', async () => {
  const executablePath = findElectron(root, process.env);
  if (executablePath === undefined) throw new Error('npm test runs this only where the binary is');
  const workspace = mkdtempSync(path.join(os.tmpdir(), 'hopscope-window-'));
  const main = path.join(root, 'dist', 'programs', 'electron-main.js');
  const app = await _electron.launch({ executablePath, args: [main, '--workspace', workspace] });
  try {
    const window = await app.firstWindow();
    await expect(window.getByRole('navigation', { name: 'Screens' })).toBeVisible();
    await expect(window.getByRole('button', { name: /start the demo fleet/i })).toBeVisible();
    expect(
      await window.evaluate(() => ['process', 'require', 'module'].filter((name) => name in globalThis)),
    ).toEqual([]);
  } finally {
    await app.close();
    rmSync(workspace, { recursive: true, force: true });
  }
});
