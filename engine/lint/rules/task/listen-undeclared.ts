import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { TASKS_EXTENSION } from '../../../../shared/spec/modern.ts';
import type { Knowledge } from '../../knowledge.ts';
import { rule, tasksPage } from '../../rule.ts';
import type { SeenExchange, SeenMessage } from '../../seen-exchange.ts';
import { codeOf, extensionsOf, serverCapabilities } from '../../traits.ts';

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';

/** https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-status-notifications */
export const listenUndeclared = rule({
  id: 'task.listen-undeclared',
  title: 'Subscription to tasks not refused',
  checks:
    'A subscriptions/listen with taskIds that does not declare the Tasks extension is not answered with -32021.',
  spares: 'Servers without the extension, and errors about something else.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: tasksPage('task-status-notifications'),
  fix: 'Refuse taskIds from clients that do not declare the Tasks extension with -32021.',
  check(exchange, report, known) {
    const { method, declared, request, messages, answer } = exchange;
    if (method !== 'subscriptions/listen' || !declared || !hasTaskIds(request.message)) return;
    if (extensionsOf(declared).includes(TASKS_EXTENSION)) return;
    const code = codeOf(answer);
    const accepted = messages.find((message) => message.method === ACKNOWLEDGED);
    const told = accepted ?? (code === -32602 ? answer : undefined);
    if (!told || !servesTasks(exchange, known, accepted)) return;
    report({
      message:
        'The client subscribes to tasks without declaring the Tasks extension, and the server does not refuse it with -32021.',
      place: accepted ? accepted.place : placeIn(told.place, 'error', 'code'),
      expected: 'an error -32021',
      found: accepted ? 'a subscription' : `an error ${String(code)}`,
    });
  },
});

function hasTaskIds(message: SeenMessage | undefined): boolean {
  const filter = message?.params['notifications'];
  const ids = isJsonObject(filter) ? filter['taskIds'] : undefined;
  return Array.isArray(ids) && ids.length > 0;
}

/** Others may overlook what they do not know. */
function servesTasks(exchange: SeenExchange, known: Knowledge, accepted: SeenMessage | undefined): boolean {
  return hasTaskIds(accepted) || extensionsOf(serverCapabilities(exchange, known)).includes(TASKS_EXTENSION);
}
