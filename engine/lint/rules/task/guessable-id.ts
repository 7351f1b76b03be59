import { placeIn } from '../../../../shared/model/place.ts';
import { brief, rule, tasksPage } from '../../rule.ts';
import { BoundedSet } from '../../traits.ts';

/** A shorter id has no room for what cannot be guessed. */
const SHORTEST = 12;
const MOST_INSTANCES = 1000;
const COUNTED = /^(.*?)(\d{1,15})$/s;
/** Others may have got tasks in between. */
const NEAR = 100;

/**
 * Said once for each instance. Whether an id is random enough only its maker knows: what is found is what surely is not.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#security-considerations
 */
export const guessableId = rule({
  id: 'task.guessable-id',
  title: 'Task ids can be guessed',
  checks: 'Task ids of an instance count up. A warning for one that is shorter than 12 characters.',
  spares: 'UUIDs and other long ids, of which nothing shows how random they are.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('security-considerations'),
  fix: 'Make task ids of at least 128 random bits, such as a version 4 UUID.',
  follow() {
    const last = new Map<
      string,
      { readonly prefix: string; readonly count: number; readonly number: number }
    >();
    const told = new BoundedSet();
    return (exchange, report, known) => {
      const { instanceId, number } = exchange;
      for (const { sighting } of known.tasks.steps(exchange)) {
        if (sighting.kind !== 'created') continue;
        const { taskId, place } = sighting;
        const [, prefix = '', digits] = COUNTED.exec(taskId.slice(0, 200)) ?? [];
        const before = last.get(instanceId);
        const count = Number(digits);
        if (digits === undefined) last.delete(instanceId);
        else if (before || last.size < MOST_INSTANCES) last.set(instanceId, { prefix, count, number });
        const step = before?.prefix === prefix ? Math.abs(count - before.count) : 0;
        const isCounting = step > 0 && step <= NEAR;
        if (!isCounting && taskId.length >= SHORTEST) continue;
        if (!told.add(`${instanceId} ${isCounting ? 'counts' : 'short'}`)) continue;
        report({
          message: isCounting
            ? `The task’s id follows on the one of exchange ${String(before?.number)}, so whoever has one can guess others. This is said once for each instance.`
            : `The task’s id has ${String(taskId.length)} characters, which is too few to keep others from guessing it. This is said once for each instance.`,
          place: placeIn(place, 'taskId'),
          expected: 'an id that nobody can guess',
          found: brief(taskId),
          ...(!isCounting && { severity: 'warning' }),
        });
      }
    };
  },
});
