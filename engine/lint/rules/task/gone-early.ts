import { placeIn } from '../../../../shared/model/place.ts';
import { digest } from '../../digest.ts';
import { rule, tasksPage } from '../../rule.ts';
import { isUnknownEarly } from '../../tasks/lifetime.ts';
import { BoundedSet } from '../../traits.ts';

/**
 * Said once for each task and instance.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response
 */
export const goneEarly = rule({
  id: 'task.gone-early',
  title: 'Task gone before its ttl',
  checks: 'An instance that knew a task does not know it any more, though its ttl has not passed.',
  spares: 'Tasks past their ttl, or without one that was told. A warning for tasks that have ended.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Keep a task until createdAt plus ttlMs, through restarts, too; a null ttlMs means for ever.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report, known) => {
      for (const { sighting, task, end } of known.tasks.steps(exchange)) {
        const word = task?.knownBy.get(exchange.instanceId);
        if (!word || word.at > sighting.from || task?.ttlMs === undefined) continue;
        if (!isUnknownEarly(sighting, task)) continue;
        const since = task.creation?.number ?? 0;
        if (!told.add(`${digest(sighting.taskId)} ${String(since)} ${exchange.instanceId}`)) continue;
        report({
          message: `${exchange.instanceName} knew the task in exchange ${String(word.number)}, and does not find it any more, though ${task.ttlMs === null ? 'it was to be kept without end' : `its ttl of ${String(task.ttlMs)} ms has not passed`}.`,
          place: placeIn(sighting.message?.place ?? '', 'error'),
          expected: 'the task',
          found: 'an error -32602',
          ...(end && { severity: 'warning' }),
        });
      }
    };
  },
});
