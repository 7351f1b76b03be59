/** What can be bound to a column. */
export type ColumnValue = null | number | string | Uint8Array;

/** One result row as SQLite gives it: nothing in it can be trusted, the file may be damaged. */
export type Stored = Readonly<Record<string, unknown>>;

/** A capture file holds something that no Hopscope writes. Becomes AppError UNREADABLE. */
export class DamagedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamagedError';
  }
}

function unexpected(what: string): DamagedError {
  return new DamagedError(`unexpected value in ${what}`);
}

export function numberOf(stored: Stored, column: string): number {
  const value = stored[column];
  if (typeof value !== 'number') throw unexpected(column);
  return value;
}

/** A count of bytes or a place in a stream: a whole number from 0. */
export function sizeOf(stored: Stored, column: string): number {
  const value = numberOf(stored, column);
  if (!Number.isSafeInteger(value) || value < 0) throw unexpected(column);
  return value;
}

export function textOf(stored: Stored, column: string): string {
  const value = stored[column];
  if (typeof value !== 'string') throw unexpected(column);
  return value;
}

export function optionalNumber(stored: Stored, column: string): number | undefined {
  return stored[column] === null ? undefined : numberOf(stored, column);
}

export function optionalText(stored: Stored, column: string): string | undefined {
  return stored[column] === null ? undefined : textOf(stored, column);
}

export function optionalBytes(stored: Stored, column: string): Uint8Array | undefined {
  const value = stored[column];
  if (value === null) return undefined;
  if (!(value instanceof Uint8Array)) throw unexpected(column);
  return value;
}

export function oneOf<T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find((entry) => entry === value);
  if (found === undefined) throw new DamagedError(`unexpected value "${value.slice(0, 40)}"`);
  return found;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DamagedError('broken JSON');
  }
}
