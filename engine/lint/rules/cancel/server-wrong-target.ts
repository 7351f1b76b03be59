import { isRequestId } from '../../../protocol/json-rpc.ts';
import { isProcessRow } from '../../senders.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/cancellation#behavior-requirements */
export const serverWrongTarget = rule({
  id: 'cancel.server-wrong-target',
  title: 'Server cancels a request',
  checks: 'A server’s notifications/cancelled names anything but a subscriptions/listen on its way.',
  spares: 'Legacy sessions, where servers cancel their own requests.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/cancellation#behavior-requirements'),
  fix: 'Answer the request with an error; send notifications/cancelled only to end a subscription.',
  check(exchange, report, known) {
    const { messages, method, request } = exchange;
    for (const message of messages) {
      if (message.kind !== 'notification' || message.method !== 'notifications/cancelled') continue;
      const { requestId: id } = message.params;
      if (!isRequestId(id)) continue;
      if (isProcessRow(exchange)) {
        // A subscription may have been ended by both sides at once.
        const sender = known.senders.of(exchange);
        if (!sender || sender.listens.has(id) || !sender.listens.isWhole) continue;
        if (!sender.ids.has(id) && !sender.fromTheStart) continue;
      } else if (method === 'subscriptions/listen' || id !== request.message?.id) {
        // Another id may be that of a subscription that goes on.
        continue;
      }
      report({
        message: `The server cancels ${brief(id)}, which is no subscription on its way. A server may end only subscriptions like this.`,
        place: `${message.place}:/params/requestId`,
        expected: 'the id of a subscriptions/listen',
        found: brief(id),
      });
    }
  },
});
