import type {
  NegotiationCell,
  NegotiationPair,
  NegotiationParty,
  NegotiationReport,
  NegotiationRow,
} from '../../shared/model/negotiation.ts';

/** Uses summed up over the pairs of one party. */
export interface SummedUses {
  readonly count: number;
  /** Numbers of the latest exchanges, ascending; at most 20. */
  readonly latest: readonly number[];
}

/** What one cell of the matrix shows. */
export interface CellView {
  readonly party: NegotiationParty;
  /** Absent: this kind of party says nothing of this kind of row. */
  readonly said: NegotiationCell | undefined;
  /** What it did with each that it met, as far as anything holds or was used. */
  readonly pairs: readonly NegotiationPair[];
  /** It holds with at least one that it met. */
  readonly inForce: boolean;
  readonly used: SummedUses | undefined;
  readonly usedWithout: SummedUses | undefined;
  /** Another member of its fleet says something else. */
  readonly uneven: boolean;
}

/** A row with what each party, by id, has in it. */
export interface RowView {
  /** Names the row: kind and id. */
  readonly key: string;
  readonly row: NegotiationRow;
  readonly cells: ReadonlyMap<string, CellView>;
  /** Somebody should look at it: uneven, used without being in force, or malformed. */
  readonly standsOut: boolean;
}

/** Numbers of uses that are kept of a sum. */
const MOST_NUMBERS = 20;

function summed(uses: readonly (SummedUses | undefined)[]): SummedUses | undefined {
  const all = uses.filter((each) => each !== undefined);
  if (all.length === 0) return undefined;
  const numbers = [...new Set(all.flatMap(({ latest }) => latest))].sort((one, other) => one - other);
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    latest: numbers.slice(-MOST_NUMBERS),
  };
}

/** Members of a fleet that do not say the same in this row: all of them, so that the eye sees what is compared. */
function unevenParties(row: NegotiationRow, fleets: NegotiationReport['fleets']): ReadonlySet<string> {
  if (row.uneven === undefined) return new Set();
  const states = new Map(row.cells.map(({ party, state }) => [party, state]));
  const uneven = fleets.filter((fleet) => {
    const said = new Set(fleet.map((id) => states.get(id)).filter((state) => state && state !== 'unknown'));
    if (said.size > 1) return true;
    return (row.differences ?? []).some(({ values }) => {
      const own = values.filter(({ party }) => fleet.includes(party));
      return new Set(own.map(({ value }) => JSON.stringify(value))).size > 1;
    });
  });
  // What is uneven in one era only shows in neither: then the fleets that have it at all are meant.
  const meant = uneven.length > 0 ? uneven : fleets.filter((fleet) => fleet.some((id) => states.has(id)));
  return new Set(meant.flat().filter((id) => states.get(id) !== 'unknown'));
}

/** Each row of the report with its cells, in the report's order. Pure. */
export function rowViews({ rows, parties, fleets }: NegotiationReport): readonly RowView[] {
  return rows.map((row) => {
    const said = new Map(row.cells.map((cell) => [cell.party, cell]));
    const uneven = unevenParties(row, fleets);
    const cells = parties.map((party): readonly [string, CellView] => {
      const pairs = row.pairs.filter(({ client, instance }) =>
        party.kind === 'client' ? client === party.id : instance === party.id,
      );
      return [
        party.id,
        {
          party,
          said: said.get(party.id),
          pairs,
          inForce: pairs.some(({ inForce }) => inForce === 'yes'),
          used: summed(pairs.map(({ used }) => used)),
          usedWithout: summed(pairs.map(({ usedWithout }) => usedWithout)),
          uneven: uneven.has(party.id),
        },
      ];
    });
    return {
      key: `${row.kind} ${row.id}`,
      row,
      cells: new Map(cells),
      standsOut:
        row.uneven !== undefined ||
        row.malformed !== undefined ||
        row.pairs.some(({ usedWithout }) => usedWithout !== undefined),
    };
  });
}
