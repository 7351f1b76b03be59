import { digest } from './digest.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** Headers that may say on whose behalf a request comes, whatever they are called here or there. */
const TELLING =
  /^(authorization|proxy-authorization|cookie)$|auth|token|secret|session|credential|tenant|account|api-?key|(^|-)(key|user|user-id|org|organization)$/i;

/**
 * Stands for everything in a request by which its server may lawfully answer differently: the credentials, and the address
 * with its query. Equal texts: nothing told the server that these requests came on behalf of different people.
 * https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities
 */
export function credentialsOf({ request }: SeenExchange): string {
  const telling = request.headers.filter(([name]) => TELLING.test(name) && !/^sec-/i.test(name));
  const parts = telling.map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort();
  return digest([request.target, ...parts].join('\n'));
}
