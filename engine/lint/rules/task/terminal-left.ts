import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response */
export const terminalLeft = rule({
  id: 'task.terminal-left',
  title: 'Ended task goes on',
  checks: 'A task that was told to be completed, failed or cancelled is told to be anything else later.',
  spares: 'Answers that were on their way when the end was told, and notifications that a poll overtook.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Never leave completed, failed or cancelled; make a new task for new work, and let every instance read the same state.',
  check(exchange, report, known) {
    for (const { sighting, before, end } of known.tasks.steps(exchange)) {
      const { status, place, kind } = sighting;
      if (!status || kind === 'created' || !end || end.status === status || before?.status === status)
        continue;
      report({
        message: `The task was ${end.status} in exchange ${String(end.number)} on ${end.instanceName}, and ${exchange.instanceName} says that it is ${status}.`,
        place: placeIn(place, 'status'),
        expected: end.status,
        found: status,
      });
    }
  },
});
