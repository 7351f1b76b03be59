import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';
import { foreignExtensionInForce } from '../../traits.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#polymorphic-results */
export const resultTypeElsewhere = rule({
  id: 'task.result-type-elsewhere',
  title: 'Task where there can be none',
  checks:
    'The answer to another method than tools/call has the resultType task, or the one to tools/call names no task.',
  spares: 'Task methods, which have rules of their own, and requests with a foreign extension in force.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('polymorphic-results'),
  fix: 'Use "resultType": "task" for the tasks that answer tools/call, with their taskId, and for nothing else.',
  check(exchange, report, known) {
    const { answer, method } = exchange;
    if (answer?.result?.['resultType'] !== 'task' || method.startsWith('tasks/')) return;
    const isCall = method === 'tools/call';
    if (isCall && answer.result['taskId'] !== undefined) return;
    if (!isCall && foreignExtensionInForce(exchange, known)) return;
    report({
      message: isCall
        ? 'The result says that it is a task and has no taskId.'
        : `${method} is answered with the resultType task, which only tools/call can be.`,
      place: placeIn(answer.place, 'result', 'resultType'),
      expected: isCall ? 'a taskId beside it' : '"complete"',
      found: '"task"',
    });
  },
});
