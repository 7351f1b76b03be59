import { isJsonObject, jsonOf, type JsonValue } from '../../shared/model/json.ts';
import { credentialsOf } from './credentials.ts';
import { digest } from './digest.ts';
import { hashJson } from './hash-json.ts';
import { listFieldsOf, type ListFields } from './list-fields.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** A whole list, of one page or several, as one instance gave it to someone. */
export interface Listing {
  readonly instanceId: string;
  /** Of the exchange with its last page. */
  readonly number: number;
  /** Epoch ms: when it was first asked for, and when its last page had come. */
  readonly from: number;
  readonly to: number;
  /** In the order in which they came. */
  readonly names: readonly string[];
  /** What an entry is, by name. */
  readonly entries: ReadonlyMap<string, number>;
  /** Equal for lists with the same entries in any order. */
  readonly content: string;
  /** Equal for lists in the same order. */
  readonly order: string;
}

/** The latest listing of one instance, and what came before it. */
export interface Listed extends Listing {
  /** Epoch ms since when the list has had this content. */
  readonly since: number;
  /** Contents before this one, the latest last, with when each was first seen. */
  readonly earlier: readonly { readonly content: string; readonly since: number }[];
}

/** A listing that an exchange completes, and what it has to be compared with. */
export interface Compared {
  readonly listing: Listing;
  /** The one before, of the same instance. */
  readonly before: Listed | undefined;
  /** The latest ones of other instances of the same server. */
  readonly others: readonly Listed[];
}

/** Longer lists are not compared. */
const MOST_ENTRIES = 1000;
const MOST_VARIANTS = 200;
const MOST_INSTANCES = 50;
const MOST_PENDING = 100;
const MOST_EARLIER = 4;

interface Pending {
  readonly instanceId: string;
  readonly from: number;
  readonly names: readonly string[];
  readonly entries: ReadonlyMap<string, number>;
}

/**
 * The lists in one capture, put together from their pages. Lists are compared only where nothing in the requests told the
 * server to answer differently: credentials, revision, what the client is and declared, and the server's own version.
 */
export class Listings {
  /** By pages that are still to come. */
  readonly #pending = new Map<string, Pending>();
  /** By variant, then by instance. */
  readonly #listed = new Map<string, Map<string, Listed>>();
  #latest: { readonly exchange: SeenExchange; readonly compared: Compared | undefined } | undefined;

  /**
   * What the answer completes; undefined where it is no list, not its last page, or cannot be put together. `identity`:
   * name and version of the server, where known.
   */
  completed(exchange: SeenExchange, identity: string | undefined): Compared | undefined {
    if (this.#latest?.exchange === exchange) return this.#latest.compared;
    const page = this.#page(exchange);
    const listing = page?.next === undefined ? page && listingOf(page, exchange) : undefined;
    const instances = this.#listed.get(variantOf(exchange, identity));
    const compared = listing && {
      listing,
      before: instances?.get(listing.instanceId),
      // Without a name nothing says that two instances serve the same.
      others:
        identity === undefined
          ? []
          : [...(instances?.values() ?? [])].filter((one) => one.instanceId !== listing.instanceId),
    };
    this.#latest = { exchange, compared };
    return compared;
  }

  /** How many entries of lists are remembered. */
  get size(): number {
    let size = 0;
    for (const { names } of this.#pending.values()) size += names.length + 1;
    for (const instances of this.#listed.values()) {
      for (const { names } of instances.values()) size += names.length + 1;
    }
    return size;
  }

  learn(exchange: SeenExchange, identity: string | undefined): void {
    const compared = this.completed(exchange, identity);
    this.#latest = undefined;
    if (compared) {
      const variant = variantOf(exchange, identity);
      const instances = this.#listed.get(variant) ?? new Map<string, Listed>();
      this.#listed.delete(variant);
      this.#listed.set(variant, instances);
      const { listing, before } = compared;
      instances.delete(listing.instanceId);
      instances.set(listing.instanceId, follows(listing, before));
      bound(instances, MOST_INSTANCES);
      bound(this.#listed, MOST_VARIANTS);
      return;
    }
    const page = this.#page(exchange);
    if (page?.next === undefined) return;
    const key = pendingKey(exchange, page.next);
    this.#pending.delete(key);
    this.#pending.set(key, page);
    bound(this.#pending, MOST_PENDING);
  }

  #page(exchange: SeenExchange): (Pending & { readonly next: JsonValue | undefined }) | undefined {
    const fields = listFieldsOf(exchange.method);
    const result = exchange.answer?.result;
    if (!fields || !result || exchange.partial) return undefined;
    if ((result['resultType'] ?? 'complete') !== 'complete') return undefined;
    const cursor = exchange.request.message?.params['cursor'];
    const before = cursor === undefined ? undefined : this.#pending.get(pendingKey(exchange, cursor));
    // Behind a gateway the pages of one list may come from several instances.
    if (cursor !== undefined && before?.instanceId !== exchange.instanceId) return undefined;
    const names = [...(before?.names ?? [])];
    const entries = new Map(before?.entries);
    const items = result[fields.field];
    if (!Array.isArray(items)) return undefined;
    for (const item of items as readonly JsonValue[]) {
      const name = isJsonObject(item) ? item[fields.key] : undefined;
      if (!isJsonObject(item) || typeof name !== 'string' || names.length >= MOST_ENTRIES) return undefined;
      names.push(name);
      entries.set(name, hashEntry(item, fields));
    }
    const { instanceId } = exchange;
    return {
      instanceId,
      from: before?.from ?? exchange.startedAt,
      names,
      entries,
      next: result['nextCursor'],
    };
  }
}

function hashEntry(entry: Readonly<Record<string, JsonValue>>, { fixed }: ListFields): number {
  if (fixed) return hashJson(fixed.map((field) => entry[field] ?? null));
  const { _meta, icons: _icons, ...rest } = entry;
  return hashJson(rest);
}

function listingOf({ instanceId, from, names, entries }: Pending, exchange: SeenExchange): Listing {
  const parts = [...entries].map(([name, hash]) => `${name}\0${String(hash)}`).sort();
  return {
    instanceId,
    number: exchange.number,
    from,
    to: exchange.endedAt ?? exchange.startedAt,
    names,
    entries,
    content: digest(parts.join('\0')),
    order: digest(names.join('\0')),
  };
}

function follows(listing: Listing, before: Listed | undefined): Listed {
  if (!before) return { ...listing, since: listing.from, earlier: [] };
  const { content, since, earlier } = before;
  if (content === listing.content) return { ...listing, since, earlier };
  return { ...listing, since: listing.from, earlier: [...earlier, { content, since }].slice(-MOST_EARLIER) };
}

/** Everything by which a server may lawfully list something else, and what tells that it is another one. */
function variantOf(exchange: SeenExchange, identity: string | undefined): string {
  const { method, client, revision, declared, answeredAs } = exchange;
  const told = [credentialsOf(exchange), client, revision, declared, answeredAs, siteOf(exchange), identity];
  return `${method} ${digest(jsonOf(told))}`;
}

const HOST = /^https?:\/\/(\[[^\]]*\]|[^/:?#]*)/i;
const BARE_ADDRESS = /^(localhost|\[.*\]|[\d.]+)$/i;

/**
 * What is behind one gateway, at one host or at bare addresses is taken for one fleet. Hosts of other names may be other
 * deployments of the same program, and so may processes.
 */
function siteOf({ gateway, transport, instanceId, request }: SeenExchange): string {
  if (gateway) return gateway.gatewayId;
  if (transport === 'stdio') return instanceId;
  const host = HOST.exec(request.url)?.[1] ?? '';
  return BARE_ADDRESS.test(host) ? 'bare addresses' : host.toLowerCase();
}

function pendingKey(exchange: SeenExchange, cursor: JsonValue): string {
  const { method, client, instanceId, gateway } = exchange;
  return digest(jsonOf([method, client, credentialsOf(exchange), gateway?.gatewayId ?? instanceId, cursor]));
}

function bound(of: Map<string, unknown>, most: number): void {
  if (of.size <= most) return;
  for (const oldest of of.keys()) {
    of.delete(oldest);
    return;
  }
}
