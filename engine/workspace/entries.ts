import { AppError } from '../app-error.ts';

/** What every list of a workspace consists of. */
export interface Entry {
  readonly id: string;
  readonly name: string;
}

/** What an entry is in a sentence. */
export type EntryKind = 'instance' | 'fleet' | 'request' | 'gateway' | 'run' | 'filter';

/** In the place of the one with the same id, else at the end. */
export function withEntry<T extends Entry>(entries: readonly T[], entry: T): T[] {
  const index = entries.findIndex((other) => other.id === entry.id);
  return index < 0 ? [...entries, entry] : entries.with(index, entry);
}

export function idsOf(entries: readonly { readonly id: string }[]): Set<string> {
  return new Set(entries.map((entry) => entry.id));
}

/** Throws AppError NOT_FOUND. */
export function requireById<T extends Entry>(entries: readonly T[], id: string, what: EntryKind): T {
  const found = entries.find((entry) => entry.id === id);
  if (!found) throw new AppError('NOT_FOUND', `There is no ${what} "${id}" in this workspace.`, { id });
  return found;
}

/** Throws AppError BAD_INPUT where another entry than that with this id has the name. */
export function refuseSecondName(
  entries: readonly Entry[],
  name: string,
  id: string | undefined,
  what: EntryKind,
): void {
  if (!entries.some((entry) => entry.id !== id && sameName(entry.name, name))) return;
  throw new AppError(
    'BAD_INPUT',
    `There is already ${what === 'instance' ? 'an' : 'a'} ${what} named "${name}".`,
  );
}

/** Names differ when a person sees a difference at a glance: case does not count. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
