import type { Knowledge } from '../knowledge.ts';
import type { SeenExchange } from '../seen-exchange.ts';
import { mirroredHeaders, type HeaderFault, type Mirrored } from './mirrored.ts';
import { servedAsModern } from './modern-server.ts';

/** Headers with one of these faults of a request that the server served all the same, in the modern way. */
export function acceptedFaults(
  exchange: SeenExchange,
  known: Knowledge,
  faults: readonly HeaderFault[],
): readonly Mirrored[] {
  if (!exchange.answer?.result) return [];
  const faulty = mirroredHeaders(exchange, known).filter(({ fault }) => fault && faults.includes(fault));
  return faulty.length > 0 && servedAsModern(exchange, known) ? faulty : [];
}

/** What the server did, for a sentence: `tools/call of whoami`. */
export function whatWasServed({ method, request }: SeenExchange): string {
  const { params } = request.message ?? {};
  const name = params?.['name'] ?? params?.['uri'];
  return typeof name === 'string' ? `${method} of ${name}` : method;
}
