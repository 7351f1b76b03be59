import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';
import { digest } from '../../digest.ts';
import { BoundedSet, foreignExtensionInForce } from '../../traits.ts';

/**
 * Said once for each task.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#capability-negotiation
 */
export const unsupportedFollowed = rule({
  id: 'task.unsupported-followed',
  title: 'Follows a task of another method',
  checks: 'A client polls or updates a task that it got for another request than tools/call.',
  spares: 'Cancelling it, and requests with a foreign extension in force.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: tasksPage('capability-negotiation'),
  fix: 'Treat a task in answer to anything but tools/call as an invalid answer.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report, known) => {
      for (const { sighting, task } of known.tasks.steps(exchange)) {
        const creation = task?.creation;
        if (!creation || creation.method === 'tools/call') continue;
        if (sighting.kind !== 'poll' && sighting.kind !== 'update') continue;
        if (creation.client !== digest(exchange.client) || foreignExtensionInForce(exchange, known)) continue;
        if (!told.add(`${String(creation.number)} ${digest(sighting.taskId)}`)) continue;
        report({
          message: `The client follows the task that exchange ${String(creation.number)} gave for ${creation.method}, which it has to treat as an invalid answer.`,
          place: placeIn('request', 'params', 'taskId'),
          expected: 'tasks of tools/call only',
          found: `a task of ${creation.method}`,
        });
      }
    };
  },
});
