import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';
import { isAcknowledged } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response-1 */
export const ackNotEmpty = rule({
  id: 'task.ack-not-empty',
  title: 'Acknowledgement with contents',
  checks:
    'The answer to tasks/update or tasks/cancel has members beside resultType and _meta, such as the task.',
  spares: 'Legacy servers, whose tasks/cancel answers with the task.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response-1'),
  fix: 'Acknowledge with "resultType": "complete" and nothing else; the state of the task is for tasks/get to tell.',
  check(exchange, report) {
    const { answer, method } = exchange;
    if (!answer?.result || !isAcknowledged(exchange)) return;
    const members = Object.keys(answer.result).filter((key) => key !== 'resultType' && key !== '_meta');
    const [first] = members;
    if (first === undefined) return;
    report({
      message: `${method} is acknowledged with more than an empty result.`,
      place: placeIn(answer.place, 'result', first),
      expected: 'an empty result',
      found: members.slice(0, 8).join(', ').slice(0, 120),
    });
  },
});
