import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { wishFor } from './replay-through-bridge.ts';

/** A replay that has just begun. */
export function sampleState(change: Partial<ReplayState> = {}): ReplayState {
  return {
    id: 'r1',
    wish: wishFor('c1', ['a', 'b']),
    state: 'running',
    recording: { captureId: 'c1', name: 'sample.hopscope', path: '/captures/sample.hopscope' },
    instances: [
      { id: 'a', name: 'alpha' },
      { id: 'b', name: 'beta' },
    ],
    steps: 2,
    held: 0,
    runs: [],
    doing: 'starting',
    done: 0,
    planned: 0,
    startedAt: 1_000,
    ...change,
  };
}
