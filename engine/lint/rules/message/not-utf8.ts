import { headerValue } from '../../../../shared/model/headers.ts';
import { everyMessage, page, rule } from '../../rule.ts';
import type { SeenExchange, SeenMessage } from '../../seen-exchange.ts';
import { answerType } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports */
export const notUtf8 = rule({
  id: 'message.not-utf8',
  title: 'Not UTF-8',
  checks: 'The bytes of a message are not valid UTF-8.',
  spares: 'Bytes that a gateway fault cut; what a person tampered with is not the server’s.',
  severity: 'error',
  side: 'sender',
  era: 'any',
  link: page('basic/transports/index#messages'),
  fix: 'Encode JSON-RPC messages as UTF-8.',
  check(exchange, report) {
    for (const message of everyMessage(exchange)) {
      if (message.notUtf8 !== true || isForeign(exchange, message)) continue;
      const at = message.text.indexOf('\ufffd');
      report({
        message: `The message is not valid UTF-8; the first wrong byte comes after ${String(at)} characters.`,
        place: message.place,
        expected: 'UTF-8',
        found: message.text.slice(Math.max(0, at - 20), at + 20),
      });
    }
  },
});

/** What was cut, and what is no message at all but a page or a file in an encoding of its own. */
function isForeign(exchange: SeenExchange, message: SeenMessage): boolean {
  if (message.value !== undefined) return false;
  if (exchange.partial || exchange.failure !== undefined) return true;
  if (exchange.transport === 'stdio') return false;
  if (message.from === 'server')
    return !['application/json', 'text/event-stream'].includes(answerType(exchange));
  const type = headerValue(exchange.request.headers, 'content-type') ?? 'application/json';
  return !type.toLowerCase().includes('json');
}
