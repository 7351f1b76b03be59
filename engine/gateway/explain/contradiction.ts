import type { RoutingLine } from '../../../shared/model/exchange.ts';
import { MODERN_ERROR } from '../../../shared/spec/modern.ts';

/** What is known of the answer when the exchange has ended. */
export interface ServerReaction {
  readonly instanceName: string;
  /** HTTP status; absent where none came. */
  readonly status?: number;
  /** JSON-RPC error code of the answer. */
  readonly errorCode?: number;
  readonly failed: boolean;
}

/**
 * Where a request's headers say something else than its body: what a balancer believed, what the body says and what the
 * server made of it. Undefined where they agree. Sentences for a person.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation
 */
export function explainContradiction(
  routing: readonly RoutingLine[],
  server: ServerReaction,
): string | undefined {
  const lies = routing.filter(({ verdict, value }) => verdict === 'mismatch' && value !== undefined);
  if (lies.length === 0) return undefined;
  const believed = lies.map(({ header, value, decoded }) => `${header} ${quoted(decoded ?? value)}`);
  const said = lies.map(({ field, fieldValue }) =>
    fieldValue === undefined ? `no ${field ?? 'such field'}` : `${field ?? ''} ${quoted(fieldValue)}`,
  );
  return `Balancers read ${believed.join(', ')}; the body has ${said.join(', ')}. ${reactionOf(server)}`;
}

function reactionOf({ instanceName, status, errorCode, failed }: ServerReaction): string {
  if (status === undefined || failed)
    return `What ${instanceName} made of it is not known: no whole answer came.`;
  if (errorCode === MODERN_ERROR.headerMismatch) return `${instanceName} noticed and refused it, as it must.`;
  if (errorCode !== undefined || status >= 400) {
    return `${instanceName} refused it with ${errorCode === undefined ? `HTTP ${String(status)}` : String(errorCode)}, for another reason.`;
  }
  return `${instanceName} did not notice and did what the body says: whoever routes or permits by headers was deceived.`;
}

function quoted(text: string | undefined): string {
  return JSON.stringify(text ?? '');
}
