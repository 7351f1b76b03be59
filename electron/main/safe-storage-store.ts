import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SafeStorage } from 'electron';
import * as z from 'zod';
import { sessionOnly, type SecretStore } from '../../engine/index.ts';

export interface SafeStorageOptions {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  readonly platform: NodeJS.Platform;
  /** Where the encrypted values lie; for its user alone. */
  readonly file: string;
}

/** Base64 of what safeStorage made of a secret, by account. */
const fileSchema = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.string()) });
type Kept = z.output<typeof fileSchema>['secrets'];

/** Linux without a keyring: then Electron encrypts by a password that stands in its source. */
const NOT_SAFE = ['basic_text', 'unknown'];

/** Secrets in a file, encrypted by a key that the system keeps for Hopscope; found out at the first use. */
export function openSafeStorageStore(options: SafeStorageOptions): SecretStore {
  let opened: Promise<SecretStore> | undefined;
  const store = (): Promise<SecretStore> => (opened ??= open(options));
  return {
    state: async () => (await store()).state(),
    read: async (account) => (await store()).read(account),
    write: async (account, secret) => (await store()).write(account, secret),
    remove: async (account) => (await store()).remove(account),
  };
}

async function open({ safeStorage, platform, file }: SafeStorageOptions): Promise<SecretStore> {
  const why = await whyNot(safeStorage, platform);
  return why === undefined ? encrypted(safeStorage, file) : sessionOnly(why);
}

function encrypted(safeStorage: SafeStorageOptions['safeStorage'], file: string): SecretStore {
  return {
    state: () =>
      Promise.resolve({
        kept: true,
        says: `Secrets that you type are kept encrypted in ${file}, by a key that this system keeps for Hopscope.`,
      }),
    read: async (account) => {
      const text = read(file)[account];
      if (text === undefined) return undefined;
      return (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result;
    },
    write: async (account, secret) => {
      const text = (await safeStorage.encryptStringAsync(secret)).toString('base64');
      change(file, (secrets) => ({ ...secrets, [account]: text }));
    },
    remove: (account) =>
      new Promise((resolve) => {
        change(file, (secrets) =>
          Object.fromEntries(Object.entries(secrets).filter(([name]) => name !== account)),
        );
        resolve();
      }),
  };
}

/** In one step: whoever reads sees the old secrets or the new ones. Throws what the disk says. */
function change(file: string, edit: (secrets: Kept) => Kept): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const passing = `${file}.part`;
  try {
    writeFileSync(passing, `${JSON.stringify({ version: 1, secrets: edit(read(file)) })}\n`, { mode: 0o600 });
    renameSync(passing, file);
  } catch (error) {
    rmSync(passing, { force: true });
    throw error;
  }
}

async function whyNot(
  safeStorage: SafeStorageOptions['safeStorage'],
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) {
    return 'this system keeps no key for Hopscope to encrypt them with';
  }
  if (platform !== 'linux') return undefined;
  const backend = safeStorage.getSelectedStorageBackend();
  if (!NOT_SAFE.includes(backend)) return undefined;
  return 'this system has no keyring that Electron knows, so that they would be as good as unencrypted';
}

/** A file that cannot be read counts as empty: its secrets have to be typed once more. */
function read(file: string): Kept {
  try {
    return fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.secrets ?? {};
  } catch {
    return {};
  }
}
