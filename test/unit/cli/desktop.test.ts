import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseShell } from '../../../cli/desktop.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hopscope-shell-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const shell = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
  chooseShell(env, platform, { root, desktopMain: join(root, 'main.js') });

test('the window only where there is a display, a binary and a build', () => {
  expect(shell({})).toEqual({ kind: 'web', why: 'there is no display' });
  expect(shell({ DISPLAY: '' })).toEqual({ kind: 'web', why: 'there is no display' });
  expect(shell({ SSH_CONNECTION: 'x' }, 'darwin')).toEqual({ kind: 'web', why: 'there is no display' });
  expect(shell({ WAYLAND_DISPLAY: 'w' })).toEqual({
    kind: 'web',
    why: 'the desktop window is not installed',
  });
  const folder = join(root, 'node_modules', 'electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'path.txt'), 'electron\n');
  expect(shell({ DISPLAY: ':0' })).toEqual({ kind: 'web', why: 'the desktop window is not installed' });
  writeFileSync(join(folder, 'dist', 'electron'), '');
  expect(shell({ DISPLAY: ':0' })).toEqual({ kind: 'web', why: 'the desktop window is not built' });
  writeFileSync(join(root, 'main.js'), '');
  expect(shell({ DISPLAY: ':0' })).toEqual({ kind: 'window', program: join(folder, 'dist', 'electron') });
  expect(shell({}, 'win32').kind).toBe('window');
});
