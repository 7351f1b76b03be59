import { placeIn } from '../../../../shared/model/place.ts';
import { isTerminal } from '../../../../shared/model/task.ts';
import { digest } from '../../digest.ts';
import { rule, tasksPage } from '../../rule.ts';
import { BoundedSet } from '../../traits.ts';

/** A server may need a moment to mark what has run out, in ms. */
const GRACE_MS = 1000;

/**
 * Said once for each task.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response
 */
export const pastTtl = rule({
  id: 'task.past-ttl',
  title: 'Still running after its ttl',
  checks: 'A task is neither completed, failed nor cancelled a second after its ttl has passed. A warning.',
  spares:
    'A ttl that was raised meanwhile. The time counts from when the task was seen first, so clocks do not matter.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Mark a task as failed once its ttl has passed, or raise its ttlMs while it goes on.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report, known) => {
      for (const { sighting, task } of known.tasks.steps(exchange)) {
        const { status, ttlMs = task?.ttlMs, from, place, kind } = sighting;
        if (!task || kind === 'created' || !status || isTerminal(status) || typeof ttlMs !== 'number')
          continue;
        const age = Math.round(from - task.firstAt);
        if (age <= ttlMs + GRACE_MS) continue;
        if (!told.add(`${digest(sighting.taskId)} ${String(task.firstAt)}`)) continue;
        report({
          message: `The task is ${status} ${String(age)} ms after it was seen first, and its ttl is ${String(ttlMs)} ms. Clients may take it for lost.`,
          place: placeIn(place, 'status'),
          expected: 'completed, failed or cancelled by then',
          found: status,
          severity: 'warning',
        });
      }
    };
  },
});
