import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesktopSettings } from '../../../../electron/main/desktop-settings.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopscope-settings-'));
  file = join(directory, 'settings.json');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('asks nobody for new versions and tells by notifications, until a person says otherwise', () => {
  const settings = openDesktopSettings(file);
  expect(settings.get()).toEqual({ notifications: true, updates: false });
  settings.save({ notifications: false, updates: true });
  expect(openDesktopSettings(file).get()).toEqual({ notifications: false, updates: true });
  expect(readdirSync(directory)).toEqual(['settings.json']);
});

it.each(['', '[]', '{"updates":"yes"}', '{"notifications":1}'])('takes the defaults for %j', (text) => {
  writeFileSync(file, text);
  expect(openDesktopSettings(file).get()).toEqual({ notifications: true, updates: false });
});

it('keeps what it can read, and holds until the end what it cannot write', () => {
  writeFileSync(file, '{"notifications":false,"later":1}');
  expect(openDesktopSettings(file).get()).toEqual({ notifications: false, updates: false });
  const nowhere = openDesktopSettings(join(directory, 'no', 'folder.json'));
  expect(() => {
    nowhere.save({ notifications: false, updates: false });
  }).toThrow('ENOENT');
  expect(nowhere.get().notifications).toBe(false);
});
