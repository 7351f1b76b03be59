import type { NegotiationParty, NegotiationReport } from '../../shared/model/negotiation.ts';

/** Columns that belong together, under one heading. */
export interface ColumnGroup {
  readonly key: string;
  readonly title: string;
  /** A sentence. */
  readonly hint: string;
  readonly parties: readonly NegotiationParty[];
}

/** One column of the matrix. */
export interface Column {
  readonly party: NegotiationParty;
  /** The first of its group. */
  readonly first: boolean;
}

/** The columns of all groups, from left to right. Pure. */
export function columnsOf(groups: readonly ColumnGroup[]): readonly Column[] {
  return groups.flatMap(({ parties }) => parties.map((party, index) => ({ party, first: index === 0 })));
}

/** More clients than these are shown only when asked for. */
export const CLIENTS_AT_ONCE = 24;

/** Clients in the order in which they came, then each fleet, then the other instances. Empty groups are left out. Pure. */
export function columnGroups(
  { parties, fleets }: Pick<NegotiationReport, 'parties' | 'fleets'>,
  { allClients }: { readonly allClients: boolean },
): readonly ColumnGroup[] {
  const clients = parties.filter(({ kind }) => kind === 'client');
  const instances = parties.filter(({ kind }) => kind === 'instance');
  const inFleet = new Set(fleets.flat());
  const groups: readonly ColumnGroup[] = [
    {
      key: 'clients',
      title: 'Clients',
      hint: 'Each client says in its requests (in the legacy era: in initialize) what it can do.',
      parties: allClients ? clients : clients.slice(0, CLIENTS_AT_ONCE),
    },
    ...fleets.map((ids) => ({
      key: `fleet ${ids.join(' ')}`,
      title: 'One server',
      hint: 'These instances are behind one gateway or call themselves the same: what they say should not differ.',
      parties: instances.filter(({ id }) => ids.includes(id)),
    })),
    {
      key: 'others',
      title: fleets.length > 0 ? 'Other instances' : 'Instances',
      hint: 'Each instance says in server/discover (in the legacy era: in its answer to initialize) what it can do.',
      parties: instances.filter(({ id }) => !inFleet.has(id)),
    },
  ];
  return groups.filter((group) => group.parties.length > 0);
}
