import type { CheckReport } from '../../../../cli/tasks/check-report.ts';
import type { DurabilityCell, DurabilityState } from '../../../../shared/model/durability.ts';

const at = (number: number) => ({ captureId: 'c', number });

export function cell(
  step: DurabilityCell['step'],
  instanceId: string,
  verdict: DurabilityCell['verdict'],
  says: string,
  ...numbers: readonly number[]
): DurabilityCell {
  return { step, instanceId, verdict, says, exchanges: numbers.map(at) };
}

/** A check in which beta does not know the task, and the creator cannot be taken down. */
export function checkReport(changes: Partial<DurabilityState> = {}): CheckReport {
  const state: DurabilityState = {
    id: 'durability-1',
    state: 'done',
    wish: { instanceIds: ['a', 'b'], tool: 'render_report', args: { pages: 3 } },
    instances: [
      { id: 'a', name: 'alpha' },
      { id: 'b', name: 'beta' },
    ],
    done: 8,
    doing: '',
    cells: [
      cell('create', 'a', 'ok', 'It handed out the task t-1: working.', 3),
      cell('get-at-once', 'a', 'ok', 'It knows the task.', 4),
      cell('get-at-once', 'b', 'violated', 'It does not know <the> task.', 5),
      cell('creator-down', 'a', 'not-applicable', 'Hopscope does not run alpha.'),
      cell('creator-down', 'b', 'not-applicable', 'Hopscope does not run alpha.'),
    ],
    tasks: [{ taskId: 't-1', tool: 'render_report', created: at(3) }],
    outcome: { verdict: 'violated', says: 'Violated in “Get at once”, on beta.' },
    startedAt: 0,
    endedAt: 1,
    ...changes,
  };
  return { version: '1.2.3', state, urls: new Map([['a', 'http://a/mcp']]), capture: 'monday.hopscope' };
}

/** The same where nothing is wrong. */
export function cleanCheck(): CheckReport {
  return checkReport({
    cells: checkReport().state.cells.map((each) =>
      each.verdict === 'violated' ? { ...each, verdict: 'ok', says: 'It knows the task.' } : each,
    ),
    outcome: { verdict: 'holds', says: 'Every instance knows the tasks that alpha hands out.' },
  });
}
