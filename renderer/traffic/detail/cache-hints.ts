import type { Row } from '../../../shared/model/exchange.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { CacheHints } from '../../ui/freshness.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#cacheable-results */
const CACHEABLE: ReadonlySet<string> = new Set([
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
]);

/** Whether the answer of this exchange carries hints about caching: of the modern era, complete, of such a method. */
export function isCacheable({ era, method, state, resultType }: Row): boolean {
  return era === 'modern' && state === 'done' && resultType === 'complete' && CACHEABLE.has(method);
}

/** The hints of an answer, and a sentence for each that is not as it must be. */
export interface ReadHints extends CacheHints {
  readonly faults: readonly string[];
}

/** Reads the text of the JSON-RPC message that answers; undefined where it is none. Pure. */
export function readCacheHints(text: string): ReadHints | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(message) || !isJsonObject(message['result'])) return undefined;
  const { ttlMs, cacheScope } = message['result'];
  const faults: string[] = [];
  const isNumber = typeof ttlMs === 'number';
  if (ttlMs === undefined) faults.push('The server must say ttlMs and does not.');
  else if (!isNumber || ttlMs < 0) {
    faults.push(`ttlMs must be a number from 0 on and is ${JSON.stringify(ttlMs)}: it counts as 0.`);
  }
  const scope = cacheScope === 'public' || cacheScope === 'private' ? cacheScope : undefined;
  if (cacheScope === undefined) faults.push('The server must say cacheScope and does not.');
  else if (scope === undefined) {
    faults.push(`cacheScope must be "public" or "private" and is ${JSON.stringify(cacheScope)}.`);
  }
  return {
    ...(ttlMs !== undefined && { ttlMs: isNumber ? Math.max(ttlMs, 0) : 0 }),
    ...(scope && { cacheScope: scope }),
    faults,
  };
}
