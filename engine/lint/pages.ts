import { credentialsOf } from './credentials.ts';
import { digest } from './digest.ts';
import { LIST_METHODS } from './list-fields.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** A cursor that a page of a list gave out. */
export interface GivenCursor {
  /** Of the page. */
  readonly number: number;
  readonly instanceId: string;
  readonly gatewayId: string | undefined;
  readonly client: string;
  readonly credentials: string;
  /** The page's ttlMs; 0 where it has none. */
  readonly ttlMs: number;
  /** Epoch ms at which the page had come. */
  readonly at: number;
  /** cacheScope of the first page of the list; undefined where that is not known. */
  readonly scope: string | undefined;
}

/** So many cursors are remembered, the latest. */
const MOST_CURSORS = 5000;
/** Of one text: servers that count their pages give the same ones to everyone. */
const MOST_ALIKE = 16;
const MOST_LISTS = 5000;

/**
 * The pages of lists in one capture: which cursors were given out, and who began which list.
 * https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination
 */
export class Pages {
  readonly #given = new Map<string, readonly GivenCursor[]>();
  readonly #begun = new Map<string, { readonly isWhole: boolean }>();
  readonly #paginated = new Set<string>();
  #isWhole = true;

  /** How many cursors and lists are remembered. */
  get size(): number {
    return this.#given.size + this.#begun.size + this.#paginated.size;
  }

  /** Everyone who gave out this cursor for this method, the latest last. */
  given(method: string, cursor: string): readonly GivenCursor[] {
    return this.#given.get(cursorKey(method, cursor)) ?? [];
  }

  /** Whether this instance ever gave out a cursor for this method. */
  paginates(instanceId: string, method: string): boolean {
    return this.#paginated.has(`${method} ${instanceId}`);
  }

  /** This client began this list within the recording, and every answer to it since could be read. */
  sawFromTheStart(exchange: SeenExchange): boolean {
    return this.#isWhole && this.#begun.get(listKey(exchange))?.isWhole === true;
  }

  learn(exchange: SeenExchange): void {
    const { method, answer, partial, instanceId } = exchange;
    if (!LIST_METHODS.has(method)) return;
    const cursor = exchange.request.message?.params['cursor'];
    const key = listKey(exchange);
    // What Hopscope could not read may have held a cursor that the client could.
    if (!answer || partial) this.#begun.set(key, { isWhole: false });
    else if (cursor === undefined && !this.#begun.has(key)) this.#begun.set(key, { isWhole: true });
    if (this.#begun.size > MOST_LISTS) dropOldest(this.#begun);
    const next = answer?.result?.['nextCursor'];
    if (typeof next !== 'string') return;
    this.#paginated.add(`${method} ${instanceId}`);
    if (this.#paginated.size > MOST_LISTS) dropOldest(this.#paginated);
    this.#remember(cursorKey(method, next), this.#page(exchange, cursor));
  }

  #page(exchange: SeenExchange, cursor: unknown): GivenCursor {
    const result = exchange.answer?.result ?? {};
    const { ttlMs, cacheScope } = result;
    const own = typeof cacheScope === 'string' ? cacheScope : undefined;
    const before =
      typeof cursor === 'string' ? this.given(exchange.method, cursor).findLast(isOf(exchange)) : undefined;
    return {
      number: exchange.number,
      instanceId: exchange.instanceId,
      gatewayId: exchange.gateway?.gatewayId,
      client: digest(exchange.client),
      credentials: credentialsOf(exchange),
      ttlMs: typeof ttlMs === 'number' && ttlMs > 0 ? ttlMs : 0,
      at: exchange.endedAt ?? exchange.startedAt,
      scope: cursor === undefined ? own : before?.scope,
    };
  }

  #remember(key: string, cursor: GivenCursor): void {
    const alike = this.#given.get(key) ?? [];
    this.#given.delete(key);
    this.#given.set(key, [...alike.slice(1 - MOST_ALIKE), cursor]);
    if (this.#given.size <= MOST_CURSORS) return;
    this.#isWhole = false;
    dropOldest(this.#given);
  }
}

/** Whether a cursor was given to whoever sends this, on behalf of the same person, by the same server as far as it can tell. */
export function isOf(exchange: SeenExchange): (cursor: GivenCursor) => boolean {
  const client = digest(exchange.client);
  const credentials = credentialsOf(exchange);
  const gatewayId = exchange.gateway?.gatewayId;
  return (cursor) => {
    if (cursor.client !== client || cursor.credentials !== credentials) return false;
    return gatewayId === undefined
      ? cursor.instanceId === exchange.instanceId
      : cursor.gatewayId === gatewayId;
  };
}

function cursorKey(method: string, cursor: string): string {
  return `${method} ${digest(cursor)}`;
}

function listKey({ method, client, instanceId, gateway }: SeenExchange): string {
  return `${method} ${gateway?.gatewayId ?? instanceId} ${digest(client)}`;
}

function dropOldest(of: Map<string, unknown> | Set<string>): void {
  for (const oldest of of.keys()) {
    of.delete(oldest);
    return;
  }
}
