import { createHash } from 'node:crypto';

/**
 * Cursors that need no memory on the server: they hold the place and a fingerprint of the search, so that any
 * instance can go on from one, and a cursor used with another search is noticed.
 */

/** The cursor for the page that begins at `offset` (0-based) of the search `search`. */
export function writeCursor(offset: number, search: string): string {
  return Buffer.from(JSON.stringify({ at: offset, of: fingerprint(search) })).toString('base64url');
}

/** The offset that the cursor holds, or `undefined` when it is no cursor of this search. */
export function readCursor(cursor: string, search: string): number | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('at' in value) || !('of' in value)) return undefined;
  if (!Number.isSafeInteger(value.at) || Number(value.at) < 0 || value.of !== fingerprint(search))
    return undefined;
  return Number(value.at);
}

function fingerprint(search: string): string {
  return createHash('sha256').update(search).digest('base64url').slice(0, 8);
}
