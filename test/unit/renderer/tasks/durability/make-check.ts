import type { DurabilityCell, DurabilityState } from '../../../../../shared/model/durability.ts';

/** A check of alpha and beta, under way unless another state is given. */
export function check(part: Partial<DurabilityState> = {}): DurabilityState {
  return {
    id: 'durability-1',
    state: 'running',
    wish: { instanceIds: ['a', 'b'], tool: 'render_report', args: {} },
    instances: [
      { id: 'a', name: 'alpha' },
      { id: 'b', name: 'beta' },
    ],
    done: 0,
    doing: 'starting',
    cells: [],
    tasks: [],
    startedAt: 1_000,
    ...part,
  };
}

export function cell(
  step: DurabilityCell['step'],
  instanceId: string,
  verdict: DurabilityCell['verdict'] = 'ok',
): DurabilityCell {
  return { step, instanceId, verdict, says: `${step} on ${instanceId}: ${verdict}.`, exchanges: [] };
}
