import type { MatrixRow } from '../../../shared/model/replay-verdict.ts';
import type { Breather, Observed } from './proof-run.ts';

/** A step as a verdict needs it. */
export interface SeenRow {
  readonly row: MatrixRow;
  /** What ought never to vary did on one instance, and nobody has said that it may. */
  readonly varies: boolean;
}

type Rows = Pick<Observed, 'row' | 'classesOf'>;

/** What was seen of one step. Pure. */
export function seenRow(observed: Rows, number: number): SeenRow {
  const row = observed.row(number);
  const varies = observed.classesOf(number).some((entry) => entry.violates === true && entry.known !== true);
  return { row, varies };
}

/** What was seen of all of these, in slices as `breather` says: there may be a hundred thousand. Pure but for it. */
export async function seenRows(
  observed: Rows,
  numbers: readonly number[],
  breather: Breather,
): Promise<readonly SeenRow[]> {
  const rows: SeenRow[] = [];
  for (const number of numbers) {
    rows.push(seenRow(observed, number));
    const turn = breather();
    if (turn) await turn;
  }
  return rows;
}
