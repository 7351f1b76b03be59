import { sessionOnly, type SecretStore } from './secret-store.ts';

/** What is used of `@napi-rs/keyring`. */
export interface KeyringEntry {
  getPassword(signal?: AbortSignal): Promise<string | null>;
  setPassword(password: string, signal?: AbortSignal): Promise<void>;
  deletePassword(signal?: AbortSignal): Promise<boolean>;
}

export interface KeyringOptions {
  /** Loaded with the first use only: a native module, which a system may not have. */
  readonly load: () => Promise<(account: string) => KeyringEntry>;
  readonly platform: NodeJS.Platform;
}

const PLACES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'the keychain of macOS',
  win32: 'the credential manager of Windows',
};

/** As the system shows it to its user. */
const SERVICE = 'Hopscope';
const PROBE = 'probe';
/** A keyring that is locked may wait for a person who is not there, in ms. */
const PATIENCE_MS = 5000;

/** The system's keyring, through the kept library. */
export function openKeyringStore(options: Partial<KeyringOptions> = {}): SecretStore {
  const { load = loadKeyring, platform = process.platform } = options;
  let opened: Promise<SecretStore> | undefined;
  // Once it has refused, it is not asked again and again.
  const store = (): Promise<SecretStore> => (opened ??= open(load, platform));
  return {
    state: async () => (await store()).state(),
    read: async (account) => (await store()).read(account),
    write: async (account, secret) => (await store()).write(account, secret),
    remove: async (account) => (await store()).remove(account),
  };
}

/** Reading what is not there says nothing about a keyring: it has to take something, and give it back. */
async function open(load: KeyringOptions['load'], platform: NodeJS.Platform): Promise<SecretStore> {
  try {
    const entryOf = await load();
    const probe = entryOf(PROBE);
    await probe.setPassword(PROBE, patience());
    const heard = await probe.getPassword(patience());
    await probe.deletePassword(patience());
    if (heard !== PROBE) return sessionOnly('the keyring of this system did not give back what it was given');
    return keyringOf(entryOf, platform);
  } catch (error) {
    return sessionOnly(`the keyring of this system cannot be used (${reason(error)})`);
  }
}

function keyringOf(entryOf: (account: string) => KeyringEntry, platform: NodeJS.Platform): SecretStore {
  const place = PLACES[platform] ?? 'the keyring of this system';
  return {
    state: () =>
      Promise.resolve({
        kept: true,
        says: `Secrets that you type are kept in ${place}, under “${SERVICE}”.`,
      }),
    read: async (account) => (await entryOf(account).getPassword(patience())) ?? undefined,
    write: (account, secret) => entryOf(account).setPassword(secret, patience()),
    remove: async (account) => {
      await entryOf(account).deletePassword(patience());
    },
  };
}

async function loadKeyring(): Promise<(account: string) => KeyringEntry> {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  // Without this Linux falls back to the kernel's keyring, which forgets with the session.
  return (account) => new AsyncEntry(SERVICE, account, { linux: { store: 'secret-service' } });
}

function patience(): AbortSignal {
  return AbortSignal.timeout(PATIENCE_MS);
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').replace(/[.\s]+$/, '');
}
