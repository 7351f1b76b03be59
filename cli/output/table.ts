import { visibleLine } from './paint.ts';

/** How a column is laid out. */
export interface Column {
  readonly head: string;
  /** Numbers stand at the right. */
  readonly right?: boolean;
  /** Longer texts are cut; characters. */
  readonly most?: number;
}

const GAP = '  ';
const DEFAULT_MOST = 60;

/**
 * Lines of aligned columns, the heads first, without colours: what goes into a cell may come from a server. Columns that hold
 * nothing are left out. Pure.
 */
export function alignedTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const cells = rows.map((row) =>
    columns.map(({ most = DEFAULT_MOST }, at) => visibleLine(row[at] ?? '', most)),
  );
  const used = columns.map((_, at) => at).filter((at) => cells.some((row) => row[at] !== ''));
  const all = [columns.map(({ head }) => head), ...cells];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all.map((row) =>
    used
      .map((at) => {
        const text = row[at] ?? '';
        return columns[at]?.right ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
      })
      .join(GAP)
      .trimEnd(),
  );
}
