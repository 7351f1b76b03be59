import type { MockNews, MockSettings, MockState } from '../model/mock.ts';

/** Recordings that are served as servers. */
export interface MockCommands {
  /**
   * Resolves once it listens. NOT_FOUND where the capture is not open, BAD_INPUT where it has nothing to serve, IO where the
   * port cannot be had. Requests that are not in the recording arrive as `mock` events.
   */
  'mock.start': { in: MockSettings; out: MockState };
  /** Those that run. */
  'mock.list': { in: null; out: readonly MockState[] };
  /** What it has done. */
  'mock.stop': { in: { id: string }; out: MockState };
}

export interface MockEvents {
  mock: MockNews;
}
