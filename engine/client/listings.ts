import type { Draft } from '../../shared/model/draft.ts';
import type { Origin } from '../../shared/model/exchange.ts';
import type { Listing, ListKind } from '../../shared/model/listing.ts';
import type { ReadyInstance } from './channel.ts';
import type { Client } from './client.ts';
import { listAll, type ClientDeclaration } from './list-all.ts';
import { resultOf } from './read-answer.ts';

/** Lists without a ttl of their own are asked for again after this time. */
const DEFAULT_FRESH_MS = 5_000;

/** How long a page may take, in ms: the longest silence, and the longest wait. */
export type PageLimits = Pick<Draft, 'idleTimeoutMs' | 'timeoutMs'>;

/** What the instances offer, kept while fresh. Two questions at the same time share one answer. */
export interface Listings {
  get(target: ReadyInstance, kind: ListKind, refresh: boolean, limits?: PageLimits): Promise<Listing>;
  /**
   * A server told something: where it says that lists have changed, they are stale whatever their ttlMs is. The kinds of
   * those that were kept: who says so again and again tells nothing new.
   * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#interaction-with-notifications
   */
  heard(instanceId: string, method: string): readonly ListKind[];
  /** Forgets what an instance offered: it was changed or removed. */
  forget(instanceId: string): void;
}

/** The lists that each notification is about. */
const CHANGES: Readonly<Record<string, readonly ListKind[]>> = {
  'notifications/tools/list_changed': ['tools'],
  'notifications/prompts/list_changed': ['prompts'],
  'notifications/resources/list_changed': ['resources', 'templates'],
};

export function createListings(options: {
  readonly client: Client;
  readonly declaration: () => ClientDeclaration;
  readonly origin: Origin;
  readonly now: () => number;
}): Listings {
  const kept = new Map<string, { listing: Promise<Listing>; settled?: Listing }>();

  const isFresh = (listing: Listing): boolean =>
    listing.problem === undefined && options.now() - listing.fetchedAt < (listing.ttlMs ?? DEFAULT_FRESH_MS);

  const fetchList = (
    target: ReadyInstance,
    kind: ListKind,
    key: string,
    limits: PageLimits,
  ): Promise<Listing> => {
    const listing = listAll({
      instanceId: target.instance.id,
      kind,
      client: options.declaration(),
      sendPage: async (draft) => {
        const answer = await options.client.complete({ ...draft, ...limits }, target, options.origin);
        return { ...resultOf(answer), ref: answer.ref };
      },
      now: options.now,
    });
    const entry: { listing: Promise<Listing>; settled?: Listing } = { listing };
    kept.set(key, entry);
    listing.then(
      (settled) => {
        entry.settled = settled;
      },
      () => {
        // Forgotten and asked for again meanwhile: the newer question stays.
        if (kept.get(key) === entry) kept.delete(key);
      },
    );
    return listing;
  };

  return {
    get(target, kind, refresh, limits = {}) {
      const key = `${kind} ${target.instance.id}`;
      const entry = kept.get(key);
      const pending = entry !== undefined && entry.settled === undefined;
      if (entry && (pending || (!refresh && entry.settled && isFresh(entry.settled)))) return entry.listing;
      return fetchList(target, kind, key, limits);
    },
    heard(instanceId, method) {
      const kinds = Object.hasOwn(CHANGES, method) ? (CHANGES[method] ?? []) : [];
      return kinds.filter((kind) => kept.delete(`${kind} ${instanceId}`));
    },
    forget(instanceId) {
      for (const key of kept.keys()) if (key.endsWith(` ${instanceId}`)) kept.delete(key);
    },
  };
}
