import { placeIn } from '../../../../shared/model/place.ts';
import { isRequestId, type RequestId } from '../../../protocol/json-rpc.ts';
import { brief, page, rule, type Violation } from '../../rule.ts';
import type { Sender } from '../../senders.ts';
import { sparesExchange } from '../../spare.ts';

interface Waiting {
  readonly number: number;
  readonly id: RequestId;
  /** Epoch ms. */
  readonly at: number;
  readonly sender: Sender | undefined;
}

const MOST_WAITING = 100;
/** So long a request may go on that is cancelled, or may have been on its way before the recording, in ms. */
const WAIT_MS = 60_000;

/**
 * On a pipe what is on its way is known, and linked. Over HTTP a request that is cancelled may end, and so be seen, after the
 * notification: that one is judged a while later.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/cancellation#behavior-requirements
 */
export const unknownRequest = rule({
  id: 'cancel.unknown-request',
  title: 'Cancels what was never asked',
  checks: 'notifications/cancelled names an id that this client never used.',
  spares: 'Requests that were answered meanwhile, and those before the recording.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/cancellation#behavior-requirements'),
  fix: 'Name the id of the request that is to be cancelled, of the same type.',
  follow() {
    let waiting: readonly Waiting[] = [];
    return (exchange, report, known) => {
      const { startedAt, endedAt = startedAt, method, link, request, transport } = exchange;
      const isDue = (one: Waiting): boolean => endedAt - one.at > WAIT_MS;
      if (waiting.some(isDue)) {
        for (const { number, id, at, sender } of waiting.filter(isDue)) {
          if (!sender || sender.ids.has(id) || !sender.ids.isWhole || at - sender.firstAt < WAIT_MS) continue;
          report({ ...violation(id), on: number });
        }
        waiting = waiting.filter((one) => !isDue(one));
      }
      const id = request.message?.params['requestId'];
      if (method !== 'notifications/cancelled' || !isRequestId(id) || link?.kind === 'cancel') return;
      const sender = known.senders.of(exchange);
      if (sender?.ids.has(id)) return;
      if (transport === 'stdio') {
        if (sender?.fromTheStart && sender.ids.isWhole) report(violation(id));
        return;
      }
      if (exchange.tampered || sparesExchange(exchange, 'client') !== undefined) return;
      waiting = [...waiting, { number: exchange.number, id, at: startedAt, sender }].slice(-MOST_WAITING);
    };
  },
});

function violation(id: RequestId): Violation {
  return {
    message: `The notification cancels the request ${brief(id)}, and this client never sent one with that id.`,
    place: placeIn('request', 'params', 'requestId'),
    expected: 'the id of a request of its own',
    found: brief(id),
  };
}
