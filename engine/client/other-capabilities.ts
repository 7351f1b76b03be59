import type { Draft } from '../../shared/model/draft.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { LegacySession } from './legacy-peer.ts';

/** What initialize declared holds for the whole session, whatever a later request would like to declare. Pure. */
export function otherCapabilities(draft: Draft, session: LegacySession | undefined): Finding | undefined {
  if (!session || draft.notification === true) return undefined;
  if (JSON.stringify(draft.clientCapabilities) === JSON.stringify(session.declared)) return undefined;
  return {
    rule: 'legacy.other-capabilities',
    severity: 'note',
    side: 'none',
    message: `This request was to declare other capabilities than its session, which exchange ${String(session.initialize.number)} opened: those hold until it ends. Disconnect the instance to open another.`,
    link: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#capability-negotiation',
  };
}
