import { placeIn } from '../../../../shared/model/place.ts';
import { brief, rule, tasksPage } from '../../rule.ts';
import { isAcknowledged, wrongAckType } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response-1 */
export const ackResultType = rule({
  id: 'task.ack-result-type',
  title: 'Acknowledgement with the wrong result type',
  checks: 'The answer to tasks/update or tasks/cancel has the resultType task or input_required.',
  spares: 'A missing or unknown resultType, which has its own rule.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response-1'),
  fix: 'Acknowledge with "resultType": "complete" and nothing else.',
  check(exchange, report) {
    const { answer, method } = exchange;
    const type = isAcknowledged(exchange) ? wrongAckType(exchange) : undefined;
    if (!answer || type === undefined) return;
    report({
      message: `${method} is acknowledged with the resultType ${brief(type)}.`,
      place: placeIn(answer.place, 'result', 'resultType'),
      expected: '"complete"',
      found: brief(type),
    });
  },
});
