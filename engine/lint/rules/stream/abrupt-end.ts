import { answeredThroughProxy } from '../../headers/proxies.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions#graceful-closure */
export const abruptEnd = rule({
  id: 'stream.abrupt-end',
  title: 'Subscription cut',
  checks: 'The stream of a subscription ends without a result.',
  spares: 'Ends that the client, a timeout of an intermediary or a gateway’s fault brought about.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/patterns/subscriptions#graceful-closure'),
  fix: 'Answer subscriptions/listen with a result before its stream is closed.',
  check(exchange, report) {
    const { method, state, failure, answer, messages, partial, gateway } = exchange;
    if (method !== 'subscriptions/listen' || state === 'open' || answer || partial) return;
    // Only what had begun can be cut; and only by the server: not by the client, a limit, or a proxy that waited long.
    if (!messages.some(({ kind }) => kind === 'notification')) return;
    if (failure && failure.kind !== 'cut') return;
    if ((gateway?.client?.end ?? 'complete') === 'client-left' || answeredThroughProxy(exchange)) return;
    report({
      message:
        'The stream of a subscription ended without a result, so the client cannot tell whether that was meant.',
      expected: 'the result of subscriptions/listen, then the end of the stream',
      found: 'the end of the stream',
    });
  },
});
