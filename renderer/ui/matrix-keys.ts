/** A place in the matrix: a row, and a column counted from the heads of the rows, which are 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Size {
  readonly rows: number;
  /** Heads included. */
  readonly columns: number;
  /** Rows of a screenful. */
  readonly page: number;
}

/** Where a key leads from a place; undefined for keys that lead nowhere. Pure. */
export function matrixTarget(
  key: string,
  { row, column }: Place,
  { rows, columns, page }: Size,
): Place | undefined {
  const targets: Readonly<Record<string, readonly [number, number]>> = {
    ...{
      ArrowDown: [row + 1, column],
      j: [row + 1, column],
      ArrowUp: [row - 1, column],
      k: [row - 1, column],
    },
    ...{
      ArrowRight: [row, column + 1],
      l: [row, column + 1],
      ArrowLeft: [row, column - 1],
      h: [row, column - 1],
    },
    ...{ PageDown: [row + page, column], PageUp: [row - page, column] },
    ...{ Home: [row, 0], End: [row, columns - 1] },
  };
  const target = targets[key];
  if (!target) return undefined;
  const within = (value: number, last: number): number => Math.min(Math.max(value, 0), last);
  return { row: within(target[0], rows - 1), column: within(target[1], columns - 1) };
}
