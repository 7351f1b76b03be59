import type { MockState } from '../../../shared/model/mock.ts';

/** A mock that runs and was asked nothing. */
export function mockState(part: Partial<MockState> = {}): MockState {
  return {
    ...{ id: 'mock-1', captureId: 'c1', url: 'http://127.0.0.1:4200/mcp', running: true },
    ...{ lenient: false, faults: false, record: false, listensBeyondLoopback: false },
    ...{ requests: 1, eras: ['modern'], notes: [], asked: [], askedBefore: 0 },
    counts: { answered: 0, repeated: 0, alike: 0, unmatched: 0, refused: 0 },
    ...part,
  };
}
