import { placeIn } from '../../../../shared/model/place.ts';
import { page, rule } from '../../rule.ts';

/** What only the stream of subscriptions/listen carries. */
const CHANGES: ReadonlySet<string> = new Set([
  'notifications/tools/list_changed',
  'notifications/prompts/list_changed',
  'notifications/resources/list_changed',
  'notifications/resources/updated',
  'notifications/subscriptions/acknowledged',
]);
/** What belongs to one request and only its stream carries. */
const OF_REQUESTS: ReadonlySet<string> = new Set(['notifications/progress', 'notifications/message']);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#receiving-messages */
export const notificationWrongStream = rule({
  id: 'stream.notification-wrong-stream',
  title: 'Notification on the wrong stream',
  checks:
    'A stream carries what belongs to another request: a change on a request’s stream, progress or logs on a subscription’s.',
  spares: 'stdio, where all share one stream; notifications of unknown extensions.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#receiving-messages'),
  fix: 'Send changes on the stream of subscriptions/listen, progress and log messages on that of their request.',
  check({ method, messages, request }, report) {
    if (request.message?.kind !== 'request') return;
    const isSubscription = method === 'subscriptions/listen';
    const foreign = isSubscription ? OF_REQUESTS : CHANGES;
    for (const message of messages) {
      if (message.kind !== 'notification' || message.method === undefined) continue;
      if (!foreign.has(message.method)) continue;
      report({
        message: isSubscription
          ? `The stream of a subscription carries ${message.method}, which belongs on the stream of its request.`
          : `The stream of ${method} carries ${message.method}, which only the stream of subscriptions/listen may carry.`,
        place: placeIn(message.place, 'method'),
        expected: isSubscription ? 'changes that were subscribed to' : 'notifications about this request',
        found: message.method,
      });
    }
  },
});
