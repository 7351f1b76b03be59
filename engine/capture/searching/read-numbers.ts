import type { SQLInputValue, StatementSync } from 'node:sqlite';

/**
 * Numbers of a statement that gives them as one JSON list called `numbers`: a row each would take several times as long.
 * Throws what SQLite throws.
 */
export function readNumbers(statement: StatementSync, params: readonly SQLInputValue[]): readonly number[] {
  const numbers: unknown = JSON.parse(String(statement.get(...params)?.['numbers'] ?? '[]'));
  return Array.isArray(numbers) ? (numbers as readonly number[]) : [];
}
