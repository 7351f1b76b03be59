import { jsonOf } from '../../../../shared/model/json.ts';
import { paramHeaders } from '../../headers/mirrored.ts';
import { Remembered, talkOf } from '../../headers/talk.ts';
import { page, rule } from '../../rule.ts';

interface Refused {
  readonly number: number;
  readonly at: number;
  readonly arguments: string;
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#client-behavior */
export const retryWithoutRefresh = rule({
  id: 'header.retry-without-refresh',
  title: 'Retried without a fresh tool list',
  checks:
    'After HeaderMismatch for an Mcp-Param header the same call is repeated without tools/list in between.',
  spares: 'Clients that give up, and tampered calls.',
  severity: 'warning',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#client-behavior'),
  fix: 'After HeaderMismatch for an Mcp-Param header, ask for tools/list and take the headers from what it says.',
  follow() {
    /** Calls that were refused, by conversation and then by tool. */
    const refused = new Remembered<Map<string, Refused>>();
    return (exchange, report, known) => {
      const talk = talkOf(exchange);
      if (exchange.method === 'tools/list' && exchange.answer?.result) refused.delete(talk);
      const { params } = exchange.request.message ?? {};
      const tool = params?.['name'];
      if (exchange.method !== 'tools/call' || typeof tool !== 'string' || exchange.tampered) return;
      const earlier = refused.get(talk)?.get(tool);
      const given = earlier || isRefusal(exchange) ? jsonOf(params?.['arguments'] ?? {}) : '';
      if (earlier && earlier.arguments === given && exchange.startedAt >= earlier.at) {
        refused.get(talk)?.delete(tool);
        report({
          message: `${tool} was refused for its Mcp-Param headers in exchange ${String(earlier.number)}, and is called again without a fresh tools/list in between.`,
          place: 'request',
          expected: 'tools/list first',
          found: 'the same call',
        });
      }
      if (!isRefusal(exchange)) return;
      const message = exchange.answer?.error?.['message'];
      const named = typeof message === 'string' && /mcp-param-/i.test(message);
      if (!named && !paramHeaders(exchange, known).some(({ fault }) => fault !== undefined)) return;
      const calls = refused.get(talk) ?? new Map<string, Refused>();
      if (calls.size < MOST_CALLS) {
        calls.set(tool, {
          number: exchange.number,
          at: exchange.endedAt ?? exchange.startedAt,
          arguments: given,
        });
      }
      refused.set(talk, calls);
    };
  },
});

/** Refused tools of one client that are remembered. */
const MOST_CALLS = 50;

function isRefusal({
  answer,
}: {
  readonly answer?: { readonly error?: Readonly<Record<string, unknown>> };
}): boolean {
  return answer?.error?.['code'] === -32020;
}
