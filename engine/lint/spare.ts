import type { FaultKind } from '../../shared/model/gateway.ts';
import type { Side } from '../../shared/model/finding.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** Faults of a gateway that change what the client is given, or what it cost the server to answer. */
const ANSWER_FAULTS: ReadonlySet<FaultKind> = new Set(['refuse', 'status', 'cut', 'swap', 'down']);
/**
 * The fault that makes a server see what no client sent: headers stand here as they went on. Of a request that a gateway
 * sent twice the first is the client's own; the copy is known by its link.
 */
const REQUEST_FAULT: FaultKind = 'header';

/**
 * Whom the runner leaves alone, whatever the rule: `drop` says nothing; `note` says it, and that it was done on purpose.
 * A request that a person tampered with is the client's own doing; one that Hopscope's tour sends to see what a server
 * makes of it is nobody's fault; and what a gateway did on purpose is neither side's.
 */
export function sparesExchange(exchange: SeenExchange, side: Side): 'drop' | 'note' | undefined {
  const faults = exchange.gateway?.faults ?? [];
  if (side === 'client') {
    if (faults.some(({ kind }) => kind === REQUEST_FAULT)) return 'drop';
    if (exchange.link?.kind === 'duplicate') return 'drop';
    if (!exchange.tampered) return undefined;
    return exchange.origin === 'probe' ? 'drop' : 'note';
  }
  if (side === 'server') {
    // The gateway's own answers are no server's.
    if (exchange.gateway && exchange.instanceId === '') return 'drop';
    if (faults.some(({ kind }) => ANSWER_FAULTS.has(kind))) return 'drop';
    // A limit or a fault of Hopscope's own ended it. What a person cancelled was the server's until then.
    if (exchange.failure?.kind === 'internal' || exchange.failure?.kind === 'too-large') return 'drop';
  }
  return undefined;
}

/** A gateway's fault that changes one header of the answer spares the rules about that header. */
export function sparesMessage(exchange: SeenExchange, { place }: { readonly place?: string }): boolean {
  if (!place?.startsWith('answer-header:')) return false;
  return exchange.gateway?.faults.some(({ kind }) => kind === 'header') ?? false;
}
