import { placeIn } from '../../../../shared/model/place.ts';
import { isRequestId } from '../../../protocol/json-rpc.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { sparesExchange } from '../../spare.ts';

interface Flight {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** So many ids are remembered, the latest to end. */
const MOST_IDS = 5000;

/**
 * Exchanges come in the order in which they ended, so one that ends now overlaps an earlier one of the same id if it had
 * begun before that one's end. The later to begin is at fault.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#requests
 */
export const idReused = rule({
  id: 'request.id-reused',
  title: 'Id still in use',
  checks: 'A request has the id of another one of the same client that is not answered yet.',
  spares:
    'Different clients behind one gateway, which are told apart by their connections; answers that were lost with their connection.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/index#requests'),
  fix: 'Count ids up, or use random ones, so that no two requests on their way share one.',
  follow() {
    const ended = new Map<string, Flight>();
    return (exchange, report) => {
      const { message } = exchange.request;
      if (message?.kind !== 'request' || !isRequestId(message.id)) return;
      // What a person or a gateway did on purpose must not put the other request in the wrong either.
      if (exchange.tampered || sparesExchange(exchange, 'client') !== undefined) return;
      const key = JSON.stringify([senderOf(exchange), message.id]);
      const { number, startedAt } = exchange;
      const flight = { number, startedAt, endedAt: exchange.endedAt ?? startedAt };
      const earlier = ended.get(key);
      ended.delete(key);
      ended.set(key, flight);
      if (ended.size > MOST_IDS) {
        for (const oldest of ended.keys()) {
          ended.delete(oldest);
          break;
        }
      }
      if (!earlier || earlier.endedAt <= startedAt || flight.endedAt <= earlier.startedAt) return;
      const [first, second] = earlier.startedAt <= startedAt ? [earlier, flight] : [flight, earlier];
      if (second.startedAt === first.startedAt) return;
      report({
        on: second.number,
        message: `The id ${brief(message.id)} belonged to request ${String(first.number)}, which was not answered yet.`,
        place: placeIn('request', 'id'),
        expected: 'an id that no request on its way has',
        found: brief(message.id),
      });
    };
  },
});

/**
 * Behind a gateway two programs of one name at one address look alike, and each counts its ids from the start; only
 * those on one connection are surely one. On a pipe there is one client.
 */
function senderOf(exchange: SeenExchange): readonly unknown[] {
  const { transport, channel, gateway, client, instanceId } = exchange;
  if (transport === 'stdio') return [channel ?? client, instanceId];
  return gateway ? [gateway.gatewayId, gateway.client?.remoteAddress] : [client, instanceId];
}
