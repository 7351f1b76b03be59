import type { JsonValue } from '../../../shared/model/draft.ts';
import type { Comparison } from '../../../shared/model/difference.ts';

/** One cell of the table: what this answer has at the pointer. */
export interface ComparisonCell {
  readonly kind: 'first' | 'same' | 'changed';
  /** Absent where the answer has nothing there. */
  readonly value?: JsonValue;
}

export interface ComparisonRow {
  readonly pointer: string;
  /** One for each answer, the first one first. */
  readonly cells: readonly ComparisonCell[];
}

function cellOf(kind: ComparisonCell['kind'], value: JsonValue | undefined): ComparisonCell {
  return value === undefined ? { kind } : { kind, value };
}

/** A comparison as a table: a row for each pointer at which any answer differs from the first. */
export function comparisonRows({ columns, pointers }: Comparison): ComparisonRow[] {
  const byColumn = columns.map(
    ({ differences }) => new Map(differences.map((entry) => [entry.pointer, entry])),
  );
  return pointers.map((pointer) => {
    const left = byColumn.map((entries) => entries.get(pointer)).find((entry) => entry !== undefined)?.left;
    const others = byColumn.slice(1).map((entries): ComparisonCell => {
      const difference = entries.get(pointer);
      return difference ? cellOf('changed', difference.right) : cellOf('same', left);
    });
    return { pointer, cells: [cellOf('first', left), ...others] };
  });
}
