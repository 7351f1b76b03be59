import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';
import { detailedTasks, isRpcError, isToolResult } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-status */
export const failedMisused = rule({
  id: 'task.failed-misused',
  title: 'Failed for a tool’s own error',
  checks: 'A task has the status failed, and holds the result of a tool instead of a JSON-RPC error.',
  spares: 'A JSON-RPC error, whatever it says.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-status'),
  fix: 'Give a tool’s own error as the result of a completed task; failed is for JSON-RPC errors.',
  check(exchange, report, known) {
    for (const { place, task, status } of detailedTasks(exchange, known)) {
      if (status !== 'failed' || isRpcError(task['error'])) continue;
      const where = ['error', 'result'].find((member) => isToolResult(task[member]));
      if (where === undefined) continue;
      report({
        message: `The task failed, and its ${where} is the result of a tool, not a JSON-RPC error.`,
        place: placeIn(place, where),
        expected: '"status": "completed" with that result',
        found: '"status": "failed"',
      });
    }
  },
});
