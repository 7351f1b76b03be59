/** A lint rule that issue 5 is to write: what it is called, and what it must and must not report. */
export interface ProposedRule {
  /** What the finding is called. */
  readonly title: string;
  /** `error` where a MUST is behind it, else `warning`. */
  readonly severity: 'error' | 'warning';
  /** Who is at fault; `sender`: whoever sent the message. */
  readonly side: 'client' | 'server' | 'sender';
  /**
   * What it has to look at: one message; a request with its answer; several exchanges; or an answer to something that
   * was asked wrongly on purpose (a message or an exchange, that ordinary traffic seldom shows).
   */
  readonly scope: 'message' | 'exchange' | 'session' | 'probe';
  readonly checks: string;
  /** The innocent that it must leave alone. */
  readonly spares: string;
}

type Side = ProposedRule['side'];
type Scope = ProposedRule['scope'];

function rule(severity: ProposedRule['severity'], side: Side, scope: Scope) {
  return (title: string, checks: string, spares: string): ProposedRule => ({
    title,
    severity,
    side,
    scope,
    checks,
    spares,
  });
}

/** `error('client', 'message')(title, checks, spares)`: a MUST. */
export const error = (side: Side, scope: Scope) => rule('error', side, scope);
/** A SHOULD. */
export const warning = (side: Side, scope: Scope) => rule('warning', side, scope);
