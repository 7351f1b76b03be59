import { placeIn } from '../../../../shared/model/place.ts';
import { isTerminal } from '../../../../shared/model/task.ts';
import { digest } from '../../digest.ts';
import { rule, tasksPage } from '../../rule.ts';
import { toldIn } from '../../tasks/known-tasks.ts';
import { BoundedSet } from '../../traits.ts';

/**
 * Said once for each task.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-execution-errors
 */
export const resultChanged = rule({
  id: 'task.result-changed',
  title: 'Result of an ended task changes',
  checks: 'The result or error of a task that has ended differs from the one that was told before.',
  spares: 'Another order of members, and _meta.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-execution-errors'),
  fix: 'Keep the result or error with which a task has ended, and let every instance give that one.',
  follow() {
    const said = new BoundedSet();
    return (exchange, report, known) => {
      for (const { sighting, end } of known.tasks.steps(exchange)) {
        const { status, place, taskId } = sighting;
        if (!status || !isTerminal(status) || end?.status !== status || end.outcome === undefined) continue;
        const told = toldIn(sighting, exchange);
        if (told?.outcome === undefined || told.outcome === end.outcome) continue;
        if (!said.add(`${digest(taskId)} ${String(end.number)}`)) continue;
        const member = status === 'failed' ? 'error' : 'result';
        report({
          message: `The ${member} of the ${status} task is another than exchange ${String(end.number)} on ${end.instanceName} told. This is said once for each task.`,
          place: placeIn(place, member),
          expected: `the ${member} of exchange ${String(end.number)}`,
          found: `another ${member}`,
        });
      }
    };
  },
});
