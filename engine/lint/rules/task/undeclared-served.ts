import { placeIn } from '../../../../shared/model/place.ts';
import { TASKS_EXTENSION } from '../../../../shared/spec/modern.ts';
import { rule, tasksPage } from '../../rule.ts';
import { codeOf, extensionsOf, serverCapabilities } from '../../traits.ts';

const METHODS: ReadonlySet<string> = new Set(['tasks/get', 'tasks/update', 'tasks/cancel']);

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#protocol-errors */
export const undeclaredServed = rule({
  id: 'task.undeclared-served',
  title: 'Task method served undeclared',
  checks:
    'A tasks/get, tasks/update or tasks/cancel that does not declare the Tasks extension is not answered with -32021.',
  spares: 'Servers that do not have the extension, and errors about something else.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('protocol-errors'),
  fix: 'Refuse task methods of requests that do not declare the Tasks extension with -32021, before looking at the task.',
  check(exchange, report, known) {
    const { method, declared, answer } = exchange;
    // Without any capabilities something else is wrong first.
    if (!METHODS.has(method) || !declared || !answer) return;
    if (extensionsOf(declared).includes(TASKS_EXTENSION)) return;
    const code = codeOf(answer);
    const isServed = extensionsOf(serverCapabilities(exchange, known)).includes(TASKS_EXTENSION);
    if (!answer.result && !(isServed && (code === -32602 || code === -32601))) return;
    report({
      message: `${method} does not declare the Tasks extension, and the server does not refuse it with -32021.`,
      place: answer.result ? placeIn(answer.place, 'result') : placeIn(answer.place, 'error', 'code'),
      expected: 'an error -32021',
      found: answer.result ? 'a result' : `an error ${String(code)}`,
    });
  },
});
