import { placeIn } from '../../../../shared/model/place.ts';
import { digest } from '../../digest.ts';
import { rule, tasksPage } from '../../rule.ts';
import { answersIn } from '../../tasks/known-tasks.ts';
import { answerFault } from '../../tasks/answers.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response-1 */
export const answerNotOpen = rule({
  id: 'task.answer-not-open',
  title: 'Answer to nothing that is open',
  checks:
    'A tasks/update answers a key that the same client has answered before, or that the task never asked.',
  spares: 'Answers before that were refused, other clients’ answers, tasks that began before the recording.',
  severity: 'warning',
  side: 'client',
  era: 'modern',
  link: tasksPage('response-1'),
  fix: 'Remember the keys that were answered, and answer only those that the latest tasks/get shows.',
  check(exchange, report, known) {
    for (const { sighting, task } of known.tasks.steps(exchange)) {
      if (sighting.kind !== 'update' || !task) continue;
      for (const key of Object.keys(answersIn(exchange))) {
        const fault = answerFault(task, key, exchange);
        if (!fault || (fault.kind === 'again' && fault.by.client !== digest(exchange.client))) continue;
        const name = key.slice(0, 80);
        report({
          message:
            fault.kind === 'again'
              ? `"${name}" was answered in exchange ${String(fault.by.number)} already.`
              : `The task never asked for "${name}".`,
          place: placeIn('request', 'params', 'inputResponses', key),
          expected: 'answers to open requests only',
          found: fault.kind === 'again' ? 'a second answer' : 'an answer to nothing',
        });
      }
    }
  },
});
