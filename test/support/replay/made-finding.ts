import type { ReplayFinding } from '../../../shared/model/replay-verdict.ts';

/** A finding of one rule, on the instances alpha and beta of samples where nothing else is said. */
export function madeFinding(change: Partial<ReplayFinding> = {}): ReplayFinding {
  return {
    rule: 'task.past-ttl',
    title: 'Still running after its ttl',
    severity: 'warning',
    side: 'server',
    count: 12,
    exchanges: 11,
    instances: { alpha: 5, beta: 4, gamma: 3 },
    steps: [2, 4],
    stepCount: 2,
    example: {
      ref: { captureId: 'live', number: 27 },
      number: 2,
      instanceId: 'alpha',
      message: 'The task is <working> after its ttl.',
      pointer: 'response:/result/status',
      link: 'https://example.com/tasks',
    },
    ...change,
  };
}
