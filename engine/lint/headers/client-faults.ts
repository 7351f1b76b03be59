import { headerValue } from '../../../shared/model/headers.ts';
import type { SeenExchange } from '../seen-exchange.ts';
import type { HeaderFault, Mirrored } from './mirrored.ts';
import { cameThroughProxy, clientHeaders } from './proxies.ts';

/**
 * Those of the headers that have this fault by the client's doing: not where a program in between may have consumed or
 * rewritten them, and not where only the server's side of a gateway lacks them.
 */
export function clientFaults(
  exchange: SeenExchange,
  headers: readonly Mirrored[],
  fault: HeaderFault,
): readonly Mirrored[] {
  const faulty = headers.filter((header) => header.fault === fault);
  if (faulty.length === 0 || cameThroughProxy(exchange)) return [];
  if (!exchange.gateway?.client) return faulty;
  const written = clientHeaders(exchange);
  return faulty.filter(({ line: { header, value } }) => headerValue(written, header) === value);
}
