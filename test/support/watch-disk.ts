import { setTimeout as pause } from 'node:timers/promises';
import { plantedInFolder } from './secret-forms.ts';

/** Looks at all files of a folder, all the time, for planted secrets. */
export interface DiskWatch {
  /** `NAME: PLACE` of all that was seen, and how often it looked. */
  stop(): Promise<{ readonly seen: readonly string[]; readonly looks: number }>;
}

export function watchDisk(folder: string): DiskWatch {
  const seen = new Set<string>();
  const state = { looks: 0, over: false };
  const looking = (async () => {
    while (!state.over) {
      for (const found of plantedInFolder(folder)) seen.add(found);
      state.looks += 1;
      await pause(2);
    }
  })();
  return {
    async stop() {
      state.over = true;
      await looking;
      return { seen: [...seen], looks: state.looks };
    },
  };
}
