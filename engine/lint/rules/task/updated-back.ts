import { placeIn } from '../../../../shared/model/place.ts';
import { brief, rule, tasksPage } from '../../rule.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response */
export const updatedBack = rule({
  id: 'task.updated-back',
  title: 'lastUpdatedAt runs back',
  checks: 'lastUpdatedAt of a task is earlier than in an answer that came before it was asked. A warning.',
  spares: 'Answers that overtake each other.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Let every instance read the latest state of a task, and set its lastUpdatedAt by one clock.',
  check(exchange, report, known) {
    for (const { sighting, before } of known.tasks.steps(exchange)) {
      const { lastUpdatedAt: now, place, task, kind } = sighting;
      const then = before?.lastUpdatedAt;
      if (kind === 'created' || now === undefined || then === undefined || now >= then) continue;
      report({
        message: `The task was updated last ${String(then - now)} ms earlier than exchange ${String(before?.number)} has told.`,
        place: placeIn(place, 'lastUpdatedAt'),
        expected: `${new Date(then).toISOString()} or later`,
        found: brief(task['lastUpdatedAt']),
        severity: 'warning',
      });
    }
  },
});
