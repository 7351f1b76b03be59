import { placeIn } from '../../../../shared/model/place.ts';
import { TASKS_EXTENSION } from '../../../../shared/spec/modern.ts';
import { page, rule } from '../../rule.ts';
import { extensionsOf, serverCapabilities } from '../../traits.ts';

const TASK_METHODS: ReadonlySet<string> = new Set(['tasks/get', 'tasks/update', 'tasks/cancel']);
const TASK_NOTIFICATION = 'notifications/tasks';

/**
 * Of the extensions that are known, Tasks is the one that shows in messages.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#extension-negotiation
 */
export const extensionNotInForce = rule({
  id: 'extension.not-in-force',
  title: 'Extension used without agreement',
  severity: 'error',
  side: 'sender',
  era: 'modern',
  link: page('basic/versioning#extension-negotiation'),
  fix: 'Use an extension only where this very request and the server’s server/discover declare it; else do without it.',
  check(exchange, report, known) {
    const { method, answer, messages, declared, request } = exchange;
    const clientHas = extensionsOf(declared).includes(TASKS_EXTENSION);
    const served = serverCapabilities(exchange, known);
    const serverHas = served === undefined ? undefined : extensionsOf(served).includes(TASKS_EXTENSION);
    if (clientHas && serverHas !== false) return;
    const lacks = clientHas ? 'the server does not declare it' : 'this request does not declare it';
    const expected = `${TASKS_EXTENSION} declared by both sides`;
    if (TASK_METHODS.has(method) && request.message?.kind === 'request') {
      report({
        message: `${method} belongs to the Tasks extension, and ${lacks}.`,
        place: placeIn('request', 'method'),
        expected,
        found: lacks,
      });
    }
    if (answer?.result?.['resultType'] === 'task') {
      report({
        message: `The result is a task, which belongs to the Tasks extension, and ${lacks}.`,
        place: placeIn(answer.place, 'result', 'resultType'),
        expected,
        found: lacks,
      });
    }
    const notice = messages.find(
      ({ from, method: named }) => from === 'server' && named === TASK_NOTIFICATION,
    );
    if (!notice) return;
    report({
      message: `${TASK_NOTIFICATION} belongs to the Tasks extension, and ${lacks}.`,
      place: notice.place,
      expected,
      found: lacks,
    });
  },
});
