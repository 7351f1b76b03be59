import type { SecretsState } from '../../shared/model/secrets-state.ts';

/** Where secrets are kept from one start to the next, outside of every file that git sees. */
export interface SecretStore {
  /** Whether it keeps any, and where, in a sentence. Finds out at its first use; never rejects. */
  state(): Promise<SecretsState>;
  /** Undefined where there is none. Rejects where the store refuses. */
  read(account: string): Promise<string | undefined>;
  write(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
}

/** Keeps nothing: secrets hold until the program ends. `why`: a clause, "this system has no keyring". */
export function sessionOnly(why: string): SecretStore {
  const says = `Secrets that you type are kept in memory until Hopscope ends, because ${why}. To have one again after that, set its environment variable before you start Hopscope.`;
  return {
    state: () => Promise.resolve({ kept: false, says }),
    read: () => Promise.resolve(undefined),
    write: () => Promise.reject(new Error(why)),
    remove: () => Promise.resolve(),
  };
}
