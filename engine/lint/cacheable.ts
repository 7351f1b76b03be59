import type { JsonObject } from '../../shared/model/json.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#cacheable-results */
const CACHEABLE: ReadonlySet<string> = new Set([
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
]);

/** The complete result of a request whose results carry caching hints; one without a type counts as complete. Pure. */
export function cacheableResultOf({ method, answer }: SeenExchange): JsonObject | undefined {
  const result = answer?.result;
  if (!result || !CACHEABLE.has(method)) return undefined;
  return (result['resultType'] ?? 'complete') === 'complete' ? result : undefined;
}
