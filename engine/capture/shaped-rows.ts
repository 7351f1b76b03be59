import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Stored } from './stored-values.ts';

/**
 * Asks for rows that are read many thousands of times: SQLite's own objects are tables, of which each member costs a search and
 * memory of its own; these have one shape. `names`: of the columns, in the order of the question. Throws what SQLite throws.
 */
export function shapedRows(
  db: DatabaseSync,
  sql: string,
  names: readonly string[],
): (...values: SQLInputValue[]) => Stored[] {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  const shape = Object.fromEntries(names.map((name) => [name, null]));
  return (...values) =>
    // With arrays asked for that is what comes; the types do not know.
    (statement.all(...values) as unknown as readonly (readonly unknown[])[]).map((row) => {
      const stored: Record<string, unknown> = { ...shape };
      for (let at = 0; at < names.length; at += 1) stored[names[at] ?? ''] = row[at];
      return stored;
    });
}
