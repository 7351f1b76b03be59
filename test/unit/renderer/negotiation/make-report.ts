import type { NegotiationParty, NegotiationRow, Statement } from '../../../../shared/model/negotiation.ts';

export function party(
  kind: NegotiationParty['kind'],
  id: string,
  more: Partial<NegotiationParty> = {},
): NegotiationParty {
  return { kind, id, name: id, exchanges: 3, revisions: ['2026-07-28'], ...more };
}

export function row(id: string, more: Partial<NegotiationRow> = {}): NegotiationRow {
  return { id, kind: 'server-capability', cells: [], pairs: [], ...more };
}

export function said(since: number, more: Partial<Statement> = {}): Statement {
  return { since, at: since * 1000, source: 'discover', declared: true, settings: {}, ...more };
}
