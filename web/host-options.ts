import type { Bridge } from '../shared/bridge/bridge.ts';
import type { FeedLimits } from './client-feed.ts';

export interface WebHostOptions {
  readonly engine: { readonly bridge: Bridge };
  /** The built renderer; holds index.html. */
  readonly assetsDirectory: string;
  /** Absent or 0: a free one. */
  readonly port?: number;
  /** Where uploads go; absent: `captures` in the workspace. */
  readonly capturesDirectory?: string;
  /** One line that a person at the terminal should see. */
  readonly log: (line: string) => void;
  /** A page has exchanged the code of the address. */
  readonly onSession?: () => void;
  /** Ids of the captures that a person named at the start, for the first page to show; none when asked again. */
  readonly takeOpened?: () => readonly string[];
  readonly maxUploadBytes?: number;
  readonly pingIntervalMs?: number;
  readonly feedLimits?: FeedLimits;
}
