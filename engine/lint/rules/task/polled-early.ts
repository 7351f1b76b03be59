import { placeIn } from '../../../../shared/model/place.ts';
import { digest } from '../../digest.ts';
import { rule, tasksPage } from '../../rule.ts';
import { BoundedSet } from '../../traits.ts';

/**
 * Said once for each task and client.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-polling
 */
export const polledEarly = rule({
  id: 'task.polled-early',
  title: 'Polls faster than asked',
  checks: 'A client sends tasks/get sooner after the one before than the pollIntervalMs that it was told.',
  spares:
    'The first poll, one after an update or a cancellation, a tenth of the interval; a note where Hopscope itself polls.',
  severity: 'warning',
  side: 'client',
  era: 'modern',
  link: tasksPage('task-polling'),
  fix: 'Wait for the pollIntervalMs of the latest answer between two tasks/get for one task.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report, known) => {
      for (const { sighting, task } of known.tasks.steps(exchange)) {
        if (sighting.kind !== 'poll' || !task) continue;
        const interval = task.pollIntervalMs;
        const early = task.pace.early(exchange, interval);
        if (!early || interval === undefined) continue;
        if (!told.add(`${digest(sighting.taskId)} ${exchange.instanceId} ${digest(exchange.client)}`))
          continue;
        const isOwn = exchange.origin !== 'gateway' && exchange.origin !== 'import';
        report({
          message: `The task was polled ${String(early.gapMs)} ms after exchange ${String(early.number)}, where the server asks for ${String(interval)} ms. This is said once for each task.`,
          place: placeIn('request', 'method'),
          expected: `${String(interval)} ms between two polls`,
          found: `${String(early.gapMs)} ms`,
          ...(isOwn && { severity: 'note' }),
        });
      }
    };
  },
});
