import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response-1 */
export const unknownAccepted = rule({
  id: 'task.unknown-accepted',
  title: 'Update or cancellation of an unknown task',
  checks:
    'An instance acknowledges tasks/update or tasks/cancel for a task that it has just said not to know.',
  spares: 'Tasks that it knew, or was told to know, since.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: tasksPage('response-1'),
  fix: 'Refuse tasks/update and tasks/cancel of a task that does not exist with -32602.',
  check(exchange, report, known) {
    for (const { sighting, task } of known.tasks.steps(exchange)) {
      const { kind, message, from } = sighting;
      if ((kind !== 'update' && kind !== 'cancel') || !message?.result) continue;
      const missed = task?.unknownTo.get(exchange.instanceId);
      if (!missed || missed.at > from) continue;
      const found = task?.knownBy.get(exchange.instanceId);
      if ((found && found.at >= missed.at) || (task?.creation && task.creation.at > missed.from)) continue;
      report({
        message: `${exchange.method} is acknowledged, though ${exchange.instanceName} did not know the task in exchange ${String(missed.number)}.`,
        place: placeIn(message.place, 'result'),
        expected: 'an error -32602',
        found: 'an acknowledgement',
      });
    }
  },
});
