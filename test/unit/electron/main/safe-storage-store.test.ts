import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openSafeStorageStore,
  type SafeStorageOptions,
} from '../../../../electron/main/safe-storage-store.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopscope-safe-'));
  file = join(directory, 'own', 'secrets.json');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

type Backend = ReturnType<SafeStorageOptions['safeStorage']['getSelectedStorageBackend']>;

function open(available = true, backend: Backend = 'gnome_libsecret', platform: NodeJS.Platform = 'linux') {
  const turn = (text: string): string => Buffer.from(text).reverse().toString();
  return openSafeStorageStore({
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(available),
      encryptStringAsync: (text) => Promise.resolve(Buffer.from(`!${turn(text)}`)),
      decryptStringAsync: (bytes) =>
        bytes.toString().startsWith('!')
          ? Promise.resolve({ shouldReEncrypt: false, result: turn(bytes.toString().slice(1)) })
          : Promise.reject(new Error('not of this key')),
      getSelectedStorageBackend: () => backend,
    },
    ...{ platform, file },
  });
}

describe('secrets by safeStorage', () => {
  it('are kept encrypted, for their user alone, and known to the next start', async () => {
    await open().write('A of /w', 'hunter2');
    await open().write('B of /w', 'other');
    expect(await open().read('A of /w')).toBe('hunter2');
    expect(await open().read('C')).toBeUndefined();
    expect(readFileSync(file, 'utf8')).not.toContain('hunter2');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    await open().remove('A of /w');
    expect([await open().read('A of /w'), await open().read('B of /w')]).toEqual([undefined, 'other']);
    expect((await open().state()).kept).toBe(true);
  });

  it('reject where the key is another one, and are none in a file that is damaged', async () => {
    await open().write('A', 'x');
    writeFileSync(file, JSON.stringify({ version: 1, secrets: { A: Buffer.from('?').toString('base64') } }));
    await expect(open().read('A')).rejects.toThrow('not of this key');
    writeFileSync(file, '{');
    expect(await open().read('A')).toBeUndefined();
    await open().write('A', 'y');
    expect(await open().read('A')).toBe('y');
  });

  it.each<[boolean, Backend, NodeJS.Platform, boolean]>([
    [false, 'gnome_libsecret', 'linux', false],
    [false, 'unknown', 'darwin', false],
    [true, 'basic_text', 'linux', false],
    [true, 'unknown', 'linux', false],
    [true, 'kwallet6', 'linux', true],
    [true, 'unknown', 'win32', true],
  ])('available: %s, backend %s on %s: kept %s', async (available, backend, platform, kept) => {
    const store = open(available, backend, platform);
    expect((await store.state()).kept).toBe(kept);
    if (!kept) await expect(store.write('A', 'x')).rejects.toThrow();
  });
});
