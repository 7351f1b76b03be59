import type { Row, RowFindings } from '../../shared/model/exchange.ts';
import type { ColumnId } from './columns.ts';
import { eraWords, rowMarks } from './row-marks.ts';

export interface RowSort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** The order in which rows arrive. */
export const ARRIVAL: RowSort = { column: 'number', descending: false };

/** A row's findings without those that are muted. */
export type Heard = (row: Row) => RowFindings | undefined;

export const HEAR_ALL: Heard = (row) => row.findings;

type SortValue = string | number | undefined;

/** A row's weight in the mark column: faults above warnings above notes. */
function weight(row: Row, heard: Heard): number {
  const weights = { fault: 100, warning: 10, note: 1, fine: 0 };
  return rowMarks(row, heard(row)).reduce((sum, mark) => sum + weights[mark.meaning], 0);
}

const VALUES: Readonly<Record<ColumnId, (row: Row, heard: Heard) => SortValue>> = {
  mark: weight,
  number: (row) => row.number,
  time: (row) => row.startedAt,
  origin: (row) => row.origin,
  instance: (row) => row.instanceName,
  era: (row) => eraWords(row),
  method: (row) => row.method,
  name: (row) => row.name,
  link: (row) => row.link?.to,
  status: (row) => row.status,
  type: (row) => row.resultType,
  duration: (row) => row.durationMs,
  size: (row) => row.responseBytes,
};

/**
 * Order of two rows: by the column, then by number, so that rows that are alike never change places. Rows without a
 * value stand last, whichever way the column is sorted.
 */
export function compareRows(left: Row, right: Row, sort: RowSort, heard: Heard = HEAR_ALL): number {
  const read = VALUES[sort.column];
  const [a, b] = [read(left, heard), read(right, heard)];
  if (a === b) return left.number - right.number;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return (a < b ? -1 : 1) * (sort.descending ? -1 : 1);
}
