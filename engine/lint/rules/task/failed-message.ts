import { rule, tasksPage } from '../../rule.ts';
import { detailedTasks } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-execution-errors */
export const failedMessage = rule({
  id: 'task.failed-message',
  title: 'Failed without a status message',
  checks: 'A task that tasks/get or a notification tells to be failed has no statusMessage.',
  spares: 'The task that a call is answered with.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-execution-errors'),
  fix: 'Say in statusMessage what went wrong.',
  check(exchange, report, known) {
    for (const { place, task, status } of detailedTasks(exchange, known)) {
      if (status !== 'failed' || (task['statusMessage'] ?? '') !== '') continue;
      report({
        message: 'The task failed, and no statusMessage says why.',
        place,
        expected: 'a statusMessage',
        found: 'none',
      });
    }
  },
});
