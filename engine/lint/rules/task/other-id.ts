import { placeIn } from '../../../../shared/model/place.ts';
import { brief, rule, tasksPage } from '../../rule.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response */
export const otherId = rule({
  id: 'task.other-id',
  title: 'Another task than asked for',
  checks: 'The answer to tasks/get names another taskId than the request.',
  spares: 'Answers without one, which the schema judges.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Answer tasks/get with the task that it names.',
  check(exchange, report, known) {
    for (const { sighting } of known.tasks.steps(exchange)) {
      const told = sighting.task['taskId'];
      if (sighting.kind !== 'poll' || typeof told !== 'string' || told === sighting.taskId) continue;
      report({
        message: `The client asked for the task ${brief(sighting.taskId)}, and the server answers with ${brief(told)}.`,
        place: placeIn(sighting.place, 'taskId'),
        expected: brief(sighting.taskId),
        found: brief(told),
      });
    }
  },
});
