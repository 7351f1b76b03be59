import type { MockNews, MockSettings, MockState } from '../model/mock.ts';

/** Recordings that are served as servers. */
export interface MockCommands {
  /**
   * Resolves once it listens. NOT_FOUND where the capture is not open, BAD_INPUT where it has nothing to serve, IO where the
   * port cannot be had. Requests that are not in the recording arrive as `mock` events. `job`: a name of the caller's, for
   * `planning` events and to cancel. CANCELLED where it is.
   */
  'mock.start': { in: MockSettings & { readonly job?: string }; out: MockState };
  'mock.cancelStart': { in: { job: string }; out: null };
  /** Those that run. */
  'mock.list': { in: null; out: readonly MockState[] };
  /** What it has done. A capture that is closed is served no more. */
  'mock.stop': { in: { id: string }; out: MockState };
}

export interface MockEvents {
  mock: MockNews;
  /** At most four a second and mock, and at its start and end. */
  mockState: MockState;
}
