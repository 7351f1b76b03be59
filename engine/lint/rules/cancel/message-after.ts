import { isJsonObject } from '../../../../shared/model/json.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { isProcessRow, type CancelledRequest, type Sender } from '../../senders.ts';
import { page, rule } from '../../rule.ts';
import type { SeenMessage } from '../../seen-exchange.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#cancellation */
export const messageAfter = rule({
  id: 'cancel.message-after',
  title: 'Goes on after cancellation',
  checks: 'On stdio, messages for a request come although it was cancelled.',
  spares: 'What was on its way: only what comes after the server has answered a later request counts.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'stdio',
  link: page('basic/transports/stdio#cancellation'),
  fix: 'Once a request is cancelled, send nothing more for it: no answer, no progress, no notification.',
  check(exchange, report, known) {
    if (!isProcessRow(exchange)) return;
    const sender = known.senders.of(exchange);
    if (!sender) return;
    for (const message of exchange.messages) {
      const cancelled = cancelledBy(message, sender);
      // Until it answers what was sent later, a server may not have read the cancellation yet.
      if (cancelled?.readSince === undefined) continue;
      if (exchange.startedAt + message.atMs <= cancelled.readSince) continue;
      report({
        message: `This message belongs to request ${String(cancelled.number)}, which was cancelled. The server had answered later requests by then, so it knew.`,
        place: message.place,
        expected: 'nothing more for that request',
        found: message.method ?? 'an answer',
      });
    }
  },
});

function cancelledBy(
  { kind, id, params, method }: SeenMessage,
  sender: Sender,
): CancelledRequest | undefined {
  if (kind === 'result' || kind === 'error') return sender.cancelled(id);
  if (kind !== 'notification') return undefined;
  const meta = params['_meta'];
  const subscription = isJsonObject(meta) ? meta[META.subscriptionId] : undefined;
  if (subscription !== undefined) return sender.cancelled(subscription);
  if (method !== 'notifications/progress') return undefined;
  return sender.cancelledWith(params['progressToken']);
}
