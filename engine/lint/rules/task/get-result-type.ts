import { placeIn } from '../../../../shared/model/place.ts';
import { isTerminal } from '../../../../shared/model/task.ts';
import { brief, rule, tasksPage } from '../../rule.ts';
import { wrongAckType } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response */
export const getResultType = rule({
  id: 'task.get-result-type',
  title: 'tasks/get with the wrong result type',
  checks:
    'The answer to tasks/get has the resultType task or input_required. A warning for "task" where the task has ended, as two of the specification’s examples have it.',
  spares: 'A missing or unknown resultType, which has its own rule.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Answer tasks/get with "resultType": "complete", whatever the status of the task is.',
  check(exchange, report, known) {
    const { answer, method } = exchange;
    const type = method === 'tasks/get' ? wrongAckType(exchange) : undefined;
    if (!answer || type === undefined) return;
    const [step] = known.tasks.steps(exchange);
    const isAsInExamples =
      type === 'task' && step?.sighting.status !== undefined && isTerminal(step.sighting.status);
    report({
      message: `tasks/get is answered with the resultType ${brief(type)}; what the task is tells its status.`,
      place: placeIn(answer.place, 'result', 'resultType'),
      expected: '"complete"',
      found: brief(type),
      ...(isAsInExamples && { severity: 'warning' }),
    });
  },
});
