import { placeIn } from '../../../../shared/model/place.ts';
import { brief, rule, tasksPage } from '../../rule.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#polymorphic-results */
export const resultType = rule({
  id: 'task.result-type',
  title: 'Task without the result type task',
  checks:
    'A request is answered with a task whose resultType is another than "task", or nested as in 2025-11-25.',
  spares: 'A missing resultType, which has its own rule, and tools that name a taskId beside their content.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('polymorphic-results'),
  fix: 'Answer with "resultType": "task" and the members of the task beside it.',
  check(exchange, report, known) {
    for (const { sighting } of known.tasks.steps(exchange)) {
      const { kind, message, place } = sighting;
      const type = message?.result?.['resultType'];
      if (kind !== 'created' || !message) continue;
      const isNested = message.result?.['task'] === sighting.task;
      if (!isNested && (type === undefined || type === 'task')) continue;
      report({
        message: isNested
          ? 'The result holds its task in "task", as revision 2025-11-25 has it; clients of this one see none.'
          : `The result is a task, and its resultType is ${brief(type)}, so clients take it for something else.`,
        place: isNested ? place : placeIn(place, 'resultType'),
        expected: '"resultType": "task"',
        found: isNested ? 'a nested task' : brief(type),
      });
    }
  },
});
