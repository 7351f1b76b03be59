import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';
import { detailedTasks } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-execution-errors */
export const inlinedResultType = rule({
  id: 'task.inlined-result-type',
  title: 'Result in a task without resultType',
  checks:
    'The result in a completed task has no resultType, which the call’s own answer would have. A note, as the specification’s examples leave it out.',
  spares: 'Nothing.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-execution-errors'),
  fix: 'Give the result exactly as the call would have been answered, with its resultType.',
  check(exchange, report, known) {
    for (const { place, task, status } of detailedTasks(exchange, known)) {
      const { result } = task;
      if (status !== 'completed' || !isJsonObject(result) || result['resultType'] !== undefined) continue;
      report({
        message: 'The result in the task has no resultType, which the answer to the call itself would have.',
        place: placeIn(place, 'result'),
        expected: '"resultType": "complete"',
        found: 'no resultType',
        severity: 'note',
      });
    }
  },
});
