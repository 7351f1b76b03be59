import { NumberList } from './number-list.ts';
import type { ColumnValue } from './stored-values.ts';

/**
 * Rows on their way to the worker. Most texts in them say the same in row after row, and numbers can be handed over instead of
 * copied: so texts travel once a batch, and rows as numbers. A number column holds its number, or NaN for null; a text column the place
 * of its text in `texts`, or -1 for null.
 */
export interface PackedRows {
  /** Column after column, row after row. */
  readonly values: Float64Array<ArrayBuffer>;
  readonly texts: string[];
  /** Values that are no number in a column of numbers stay what they are: by their place in `values`. */
  readonly odd: ReadonlyMap<number, ColumnValue> | undefined;
}

/** Which of a table's columns are text, in their order. */
export type TextColumns = readonly boolean[];

export function textColumns<C extends string>(columns: readonly C[], texts: readonly C[]): TextColumns {
  return columns.map((column) => texts.includes(column));
}

/** Packs rows of one table; a new one for each batch. */
export class RowPacker {
  readonly #values: NumberList;
  readonly #texts: string[] = [];
  readonly #places = new Map<string, number>();
  /** By column: the last text, which mostly is that of the next row, too, and its place. */
  readonly #last: ColumnValue[];
  readonly #lastPlaces: number[];
  readonly #isText: TextColumns;
  #odd: Map<number, ColumnValue> | undefined;

  /** `expected`: about so many rows will come. */
  constructor(isText: TextColumns, expected = 0) {
    this.#isText = isText;
    this.#values = new NumberList((expected + 16) * isText.length);
    this.#last = isText.map(() => null);
    this.#lastPlaces = isText.map(() => -1);
  }

  /** `row`: its values in the order of the columns. */
  add(row: readonly ColumnValue[]): void {
    const values = this.#values;
    for (let at = 0; at < this.#isText.length; at += 1) {
      const value = row[at] ?? null;
      if (this.#isText[at])
        values.push(value === this.#last[at] ? (this.#lastPlaces[at] ?? -1) : this.#newText(value, at));
      else if (typeof value === 'number') values.push(value);
      else this.#notANumber(value);
    }
  }

  get count(): number {
    return this.#values.length / this.#isText.length;
  }

  /** All rows so far: none may be added from here on. */
  packed(): PackedRows {
    return { values: this.#values.all(), texts: this.#texts, odd: this.#odd };
  }

  #notANumber(value: ColumnValue): void {
    if (value !== null) (this.#odd ??= new Map()).set(this.#values.length, value);
    this.#values.push(NaN);
  }

  #newText(value: ColumnValue, column: number): number {
    const place = value === null ? -1 : this.#placeOf(String(value));
    this.#last[column] = value;
    this.#lastPlaces[column] = place;
    return place;
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#texts.length;
    this.#texts.push(text);
    this.#places.set(text, place);
    return place;
  }
}

/** Row after row, as it was added: each time the same array with other values. */
export function* unpackRows(
  { values, texts, odd }: PackedRows,
  isText: TextColumns,
): Generator<readonly ColumnValue[]> {
  const width = isText.length;
  const row: ColumnValue[] = isText.map(() => null);
  for (let from = 0; from < values.length; from += width) {
    for (let at = 0; at < width; at += 1) {
      const value = values[from + at] ?? NaN;
      if (isText[at]) row[at] = texts[value] ?? null;
      else row[at] = Number.isNaN(value) ? (odd?.get(from + at) ?? null) : value;
    }
    yield row;
  }
}
