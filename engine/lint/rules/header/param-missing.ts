import { headerValue } from '../../../../shared/model/headers.ts';
import { isJsonObject } from '../../../../shared/model/json.ts';
import { paramText, valueAtPath, type ParamHeader } from '../../../protocol/modern/param-headers.ts';
import { annotationsOf, calledTool, mirrorsHeaders } from '../../headers/mirrored.ts';
import { cameThroughProxy, clientHeaders } from '../../headers/proxies.ts';
import { Remembered, talkOf } from '../../headers/talk.ts';
import { page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

/** Annotated tools by name, as one client was given them last. */
type Seen = Map<string, readonly ParamHeader[]>;

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#custom-headers-from-tool-parameters */
export const paramMissing = rule({
  id: 'header.param-missing',
  title: 'Mcp-Param header missing',
  checks:
    'A call gives a value for a parameter that the listed tool marks with x-mcp-header, and no header mirrors it.',
  spares: 'Clients that never saw the list, lists that changed since, and headers that a proxy consumed.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#custom-headers-from-tool-parameters'),
  fix: 'Send an Mcp-Param header for each parameter that the tool’s inputSchema marks with x-mcp-header and that has a value.',
  follow() {
    const clients = new Remembered<Seen>();
    return (exchange, report, known) => {
      if (exchange.method === 'tools/list') learn(clients, exchange);
      const { message } = exchange.request;
      if (exchange.method !== 'tools/call' || !message || !mirrorsHeaders(exchange)) return;
      const name = message.params['name'];
      const asked = typeof name === 'string' ? clients.get(talkOf(exchange))?.get(name) : undefined;
      if (!asked || cameThroughProxy(exchange)) return;
      const schema = calledTool(exchange, known);
      for (const annotation of asked) {
        // Where the list that this instance gave last says otherwise, the client's may be out of date by rights.
        if (schema !== undefined && !annotationsOf(schema).some((now) => isSame(now, annotation))) continue;
        const text = paramText(annotation, valueAtPath(message.params['arguments'], annotation.path));
        if (text.kind !== 'text') continue;
        if (headerValue(clientHeaders(exchange), annotation.header) !== undefined) continue;
        const field = ['params.arguments', ...annotation.path].join('.');
        report({
          message: `${field} has a value, and no ${annotation.header} header mirrors it as the listed tool asks.`,
          place: `header:${annotation.header}`,
          expected: text.text,
          found: 'no such header',
        });
      }
    };
  },
});

function learn(clients: Remembered<Seen>, exchange: SeenExchange): void {
  const tools = exchange.answer?.result?.['tools'];
  if (!Array.isArray(tools) || exchange.partial) return;
  const talk = talkOf(exchange);
  const isFirstPage = exchange.request.message?.params['cursor'] === undefined;
  const seen = (!isFirstPage && clients.get(talk)) || new Map<string, readonly ParamHeader[]>();
  for (const tool of tools as readonly unknown[]) {
    if (!isJsonObject(tool) || typeof tool['name'] !== 'string') continue;
    const asked = annotationsOf(tool['inputSchema']);
    if (asked.length > 0) seen.set(tool['name'], asked);
    else seen.delete(tool['name']);
  }
  clients.set(talk, seen);
}

function isSame(one: ParamHeader, other: ParamHeader): boolean {
  return one.header === other.header && one.path.join('\n') === other.path.join('\n');
}
