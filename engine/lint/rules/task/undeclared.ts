import { placeIn } from '../../../../shared/model/place.ts';
import { TASKS_EXTENSION } from '../../../../shared/spec/modern.ts';
import { rule, tasksPage } from '../../rule.ts';
import { extensionsOf } from '../../traits.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#capability-negotiation */
export const undeclared = rule({
  id: 'task.undeclared',
  title: 'Task for a client that never declared it',
  checks: 'A request that does not declare the Tasks extension is answered with a task.',
  spares: 'Nothing: what earlier requests of the client declared does not count.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('capability-negotiation'),
  fix: 'Answer with the ordinary result unless this very request declares the Tasks extension; where that cannot be, refuse with -32021.',
  check(exchange, report, known) {
    for (const { sighting } of known.tasks.steps(exchange)) {
      const { kind, message } = sighting;
      if (kind !== 'created' || !message || extensionsOf(exchange.declared).includes(TASKS_EXTENSION))
        continue;
      report({
        message: `The server answers ${exchange.method} with a task, though the request does not declare the Tasks extension.`,
        place: placeIn(message.place, 'result'),
        expected: 'an ordinary result, or the error -32021',
        found: 'a task',
      });
    }
  },
});
