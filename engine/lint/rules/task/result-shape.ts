import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { MODERN_REVISION } from '../../../../shared/spec/modern.ts';
import { rule, tasksPage } from '../../rule.ts';
import { Verdicts } from '../../schemas/verdicts.ts';
import { detailedTasks } from '../../tasks/detailed.ts';

/** What was found does not depend on the capture, so one memory serves all. */
const verdicts = new Verdicts();

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-execution-errors */
export const resultShape = rule({
  id: 'task.result-shape',
  title: 'Result in a task does not fit its call',
  checks: 'The result in a completed task of tools/call does not fit the schema of a tool’s result.',
  spares: 'Tasks that another method has made.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-execution-errors'),
  fix: 'Give the result exactly as tools/call would have been answered, with its content.',
  check(exchange, report, known) {
    if ((exchange.revision ?? MODERN_REVISION) !== MODERN_REVISION) return;
    for (const { place, task, status, message, known: before } of detailedTasks(exchange, known)) {
      const { result } = task;
      if (status !== 'completed' || !isJsonObject(result)) continue;
      if ((before?.creation?.method ?? 'tools/call') !== 'tools/call') continue;
      const judged = { kind: 'complete', method: 'tools/call', value: result } as const;
      for (const { path, says, expected, found } of verdicts.of({
        ...judged,
        text: message.text,
        id: message.id,
      })) {
        const member = ['result', ...path].join('.');
        report({
          message: `${member} of the task ${says}.`,
          place: placeIn(place, 'result', ...path.slice(0, -1)),
          ...(expected !== undefined && { expected }),
          ...(found !== undefined && { found }),
        });
      }
    }
  },
});
