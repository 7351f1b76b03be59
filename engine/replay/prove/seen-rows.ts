import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MatrixRow } from '../../../shared/model/replay-verdict.ts';
import type { Observed } from './proof-run.ts';

/** A step as a verdict needs it. */
export interface SeenRow {
  readonly row: MatrixRow;
  /** What ought never to vary did on one instance, and nobody has said that it may. */
  readonly varies: boolean;
}

type Rows = Pick<Observed, 'row' | 'classesOf'>;

/** So long the steps of a large replay keep the program from all else, in ms. */
const SLICE_MS = 20;

/** What was seen of one step. Pure. */
export function seenRow(observed: Rows, number: number): SeenRow {
  const row = observed.row(number);
  const varies = observed.classesOf(number).some((entry) => entry.violates === true && entry.known !== true);
  return { row, varies };
}

/** What was seen of all of these, in slices: there may be a hundred thousand. */
export async function seenRows(observed: Rows, numbers: readonly number[]): Promise<readonly SeenRow[]> {
  const rows: SeenRow[] = [];
  let until = performance.now() + SLICE_MS;
  for (const number of numbers) {
    rows.push(seenRow(observed, number));
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
  return rows;
}
