import type { JsonObject } from './draft.ts';
import type { ExchangeRef } from './exchange.ts';

export type ListKind = 'tools' | 'resources' | 'templates' | 'prompts';

/** One entry of a list answer. */
export interface ListEntry {
  /** Name of a tool or prompt, uri of a resource, uriTemplate of a template. */
  readonly name: string;
  /** The whole entry as the server sent it. */
  readonly entry: JsonObject;
  /** Why a conforming client excludes this tool: its x-mcp-header annotations break a rule. A sentence. */
  readonly excluded?: string;
}

/** Everything that a server offers under one list method, all pages. */
export interface Listing {
  readonly instanceId: string;
  readonly kind: ListKind;
  readonly entries: readonly ListEntry[];
  /** The exchanges that fetched it, in order. */
  readonly exchanges: readonly ExchangeRef[];
  /** Epoch ms. */
  readonly fetchedAt: number;
  /** Freshness in ms as the server said with its first page; absent where it said nothing. */
  readonly ttlMs?: number;
  /** Who may keep it, as the server said with its first page. */
  readonly cacheScope?: 'public' | 'private';
  /** A sentence: why the list is incomplete or absent. */
  readonly problem?: string;
}
