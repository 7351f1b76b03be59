import type { Finding } from '../../shared/model/finding.ts';
import type { SendOrder } from './channel.ts';
import type { LegacySession } from './legacy-peer.ts';

/**
 * Whether a request wants to declare something else than its session did. What Hopscope asks by itself does not: it
 * takes the session as it is. Pure.
 */
export function declaresOther({ draft, origin }: SendOrder, session: LegacySession | undefined): boolean {
  if (!session || draft.notification === true || origin === 'probe') return false;
  return JSON.stringify(draft.clientCapabilities) !== JSON.stringify(session.declared);
}

/** What is to be said where such a request is sent in this session all the same. Pure. */
export function otherCapabilities(order: SendOrder, session: LegacySession | undefined): Finding | undefined {
  if (!session || !declaresOther(order, session)) return undefined;
  return {
    rule: 'legacy.other-capabilities',
    severity: 'note',
    side: 'none',
    message: `This request declares other capabilities than its session, which exchange ${String(session.initialize.number)} opened: those hold until it ends. Disconnect the instance to open another.`,
    link: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#capability-negotiation',
  };
}
