import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { RoutingLine } from '../../../shared/model/exchange.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { META, nameFieldOf } from '../../../shared/spec/modern.ts';
import { routingTable } from '../../protocol/modern/routing-table.ts';

/** Tables that are kept, and what the longest key of one may have in characters. */
const MOST_TABLES = 200;
const LONGEST_KEY = 400;

const SEPARATOR = '\u0000';

/**
 * The routing tables of requests, made once for all that say the same in what a table is made of: clients ask for the same few
 * things again and again. Who gets a table must not change it.
 */
export class RoutingMemory {
  #tables = new Map<string, readonly RoutingLine[]>();

  table(headers: HeaderList, body: JsonValue): readonly RoutingLine[] {
    const key = isJsonObject(body) ? keyOf(headers, body) : undefined;
    if (key === undefined) return routingTable(headers, body);
    const known = this.#tables.get(key);
    if (known) return known;
    const made = routingTable(headers, body);
    // A new one, not `clear`: see OpenList.
    if (this.#tables.size >= MOST_TABLES) this.#tables = new Map();
    this.#tables.set(key, made);
    return made;
  }
}

/** All that a table without a tool's schema looks at; undefined where that is unusual or long. */
function keyOf(headers: HeaderList, body: JsonObject): string | undefined {
  const { method, params } = body;
  if (typeof method !== 'string') return undefined;
  const object = isJsonObject(params) ? params : {};
  const meta = isJsonObject(object['_meta']) ? object['_meta'] : {};
  const field = nameFieldOf(method);
  const version = partOf(meta[META.protocolVersion]);
  const name = field === undefined ? '' : partOf(object[field]);
  if (version === undefined || name === undefined) return undefined;
  let key = method + SEPARATOR + version + SEPARATOR + name;
  for (const [header, value] of headers) {
    if (isOfTheFamily(header)) key += SEPARATOR + header + SEPARATOR + value;
  }
  return key.length > LONGEST_KEY ? undefined : key;
}

/** A text, or nothing; what is neither is told from both by being unusual. */
function partOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return '-';
  return typeof value === 'string' && !value.includes(SEPARATOR) ? `=${value}` : undefined;
}

/** Whether the name begins with `mcp-`, in any case. */
function isOfTheFamily(name: string): boolean {
  return (
    name.charCodeAt(3) === 0x2d &&
    (name.charCodeAt(0) | 0x20) === 0x6d &&
    (name.charCodeAt(1) | 0x20) === 0x63 &&
    (name.charCodeAt(2) | 0x20) === 0x70
  );
}
