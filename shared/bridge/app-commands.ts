import type { AppInfo } from '../model/app-info.ts';
import type { RecentCapture } from '../model/recent-capture.ts';

/** Commands about the program itself. */
export interface AppCommands {
  'app.info': { in: null; out: AppInfo };
  /** Recordings that were open lately and are still there, the last one first. */
  'recents.list': { in: null; out: readonly RecentCapture[] };
  'recents.forget': { in: null; out: null };
}

/** Events about the program itself. */
export interface AppEvents {
  recents: readonly RecentCapture[];
}
