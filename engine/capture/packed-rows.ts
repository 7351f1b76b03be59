import type { ColumnValue } from './stored-values.ts';

/**
 * Rows on their way to the worker. Most texts in them say the same in row after row, and a list of nothing but numbers is
 * cloned many times as fast as one of numbers and texts: so texts travel once a batch, and rows as numbers. A number column
 * holds its number, or NaN for null; a text column the place of its text in `texts`, or -1 for null.
 */
export interface PackedRows {
  /** Column after column, row after row. A value that is no number in a column of numbers stays what it is. */
  readonly values: ColumnValue[];
  readonly texts: string[];
}

/** Which of a table's columns are text, in their order. */
export type TextColumns = readonly boolean[];

export function textColumns<C extends string>(columns: readonly C[], texts: readonly C[]): TextColumns {
  return columns.map((column) => texts.includes(column));
}

/** Packs rows of one table; a new one for each batch. */
export class RowPacker implements PackedRows {
  readonly values: ColumnValue[] = [];
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #isText: TextColumns;

  constructor(isText: TextColumns) {
    this.#isText = isText;
  }

  /** `row`: its values in the order of the columns. */
  add(row: readonly ColumnValue[]): void {
    for (let at = 0; at < this.#isText.length; at += 1) {
      const value = row[at] ?? null;
      if (!this.#isText[at]) this.values.push(value ?? NaN);
      else this.values.push(value === null ? -1 : this.#placeOf(String(value)));
    }
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.texts.length;
    this.texts.push(text);
    this.#places.set(text, place);
    return place;
  }
}

/** Row after row, as it was added. */
export function* unpackRows({ values, texts }: PackedRows, isText: TextColumns): Generator<ColumnValue[]> {
  const width = isText.length;
  for (let from = 0; from < values.length; from += width) {
    const row: ColumnValue[] = [];
    for (let at = 0; at < width; at += 1) {
      const value = values[from + at] ?? null;
      if (isText[at]) row.push(texts[Number(value)] ?? null);
      else row.push(Number.isNaN(value) ? null : value);
    }
    yield row;
  }
}
