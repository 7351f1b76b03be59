import { placeIn } from '../../../../shared/model/place.ts';
import { digest } from '../../digest.ts';
import { rule, tasksPage } from '../../rule.ts';
import { isUnknownEarly } from '../../tasks/lifetime.ts';
import { BoundedSet } from '../../traits.ts';

/**
 * Said once for each task and instance.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-creation
 */
export const handedEarly = rule({
  id: 'task.handed-early',
  title: 'Task handed out before it can be read',
  checks:
    'tasks/get does not find a task that was handed out: on the same instance, or on another that finds it later.',
  spares: 'Requests sent before the task was handed out, and tasks past their ttl.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-creation'),
  fix: 'Answer with the task only once tasks/get finds it on every instance.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report, known) => {
      const { instanceId, instanceName } = exchange;
      for (const { sighting, task } of known.tasks.steps(exchange)) {
        const creation = task?.creation;
        if (!creation || sighting.kind !== 'poll' || task.knownBy.has(instanceId)) continue;
        const key = `${digest(sighting.taskId)} ${String(creation.number)} ${instanceId}`;
        const made = `exchange ${String(creation.number)} of ${creation.instanceName}`;
        if (creation.instanceId === instanceId && isUnknownEarly(sighting, task)) {
          if (!told.add(key)) continue;
          report({
            message: `${instanceName} handed out the task in exchange ${String(creation.number)}, and does not find it ${String(Math.round(sighting.from - creation.at))} ms later.`,
            place: placeIn(sighting.message?.place ?? '', 'error'),
            expected: 'the task',
            found: 'an error -32602',
          });
          continue;
        }
        const missed = task.unknownTo.get(instanceId);
        if (!sighting.status || !missed || missed.from < creation.at || missed.at > sighting.from) continue;
        if (!told.add(key)) continue;
        report({
          on: missed.number,
          message: `${instanceName} did not find the task here, ${String(Math.round(missed.from - creation.at))} ms after ${made} had handed it out, and finds it in exchange ${String(exchange.number)}: it was handed out too early.`,
          expected: 'the task',
          found: 'an error -32602',
        });
      }
    };
  },
});
