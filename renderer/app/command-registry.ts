import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppCommand } from '../ui/app-context.ts';

/** The one list of commands that feeds keys, palette, the key list and later the menus. */
export interface CommandRegistry extends StoreApi<{ readonly commands: readonly AppCommand[] }> {
  /** Adds commands; the returned function takes exactly these away. */
  readonly add: (commands: readonly AppCommand[]) => () => void;
}

export function createCommandRegistry(): CommandRegistry {
  const store = createStore<{ readonly commands: readonly AppCommand[] }>(() => ({ commands: [] }));
  return Object.assign(store, {
    add: (added: readonly AppCommand[]) => {
      store.setState(({ commands }) => ({ commands: [...commands, ...added] }));
      return () => {
        const gone = new Set(added);
        store.setState(({ commands }) => ({ commands: commands.filter((command) => !gone.has(command)) }));
      };
    },
  });
}
