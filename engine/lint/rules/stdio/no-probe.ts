import { Remembered, talkOf } from '../../headers/talk.ts';
import { page, rule, type Report } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

/** What was said to one process first, as far as its exchanges have ended. */
interface First {
  readonly number: number;
  readonly method: string;
  /** Nothing can have come before it, or the process is over. */
  readonly settled: boolean;
}

/**
 * Only clients of others: in Hopscope a person says which era a server is of.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#backward-compatibility
 */
export const noProbe = rule({
  id: 'stdio.no-probe',
  title: 'No server/discover first',
  checks: 'The first modern request of a client to a process is not server/discover.',
  spares: 'Processes whose era the client knows from an earlier run; legacy clients.',
  severity: 'warning',
  side: 'client',
  era: 'modern',
  transport: 'stdio',
  link: page('basic/transports/stdio#backward-compatibility'),
  fix: 'Send server/discover before anything else, and fall back to initialize if the answer is no modern one.',
  follow() {
    const processes = new Remembered<First>();
    /** Conversations in which a server showed its era: a process that is started anew needs no probe. */
    const knownEras = new Remembered<true>();
    return (exchange, report) => {
      if (exchange.origin !== 'gateway') return;
      const { channel, number, request, method, answer } = exchange;
      if (channel === undefined) {
        settle(processes, exchange, report);
        return;
      }
      const key = String(channel);
      const first = processes.get(key);
      if (request.message?.kind === 'request' && !first?.settled && number < (first?.number ?? Infinity)) {
        const isKnown = knownEras.get(talkOf(exchange)) !== undefined && first === undefined;
        // The process's own row comes right before what is said to it first.
        const settled = isKnown || number === channel + 1 || method === 'server/discover';
        processes.set(key, { number, method, settled });
        if (settled && !isKnown && method !== 'server/discover') tell(report, { number, method, settled });
      }
      if (answer) knownEras.set(talkOf(exchange), true);
    };
  },
});

/** The process has ended: nothing that is on its way can turn out to have come before. */
function settle(processes: Remembered<First>, { number }: SeenExchange, report: Report): void {
  const first = processes.get(String(number));
  if (!first) return;
  processes.delete(String(number));
  if (!first.settled && first.method !== 'server/discover') tell(report, first, first.number);
}

function tell(report: Report, { method }: First, on?: number): void {
  report({
    message: `The first request to this process is ${method}. A server of the legacy era may take it in its own way; server/discover tells which era it is of.`,
    place: 'request:/method',
    expected: 'server/discover',
    found: method,
    ...(on !== undefined && { on }),
  });
}
