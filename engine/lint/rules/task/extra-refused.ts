import { placeIn } from '../../../../shared/model/place.ts';
import { isTerminal } from '../../../../shared/model/task.ts';
import { rule, tasksPage } from '../../rule.ts';
import { answerFault } from '../../tasks/answers.ts';
import { answersIn } from '../../tasks/known-tasks.ts';
import { saysUnknown } from '../../tasks/detailed.ts';
import { codeOf } from '../../traits.ts';

/** Codes that say something else. */
const OTHERS: ReadonlySet<unknown> = new Set([-32700, -32600, -32601, -32603, -32020, -32021, -32022]);

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response-1 */
export const extraRefused = rule({
  id: 'task.extra-refused',
  title: 'Superfluous answer refused',
  checks:
    'A tasks/update with an answer to a key that is not open is refused instead of that answer being ignored.',
  spares: 'Errors that say something else, and tasks that have ended or that the instance does not know.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: tasksPage('response-1'),
  fix: 'Ignore answers to keys that are not open, and acknowledge the update.',
  check(exchange, report, known) {
    const { answer, instanceId } = exchange;
    if (!answer?.error || OTHERS.has(codeOf(answer)) || saysUnknown(answer)) return;
    for (const { sighting, task } of known.tasks.steps(exchange)) {
      const last = task?.latest;
      if (sighting.kind !== 'update' || !last || isTerminal(last.status)) continue;
      if (!task.knownBy.has(instanceId) || task.unknownTo.has(instanceId)) continue;
      const extra = Object.keys(answersIn(exchange)).find((key) => answerFault(task, key, exchange));
      if (extra === undefined) continue;
      report({
        message: `The update answers "${extra.slice(0, 80)}", which is not open, and the server refuses it instead of ignoring that answer.`,
        place: placeIn(answer.place, 'error'),
        expected: 'an empty result',
        found: `an error ${String(codeOf(answer))}`,
      });
    }
  },
});
