import { placeIn } from '../../../../shared/model/place.ts';
import { rule, tasksPage } from '../../rule.ts';
import { saysUnknown } from '../../tasks/detailed.ts';
import { codeOf } from '../../traits.ts';

const METHODS: ReadonlySet<string> = new Set(['tasks/get', 'tasks/update', 'tasks/cancel']);
/** Right, or about something else. */
const OTHERS: ReadonlySet<unknown> = new Set([-32602, -32601, -32700, -32600, -32020, -32021, -32022]);

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#protocol-errors */
export const unknownCode = rule({
  id: 'task.unknown-code',
  title: 'Unknown task refused by another code',
  checks:
    'An error that says that a task is unknown or has expired has another code than -32602. A warning for tasks/update and tasks/cancel.',
  spares: 'Errors whose message is about something else.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('protocol-errors'),
  fix: 'Refuse requests about a task that does not exist with -32602.',
  check({ method, answer }, report) {
    const code = codeOf(answer);
    if (!METHODS.has(method) || !answer?.error || OTHERS.has(code) || !saysUnknown(answer)) return;
    report({
      message: `The server does not know the task, and says so with ${String(code)} instead of -32602.`,
      place: placeIn(answer.place, 'error', 'code'),
      expected: '-32602',
      found: String(code),
      ...(method !== 'tasks/get' && { severity: 'warning' }),
    });
  },
});
