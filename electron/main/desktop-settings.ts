import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { DEFAULT_DESKTOP_SETTINGS, type DesktopSettings } from '../../shared/bridge/desktop.ts';

/** What a person has set for the desktop program on this machine. */
export interface DesktopSettingsFile {
  get(): DesktopSettings;
  /** Throws what the disk says; it holds until the end of the program all the same. */
  save(settings: DesktopSettings): void;
}

const fileSchema = z.object({ notifications: z.boolean(), updates: z.boolean() }).partial();

/** Never throws: what cannot be read counts as not set. */
export function openDesktopSettings(file: string): DesktopSettingsFile {
  let settings = read(file);
  return {
    get: () => settings,
    save(wanted) {
      settings = wanted;
      const passing = `${file}.part`;
      try {
        writeFileSync(passing, `${JSON.stringify(wanted, null, 2)}\n`, { mode: 0o600 });
        renameSync(passing, file);
      } catch (error) {
        rmSync(passing, { force: true });
        throw error;
      }
    },
  };
}

function read(file: string): DesktopSettings {
  try {
    const known = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? {};
    return {
      notifications: known.notifications ?? DEFAULT_DESKTOP_SETTINGS.notifications,
      updates: known.updates ?? DEFAULT_DESKTOP_SETTINGS.updates,
    };
  } catch {
    return DEFAULT_DESKTOP_SETTINGS;
  }
}
