import * as z from 'zod';
import type { SecretStore } from './secret-store.ts';

/** The secrets of one workspace in the store, each under the name of the variable that stands for it in the files. */
export interface KeptSecrets {
  /** Undefined where there is none, where it was kept for another server than `goesTo`, or where the store refuses. */
  read(variable: string, goesTo: string): Promise<string | undefined>;
  /** Whether it is kept. `goesTo`: origin of the server that it is for; empty where it belongs to a command or a request. */
  write(variable: string, value: string, goesTo: string): Promise<boolean>;
  remove(variable: string): Promise<void>;
}

const keptSchema = z.object({ value: z.string(), goesTo: z.string() });

/** `workspace`: its folder without symbolic links. Never rejects; `onBug` gets what the store says. */
export function keptSecrets(
  store: SecretStore,
  workspace: string,
  onBug: (error: unknown, where: string) => void,
): KeptSecrets {
  const account = (variable: string): string => `${variable} of ${workspace}`;
  return {
    async read(variable, goesTo) {
      try {
        const text = await store.read(account(variable));
        const kept = text === undefined ? undefined : keptSchema.safeParse(JSON.parse(text)).data;
        return kept?.goesTo === goesTo ? kept.value : undefined;
      } catch (error) {
        onBug(error, 'reading a kept secret');
        return undefined;
      }
    },
    async write(variable, value, goesTo) {
      if (!(await store.state()).kept) return false;
      try {
        await store.write(account(variable), JSON.stringify({ value, goesTo }));
        return true;
      } catch (error) {
        onBug(error, 'keeping a secret');
        return false;
      }
    },
    async remove(variable) {
      try {
        if ((await store.state()).kept) await store.remove(account(variable));
      } catch (error) {
        onBug(error, 'removing a kept secret');
      }
    },
  };
}
