import { headerValues } from '../../../../shared/model/headers.ts';
import { cameThroughProxy, clientHeaders } from '../../headers/proxies.ts';
import { page, rule } from '../../rule.ts';

const WANTED = ['application/json', 'text/event-stream'] as const;

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages */
export const acceptIncomplete = rule({
  id: 'header.accept-incomplete',
  title: 'Accept lacks a type',
  checks: 'Accept does not name both application/json and text/event-stream.',
  spares: 'Accept headers that a proxy rewrote; what was tampered with.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#sending-messages'),
  fix: 'Send "Accept: application/json, text/event-stream" on each POST.',
  check(exchange, report) {
    const { httpMethod, message } = exchange.request;
    if (httpMethod !== 'POST' || (message?.kind !== 'request' && message?.kind !== 'notification')) return;
    const values = headerValues(clientHeaders(exchange), 'accept');
    const missing = missingTypes(values.join(','));
    if (missing.length === 0 || cameThroughProxy(exchange)) return;
    report({
      message: `Accept does not name ${missing.join(' and ')}. A server may answer with JSON or with a stream, and has to know that the client takes both.`,
      place: 'header:Accept',
      expected: WANTED.join(', '),
      found: values.length === 0 ? 'no such header' : values.join(', '),
    });
  },
});

/** A client writes the same in each request. */
let last = { value: '', missing: WANTED as readonly string[] };

function missingTypes(value: string): readonly string[] {
  if (value !== last.value) {
    const types = acceptedTypes(value);
    last = { value, missing: WANTED.filter((type) => !types.has(type)) };
  }
  return last.missing;
}

/** Types in lower case; one with q=0 is refused, not accepted. */
function acceptedTypes(value: string): ReadonlySet<string> {
  const types = new Set<string>();
  for (const entry of value.split(',')) {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    if (!parameters.some((parameter) => /^q\s*=\s*0(?:\.0*)?$/.test(parameter))) types.add(type);
  }
  return types;
}
