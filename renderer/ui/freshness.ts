import { formatSpan } from './format.ts';

/** What a server says of how long its answer may be kept, and by whom. */
export interface CacheHints {
  /** ms; absent where the server said nothing. Never below 0. */
  readonly ttlMs?: number;
  readonly cacheScope?: 'public' | 'private';
}

/** How fresh an answer is now. */
export interface Freshness {
  readonly fresh: boolean;
  /** A few words: "fresh for 42 s", "stale for 3 min". */
  readonly words: string;
}

/**
 * Fresh is an answer before `receivedAt` and its time to live have passed (epoch ms). Pure.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#freshness-calculation
 */
export function freshnessOf({ ttlMs }: CacheHints, receivedAt: number, now: number): Freshness {
  if (ttlMs === undefined) return { fresh: false, words: 'no ttlMs: stale at once' };
  const leftMs = receivedAt + ttlMs - now;
  if (leftMs > 0) return { fresh: true, words: `fresh for ${formatSpan(leftMs)}` };
  if (ttlMs === 0) return { fresh: false, words: 'ttlMs 0: stale at once' };
  return { fresh: false, words: `stale for ${formatSpan(-leftMs)}` };
}

const SCOPES: Readonly<Record<'public' | 'private', string>> = {
  public: 'public: may be shared between users',
  private: 'private: for this authorization only',
};

/** The scope with what it means; undefined where the server named none. */
export function scopeWords({ cacheScope }: CacheHints): string | undefined {
  return cacheScope && SCOPES[cacheScope];
}
