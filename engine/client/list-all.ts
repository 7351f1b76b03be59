import { NO_TAMPER, type Draft, type JsonObject, type JsonValue } from '../../shared/model/draft.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { ListEntry, Listing, ListKind } from '../../shared/model/listing.ts';
import { MODERN_REVISION } from '../../shared/spec/modern.ts';
import { readParamHeaders } from '../protocol/modern/param-headers.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** A server that never stops handing out cursors is cut here. */
const MAX_PAGES = 500;

/** Method, member of the result and naming member, by kind. */
const LISTS: Readonly<Record<ListKind, { method: string; member: string; name: string }>> = {
  tools: { method: 'tools/list', member: 'tools', name: 'name' },
  resources: { method: 'resources/list', member: 'resources', name: 'uri' },
  templates: { method: 'resources/templates/list', member: 'resourceTemplates', name: 'uriTemplate' },
  prompts: { method: 'prompts/list', member: 'prompts', name: 'name' },
};

/** What one page's exchange came to. */
export type PageOutcome =
  | { readonly ok: true; readonly result: JsonObject; readonly ref: ExchangeRef }
  | { readonly ok: false; readonly reason: string; readonly ref: ExchangeRef };

/** A request without extras or tampering, in the era of whoever gets it. */
export function plainDraft(method: string, params: JsonObject, client: ClientDeclaration): Draft {
  return {
    era: 'auto',
    revision: MODERN_REVISION,
    method,
    params,
    clientCapabilities: client.capabilities,
    clientInfo: client.info,
    tamper: NO_TAMPER,
  };
}

/** What Hopscope says of itself in each request. */
export interface ClientDeclaration {
  readonly info: { readonly name: string; readonly version: string };
  readonly capabilities: JsonObject;
}

function toEntry(kind: ListKind, value: JsonValue, index: number): ListEntry {
  const entry = isJsonObject(value) ? value : {};
  const name = entry[LISTS[kind].name];
  const named = typeof name === 'string' ? name : `#${String(index + 1)}`;
  const base = { name: named, entry };
  if (!isJsonObject(value) || typeof name !== 'string') {
    return { ...base, excluded: `Entry ${String(index + 1)} has no ${LISTS[kind].name}.` };
  }
  if (kind !== 'tools') return base;
  const annotations = readParamHeaders(entry['inputSchema'] ?? {});
  return annotations.valid ? base : { ...base, excluded: annotations.reason };
}

/**
 * Fetches every page of one list. `sendPage` sends one request and waits for its answer; pages are asked for
 * one after the other, since each cursor comes from the page before. Never rejects for what the server does:
 * the sentence is in `problem`, with what was got until then.
 *
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination
 */
export async function listAll(options: {
  readonly instanceId: string;
  readonly kind: ListKind;
  readonly client: ClientDeclaration;
  readonly sendPage: (draft: Draft) => Promise<PageOutcome>;
  readonly now: () => number;
}): Promise<Listing> {
  const { instanceId, kind } = options;
  const { method, member } = LISTS[kind];
  const entries: ListEntry[] = [];
  const exchanges: ExchangeRef[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  let ttlMs: number | undefined;
  let cacheScope: Listing['cacheScope'];
  let problem: string | undefined;
  while (problem === undefined) {
    const draft = plainDraft(method, cursor === undefined ? {} : { cursor }, options.client);
    const page = await options.sendPage(draft);
    exchanges.push(page.ref);
    if (!page.ok) {
      problem = page.reason;
      break;
    }
    const values = page.result[member];
    if (!Array.isArray(values)) {
      problem = `The answer to ${method} has no array "${member}".`;
      break;
    }
    for (const value of values as readonly JsonValue[]) entries.push(toEntry(kind, value, entries.length));
    if (exchanges.length === 1) {
      // Absent and negative hints mean that it is stale at once.
      // https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#time-to-live-ttl-field
      const { ttlMs: hint, cacheScope: scope } = page.result;
      if (typeof hint === 'number') ttlMs = Math.max(0, hint);
      if (scope === 'public' || scope === 'private') cacheScope = scope;
    }
    const next = page.result['nextCursor'];
    if (typeof next !== 'string') break;
    if (seen.has(next)) problem = `The server handed out the cursor ${JSON.stringify(next)} twice.`;
    else if (exchanges.length >= MAX_PAGES) problem = `Stopped after ${String(MAX_PAGES)} pages.`;
    seen.add(next);
    cursor = next;
  }
  return {
    instanceId,
    kind,
    entries,
    exchanges,
    fetchedAt: options.now(),
    ...(ttlMs !== undefined && { ttlMs }),
    ...(cacheScope && { cacheScope }),
    ...(problem !== undefined && { problem }),
  };
}
