import { placeIn } from '../../../shared/model/place.ts';
import { digest } from '../digest.ts';
import { hashJson } from '../hash-json.ts';
import { brief, rule, tasksPage, type RuleParts } from '../rule.ts';
import { BoundedSet } from '../traits.ts';
import { openRequests, type AskedKey } from './known-tasks.ts';

/** A rule about a key of inputRequests that was known before. */
interface KeyRule<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly checks: string;
  readonly spares: string;
  readonly fix: string;
  /** `isSame`: it stands for the request for which it did first. `from`: see TaskSighting. */
  readonly isBroken: (known: AskedKey, now: { readonly isSame: boolean; readonly from: number }) => boolean;
  readonly message: (key: string, known: AskedKey) => string;
  readonly expected: string;
}

/** Makes a rule that looks at each key that a task asks by; it speaks once for each task and key. */
export function keyRule<const Id extends string>(parts: KeyRule<Id>): RuleParts<Id> {
  const { isBroken, message, expected, ...info } = parts;
  return rule({
    ...info,
    severity: 'error',
    side: 'server',
    era: 'modern',
    link: tasksPage('task-update-requests'),
    follow() {
      const told = new BoundedSet();
      return (exchange, report, known) => {
        for (const { sighting, task } of known.tasks.steps(exchange)) {
          const { kind, place, from, taskId } = sighting;
          if (!task || task.keys.size === 0 || kind === 'created') continue;
          for (const [key, request] of Object.entries(openRequests(sighting) ?? {})) {
            const before = task.keys.get(digest(key));
            // Of a stream that goes on this may be the very message that is known.
            if (!before || before.number === exchange.number) continue;
            if (!isBroken(before, { isSame: before.request === hashJson(request), from })) continue;
            if (!told.add(`${digest(taskId)} ${String(task.firstAt)} ${digest(key)}`)) continue;
            report({
              message: message(key.slice(0, 80), before),
              place: placeIn(place, 'inputRequests', key),
              expected,
              found: brief(key),
            });
          }
        }
      };
    },
  });
}
