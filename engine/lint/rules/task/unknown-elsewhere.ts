import { placeIn } from '../../../../shared/model/place.ts';
import { digest } from '../../digest.ts';
import { rule, tasksPage } from '../../rule.ts';
import { isUnknownEarly } from '../../tasks/lifetime.ts';
import { BoundedSet } from '../../traits.ts';

/**
 * Said once for each task and instance.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-creation
 */
export const unknownElsewhere = rule({
  id: 'task.unknown-elsewhere',
  title: 'Task unknown to another instance',
  checks:
    'An instance of the same server does not know a task that another has handed out and that it never knew itself.',
  spares:
    'Tasks past their ttl or ended, and other servers. A warning where instances were asked directly: a load balancer may route by Mcp-Name.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-creation'),
  fix: 'Keep tasks where every instance finds them before handing them out, or route by Mcp-Name to the instance that has the task.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report, known) => {
      for (const { sighting, task, end } of known.tasks.steps(exchange)) {
        const creation = task?.creation;
        const { instanceId, instanceName, gateway } = exchange;
        if (!creation || creation.instanceId === instanceId || end) continue;
        if (task.knownBy.has(instanceId) || !isUnknownEarly(sighting, task)) continue;
        if (!told.add(`${digest(sighting.taskId)} ${String(creation.number)} ${instanceId}`)) continue;
        const isOneWay = gateway !== undefined && gateway.gatewayId === creation.gatewayId;
        report({
          message: `${instanceName} does not know the task that ${creation.instanceName} handed out in exchange ${String(creation.number)}, ${String(Math.round(sighting.from - creation.at))} ms before. This is said once for each task and instance.`,
          place: placeIn(sighting.message?.place ?? '', 'error'),
          expected: 'the task',
          found: 'an error -32602',
          ...(!isOneWay && { severity: 'warning' }),
        });
      }
    };
  },
});
