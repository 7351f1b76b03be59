import { page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { isStreamed } from '../../traits.ts';

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions#acknowledgment */
export const notAcknowledgedFirst = rule({
  id: 'stream.not-acknowledged-first',
  title: 'Acknowledgement not first',
  checks: 'Something else with the subscription’s id comes before the acknowledgement, or none comes at all.',
  spares: 'On stdio, messages of other subscriptions in between; refused requests.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/subscriptions#acknowledgment'),
  fix: `Send ${ACKNOWLEDGED} as the first message of each subscription.`,
  check(exchange, report) {
    const { method, messages } = exchange;
    if (method !== 'subscriptions/listen' || exchange.request.message?.kind !== 'request') return;
    // Others come first by right on stdio, and are none of its messages; what is no message at all is judged elsewhere.
    const first = messages.find(({ kind }) => kind !== 'invalid' && kind !== 'request');
    if (first) {
      if (first.method === ACKNOWLEDGED || first.kind === 'error') return;
      report({
        message: `The subscription began with ${first.method ?? 'its result'}, not with its acknowledgement.`,
        place: first.place,
        expected: ACKNOWLEDGED,
        found: first.method ?? first.kind,
      });
    } else if (serverEndedIt(exchange)) {
      report({
        message: 'The server ended the stream of a subscription without having acknowledged it.',
        expected: ACKNOWLEDGED,
        found: 'no message',
      });
    }
  },
});

/** Its stream had begun, and neither the client nor something in between ended it. */
function serverEndedIt(exchange: SeenExchange): boolean {
  const { state, failure, response, gateway, partial, transport } = exchange;
  if (state === 'open' || partial || transport !== 'http' || response?.status !== 200) return false;
  if (!isStreamed(exchange)) return false;
  if (failure && failure.kind !== 'cut') return false;
  return (gateway?.client?.end ?? 'complete') === 'complete';
}
