import { META } from '../../../../shared/spec/modern.ts';
import { isRequestId } from '../../../protocol/json-rpc.ts';
import { isProcessRow } from '../../senders.ts';
import { brief, page, rule } from '../../rule.ts';

/**
 * A token that another request of the same client carries is no unknown one: its progress came too late, or on the wrong
 * stream, which other rules say.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress#behavior-requirements
 */
export const unknownToken = rule({
  id: 'progress.unknown-token',
  title: 'Progress for an unknown token',
  checks: 'A progress notification names a token that no request on its way carries.',
  spares: 'Requests that began before the recording.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/progress#behavior-requirements'),
  fix: 'Send progress only for requests that carry a progressToken, with exactly that token, text or number as it came.',
  check(exchange, report, known) {
    const { messages, meta, method, request } = exchange;
    // What a subscription or a task tells of may have begun long before.
    if (method === 'subscriptions/listen' || method.startsWith('tasks/')) return;
    const own = meta[META.progressToken];
    for (const message of messages) {
      const { progressToken: token } = message.params;
      if (message.kind !== 'notification' || message.method !== 'notifications/progress') continue;
      if (!isRequestId(token) || token === own) continue;
      const sender = known.senders.of(exchange);
      if (sender?.tokens.has(token)) continue;
      if (isProcessRow(exchange)) {
        if (!sender?.fromTheStart || !sender.tokens.isWhole) continue;
      } else if (request.message === undefined) continue;
      report({
        message: `The server reports progress for the token ${brief(token)}, which no request on its way carries.`,
        place: `${message.place}:/params/progressToken`,
        expected: own === undefined ? 'no progress: the request has no progressToken' : brief(own),
        found: brief(token),
      });
    }
  },
});
