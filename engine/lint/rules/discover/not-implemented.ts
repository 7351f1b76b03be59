import { page, rule } from '../../rule.ts';
import { sparesExchange } from '../../spare.ts';
import { codeOf, isModernServer } from '../../traits.ts';

const METHOD_NOT_FOUND = -32601;
/** Instances that are waited for. */
const MOST_WAITING = 5000;

/**
 * Legacy servers do not know server/discover, which tells them apart; so this waits until the server has shown that it
 * speaks a modern revision. https://modelcontextprotocol.io/specification/2026-07-28/server/discover
 */
export const notImplemented = rule({
  id: 'discover.not-implemented',
  title: 'server/discover not implemented',
  checks: 'A server that speaks a modern revision answers server/discover with -32601.',
  spares: 'Legacy servers, for which this is the sign of their era.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/discover'),
  fix: 'Implement server/discover: every server of this revision has it.',
  follow() {
    /** Number and place of the refusal by instance. */
    const waiting = new Map<string, { readonly number: number; readonly place: string }>();
    return (exchange, report, known) => {
      const { method, answer, instanceId, number } = exchange;
      if (sparesExchange(exchange, 'server') !== undefined) return;
      if (method === 'server/discover' && answer && codeOf(answer) === METHOD_NOT_FOUND) {
        if (waiting.size < MOST_WAITING && !waiting.has(instanceId))
          waiting.set(instanceId, { number, place: answer.place });
      } else if (method === 'server/discover' && answer?.result) waiting.delete(instanceId);
      const refusal = waiting.get(instanceId);
      if (!refusal || !isModernServer(exchange, known)) return;
      waiting.delete(instanceId);
      report({
        on: refusal.number,
        message: 'The server speaks a modern revision and says that it does not know server/discover.',
        place: `${refusal.place}:/error/code`,
        expected: 'a result',
        found: String(METHOD_NOT_FOUND),
      });
    };
  },
});
