import { rule, tasksPage } from '../../rule.ts';
import { detailedTasks } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response */
export const resultMissing = rule({
  id: 'task.result-missing',
  title: 'Completed without a result',
  checks: 'A task that tasks/get or a notification tells to be completed has no result.',
  spares: 'The task that a call is answered with.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Put what the call would have been answered with in the result of the completed task.',
  check(exchange, report, known) {
    for (const { place, task, status } of detailedTasks(exchange, known)) {
      if (status !== 'completed' || (task['result'] ?? null) !== null) continue;
      report({
        message: 'The task is completed, and its result is not there.',
        place,
        expected: 'a result',
        found: 'no result',
      });
    }
  },
});
