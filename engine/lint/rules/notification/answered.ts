import { page, rule } from '../../rule.ts';
import { isAnswer } from '../../traits.ts';

/**
 * Over HTTP: on a pipe an answer to a notification is one that nobody waits for, see response.id-mismatch.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#notifications
 */
export const answered = rule({
  id: 'notification.answered',
  title: 'Notification was answered',
  checks: 'A JSON-RPC result or error came back for an accepted notification.',
  spares: 'An HTTP error status with an error that has no id, which is how to refuse one.',
  severity: 'error',
  side: 'server',
  era: 'any',
  transport: 'http',
  link: page('basic/index#notifications'),
  fix: 'Accept a notification with HTTP 202 and no body; refuse it with an HTTP error.',
  check({ request, method, messages, response }, report) {
    // A request that forgot its id looks like a notification; that is request.id-type's business.
    if (request.message?.kind !== 'notification' || !method.startsWith('notifications/')) return;
    for (const message of messages) {
      if (message.from !== 'server' || !isAnswer(message)) continue;
      const refused = (response?.status ?? 0) >= 400 && message.error !== undefined;
      if (refused && (message.id ?? null) === null) continue;
      report({
        message: `The server answered the notification ${method} with ${message.error === undefined ? 'a result' : 'an error'}. Notifications are not answered.`,
        place: message.place,
        expected: 'no JSON-RPC response',
        found: message.error === undefined ? 'a result' : 'an error',
      });
    }
  },
});
