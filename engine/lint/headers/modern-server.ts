import { headerValue } from '../../../shared/model/headers.ts';
import { HEADER, MODERN_REVISION } from '../../../shared/spec/modern.ts';
import type { Knowledge } from '../knowledge.ts';
import type { SeenExchange } from '../seen-exchange.ts';
import { isModernServer } from '../traits.ts';

/** Whether the server is known to be a modern one: by what it said before, server/discover included, or by this answer. */
export function showsModern(exchange: SeenExchange, known: Knowledge): boolean {
  return isModernServer(exchange, known) || known.instance(exchange.instanceId).discovered !== undefined;
}

/**
 * Whether the server served this request in the modern way. A legacy server knows nothing of the headers and answers what
 * it understands; and what comes without a version header may be taken for a request of 2025-03-26.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#protocol-version-header
 */
export function servedAsModern(exchange: SeenExchange, known: Knowledge): boolean {
  const result = exchange.answer?.result;
  if (!result) return false;
  if (typeof result['resultType'] === 'string') return true;
  if (headerValue(exchange.request.headers, HEADER.protocolVersion) === undefined) return false;
  return showsModern(exchange, known);
}

/** Revisions that the server listed in server/discover; undefined where it was not asked. */
export function listedRevisions(instanceId: string, known: Knowledge): readonly string[] | undefined {
  const listed = known.instance(instanceId).discovered?.result['supportedVersions'];
  if (!Array.isArray(listed)) return undefined;
  return (listed as readonly unknown[]).filter(
    (revision): revision is string => typeof revision === 'string',
  );
}

/** Whether the server says that it speaks no legacy revision. */
export function isModernOnly(instanceId: string, known: Knowledge): boolean {
  const listed = listedRevisions(instanceId, known);
  return listed !== undefined && listed.length > 0 && listed.every((revision) => revision >= MODERN_REVISION);
}
