import { placeIn } from '../../../../shared/model/place.ts';
import { isTerminal } from '../../../../shared/model/task.ts';
import { brief, rule, tasksPage } from '../../rule.ts';
import type { KnownTask } from '../../tasks/known-tasks.ts';

/** The answer may have been on its way when the client cancelled its call, in ms. */
const CROSSING_MS = 1000;

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-cancellation */
export const cancelledByNotification = rule({
  id: 'task.cancelled-by-notification',
  title: 'Task cancelled by notification',
  checks: 'notifications/cancelled names a task, or on stdio the call that was answered with one.',
  spares:
    'Calls that were cancelled while their answer was on its way, and over HTTP ids that may be another call’s.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: tasksPage('task-cancellation'),
  fix: 'Cancel a task by tasks/cancel.',
  check(exchange, report, known) {
    const { request, instanceId, channel, startedAt } = exchange;
    if (exchange.method !== 'notifications/cancelled') return;
    const { requestId, taskId } = request.message?.params ?? {};
    const named = [taskId, requestId].find(
      (id) => typeof id === 'string' && known.tasks.find(id, instanceId)?.creation,
    );
    const made =
      channel === undefined || requestId === undefined ? [] : known.tasks.createdBy(requestId, channel);
    const isLater = ({ creation, latest }: KnownTask): boolean =>
      creation !== undefined &&
      startedAt - creation.at > CROSSING_MS &&
      !(latest && isTerminal(latest.status));
    if (named === undefined && !made.some(isLater)) return;
    report({
      message:
        named === undefined
          ? `The client cancels the call ${brief(requestId)}, which was answered with a task.`
          : 'The client cancels a task by notifications/cancelled.',
      place: placeIn('request', 'params', named !== undefined && named === taskId ? 'taskId' : 'requestId'),
      expected: 'tasks/cancel',
      found: brief(named ?? requestId),
    });
  },
});
