import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';
import { detailedTasks } from '../../tasks/detailed.ts';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#response */
export const taskInputMissing = rule({
  id: 'task.input-missing',
  title: 'Waits for input and asks for none',
  checks: 'A task has the status input_required and no inputRequests. A warning where they are empty.',
  spares: 'Empty ones once a request has been answered: the status may follow later.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('response'),
  fix: 'Put all requests that are open in inputRequests of an input_required task.',
  check(exchange, report, known) {
    for (const { place, task, status, known: before } of detailedTasks(exchange, known)) {
      const asked = task['inputRequests'];
      if (status !== 'input_required') continue;
      const isEmpty = isJsonObject(asked) && Object.keys(asked).length === 0;
      if (asked !== undefined && !isEmpty) continue;
      const isAnswered = [...(before?.keys.values() ?? [])].some(({ answered }) => answered);
      if (isEmpty && isAnswered) continue;
      report({
        message: 'The task waits for input, and does not say for what.',
        place: isEmpty ? placeIn(place, 'inputRequests') : place,
        expected: 'inputRequests with what is open',
        found: isEmpty ? 'empty inputRequests' : 'no inputRequests',
        ...(isEmpty && { severity: 'warning' }),
      });
    }
  },
});
