import { jsonOf, isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import { META } from '../../../shared/spec/modern.ts';
import type { Knowledge, KnownInstance } from '../knowledge.ts';
import type { SeenExchange } from '../seen-exchange.ts';

/** Lists by which requests can be judged, and what announces that one changed. */
const WATCHED = {
  tools: { method: 'tools/list', changed: 'notifications/tools/list_changed' },
  prompts: { method: 'prompts/list', changed: 'notifications/prompts/list_changed' },
} as const;

interface Watched {
  /** serverInfo of the answer that listed, as JSON. */
  readonly info: string | undefined;
  /** Epoch ms when the answer came. */
  readonly at: number;
  changed: boolean;
}

/** Gives the entry by which an exchange can be judged. */
export type Watch = (exchange: SeenExchange, known: Knowledge, name: unknown) => JsonObject | undefined;

/**
 * Watches one list of every instance. See each exchange once, in order: what comes back is the entry of that name as the
 * exchange's own instance listed it before, unless the list has been called changed since, or the server has another name
 * or version now. A list of another instance says nothing about this one.
 */
export function watchList(list: keyof typeof WATCHED): Watch {
  const instances = new Map<string, Watched>();
  const { method, changed } = WATCHED[list];
  return (exchange, known, name) => {
    const entry = entryFor(exchange, known.instance(exchange.instanceId), name, list, instances);
    const watched = instances.get(exchange.instanceId);
    for (const message of exchange.messages) {
      if (!watched || message.method !== changed) continue;
      if (exchange.startedAt + message.atMs >= watched.at) watched.changed = true;
    }
    if (exchange.method === method && exchange.answer?.result && !exchange.partial) {
      const at = exchange.startedAt + exchange.answer.atMs;
      instances.set(exchange.instanceId, { info: infoOf(exchange), at, changed: false });
    }
    return entry;
  };
}

function entryFor(
  exchange: SeenExchange,
  instance: KnownInstance,
  name: unknown,
  list: keyof typeof WATCHED,
  instances: ReadonlyMap<string, Watched>,
): JsonObject | undefined {
  const watched = instances.get(exchange.instanceId);
  if (!watched || watched.changed || typeof name !== 'string') return undefined;
  // It was sent before the list was there.
  if (exchange.startedAt < watched.at) return undefined;
  const info = infoOf(exchange);
  if (info !== undefined && watched.info !== undefined && info !== watched.info) return undefined;
  if (exchange.messages.some(({ method }) => method === WATCHED[list].changed)) return undefined;
  return instance[list].get(name)?.entry;
}

function infoOf({ answer }: SeenExchange): string | undefined {
  const meta = answer?.result?.['_meta'];
  const info = isJsonObject(meta) ? meta[META.serverInfo] : undefined;
  return isJsonObject(info) ? jsonOf([info['name'], info['version']]) : undefined;
}
