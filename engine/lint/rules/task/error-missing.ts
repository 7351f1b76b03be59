import { placeIn } from '../../../../shared/model/place.ts';
import { brief, rule, tasksPage } from '../../rule.ts';
import { detailedTasks, isRpcError, isToolResult } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response */
export const errorMissing = rule({
  id: 'task.error-missing',
  title: 'Failed without its error',
  checks:
    'A task that tasks/get or a notification tells to be failed has no error with a code and a message.',
  spares:
    'The result of a tool in its place, which has its own rule, and the task that a call is answered with.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Put the JSON-RPC error, with its code and message, in the error of the failed task.',
  check(exchange, report, known) {
    for (const { place, task, status } of detailedTasks(exchange, known)) {
      const { error, result } = task;
      if (status !== 'failed' || isRpcError(error) || isToolResult(error) || isToolResult(result)) continue;
      const isThere = error !== undefined;
      report({
        message: isThere
          ? 'The task failed, and its error is no JSON-RPC error.'
          : 'The task failed, and its error is not there.',
        place: isThere ? placeIn(place, 'error') : place,
        expected: 'an error with a code and a message',
        found: isThere ? brief(error) : 'no error',
      });
    }
  },
});
