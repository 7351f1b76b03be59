import { jsonOf } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { isRequestId, type RequestId } from '../../../protocol/json-rpc.ts';
import { digest } from '../../digest.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { sparesExchange } from '../../spare.ts';

interface Flight {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly id: unknown;
}

/** So many tokens are remembered, the latest to end. */
const MOST_TOKENS = 5000;
/** A shorter one may be counted up by several programs of one name at one address. */
const TELLING_TOKEN = 16;

/**
 * Exchanges come in the order in which they ended: one that ends now overlaps an earlier one if it had begun before that
 * one's end. The later to begin is at fault.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress#progress-flow
 */
export const tokenReused = rule({
  id: 'progress.token-reused',
  title: 'Progress token still in use',
  checks: 'A request has the progress token of another one of the same client that is not answered yet.',
  spares: 'Different clients behind one gateway, which may look alike where tokens are short.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/progress#progress-flow'),
  fix: 'Give each request a progressToken that no other request on its way has; its id will do.',
  follow() {
    const ended = new Map<string, Flight>();
    return (exchange, report) => {
      const { message } = exchange.request;
      const token = exchange.meta[META.progressToken];
      if (message?.kind !== 'request' || !isRequestId(token)) return;
      if (exchange.tampered || sparesExchange(exchange, 'client') !== undefined) return;
      const sender = senderOf(exchange, token);
      if (sender === undefined) return;
      const key = digest(jsonOf([sender, token]));
      const { number, startedAt, endedAt = startedAt } = exchange;
      const flight = { number, startedAt, endedAt, id: message.id };
      const earlier = ended.get(key);
      ended.delete(key);
      ended.set(key, flight);
      if (ended.size > MOST_TOKENS) forgetOldest(ended);
      if (!earlier || earlier.endedAt <= startedAt || endedAt <= earlier.startedAt) return;
      // The same id as well: the same request once more, or another rule's business.
      if (earlier.id === flight.id) return;
      const [first, second] = earlier.startedAt <= startedAt ? [earlier, flight] : [flight, earlier];
      if (first.startedAt === second.startedAt) return;
      report({
        on: second.number,
        message: `The progressToken ${brief(token)} belonged to request ${String(first.number)}, which was not answered yet.`,
        place: placeIn('request', 'params', '_meta', META.progressToken),
        expected: 'a token that no request on its way has',
        found: brief(token),
      });
    };
  },
});

/** Who surely is one client; undefined where two may look alike. */
function senderOf(exchange: SeenExchange, token: RequestId): readonly unknown[] | undefined {
  const { transport, channel, client, gateway, instanceId } = exchange;
  if (transport === 'stdio') return [channel ?? client, instanceId];
  if (!gateway && exchange.origin !== 'import') return [client, instanceId];
  return String(token).length >= TELLING_TOKEN ? [client, gateway?.gatewayId ?? instanceId] : undefined;
}

function forgetOldest(of: Map<string, unknown>): void {
  for (const oldest of of.keys()) {
    of.delete(oldest);
    return;
  }
}
