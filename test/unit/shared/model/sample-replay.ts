import type { RunSummary } from '../../../../shared/model/replay-run.ts';
import type { DifferenceClass, ReplayState, Verdict } from '../../../../shared/model/replay-verdict.ts';

/** A run in which all three requests were answered. */
export function sampleRun(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    run: 1,
    choice: { name: 'round-robin', seed: 1 },
    says: 'Each step goes to the next instance.',
    purpose: 'replay',
    state: 'done',
    planned: 3,
    counts: { answered: 3, failed: 0, held: 0, skipped: 0, 'not-sent': 0 },
    startedAt: 1_000,
    endedAt: 2_000,
    ...changes,
  };
}

export function sampleVerdict(
  verdict: Verdict['verdict'],
  classes: Partial<Record<DifferenceClass, number>> = {},
): Verdict {
  return {
    verdict,
    says: 'Stateless under 1 schedule: 3 steps answered alike.',
    notes: [],
    witnesses: [],
    classes: { sticky: 0, noise: 0, 'order-dependent': 0, changed: 0, unclear: 0, stable: 3, ...classes },
  };
}

/** A replay that is over, and in which nothing differs. */
export function sampleReplay(changes: Partial<ReplayState> = {}): ReplayState {
  return {
    id: 'replay-1',
    wish: {
      kind: 'replay',
      plan: { captureId: 'c', allow: { tools: [] }, flows: [], variables: [] },
      instanceIds: ['a', 'b'],
      schedules: [{ name: 'round-robin' }],
      pace: { kind: 'asap', lanes: 4 },
    },
    state: 'done',
    recording: { captureId: 'c', name: 'monday', path: '/captures/monday.hopscope' },
    instances: [
      { id: 'a', name: 'alpha' },
      { id: 'b', name: 'beta' },
    ],
    steps: 3,
    held: 0,
    runs: [sampleRun()],
    doing: '',
    done: 3,
    planned: 3,
    verdict: sampleVerdict('stateless'),
    startedAt: 1_000,
    endedAt: 2_000,
    ...changes,
  };
}
