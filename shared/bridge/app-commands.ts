import type { AppInfo } from '../model/app-info.ts';
import type { SecretsState } from '../model/secrets-state.ts';
import type { RecentCapture } from '../model/recent-capture.ts';

/** Commands about the program itself. */
export interface AppCommands {
  'app.info': { in: null; out: AppInfo };
  /** Whether secrets that are typed outlive the program. Asks the system's keyring where that was not used yet. */
  'secrets.get': { in: null; out: SecretsState };
  /** Recordings that were open lately and are still there, the last one first. */
  'recents.list': { in: null; out: readonly RecentCapture[] };
  'recents.forget': { in: null; out: null };
}

/** Events about the program itself. */
export interface AppEvents {
  recents: readonly RecentCapture[];
}
