import type { Origin } from '../../shared/model/exchange.ts';
import { headerValue } from '../../shared/model/headers.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { LEGACY_HEADER } from '../../shared/spec/legacy.ts';
import { META } from '../../shared/spec/modern.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';

/** A client as far as it can be told apart. */
export interface SeenClient {
  /** Equal for requests of one client. */
  readonly key: string;
  /** As it calls itself; its User-Agent or address where it does not. */
  readonly name: string;
  readonly version?: string;
  /** Hopscope itself. */
  readonly own: boolean;
  /**
   * The client's capabilities that hold for this request: its own (modern), or those of the session that it belongs to
   * (legacy). Undefined where nothing was declared, or the session began before the capture.
   */
  readonly declared: JsonObject | undefined;
}

/** Who sent an exchange. Remembers the sessions of legacy clients, which say who they are only once. */
export interface ClientBook {
  of(exchange: SeenExchange): SeenClient;
}

/** Sessions beyond these are forgotten, the oldest first. */
const MOST_SESSIONS = 2_000;

const OWN: ReadonlySet<Origin> = new Set(['composer', 'cli', 'probe', 'replay']);

interface Named {
  readonly name: string;
  readonly version?: string;
}

interface Session {
  readonly named: Named | undefined;
  readonly declared: JsonObject | undefined;
}

export function createClientBook(): ClientBook {
  const sessions = new Map<string, Session>();
  let ownName: Named | undefined;

  const open = (exchange: SeenExchange): Session => {
    const { clientInfo, capabilities } = exchange.request.message?.params ?? {};
    const session: Session = {
      named: namedIn(clientInfo),
      declared: isJsonObject(capabilities) ? capabilities : undefined,
    };
    // Re-inserted, so that the oldest is the one that was opened first.
    const key = sessionKey(exchange, headerValue(exchange.response?.headers ?? [], LEGACY_HEADER.sessionId));
    sessions.delete(key);
    sessions.set(key, session);
    const [oldest] = sessions.keys();
    if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    return session;
  };

  /** What Hopscope sends without a name, on purpose or by GET, is sent by whom it calls itself elsewhere. */
  const nameOf = (exchange: SeenExchange, named: Named | undefined): Named | undefined => {
    if (!OWN.has(exchange.origin)) return named;
    ownName = named ?? ownName;
    return ownName;
  };

  return {
    of(exchange) {
      if (exchange.speaks === 'modern') {
        const named = namedIn(exchange.meta[META.clientInfo]);
        return clientFrom(exchange, nameOf(exchange, named), exchange.declared);
      }
      const session =
        exchange.method === 'initialize'
          ? open(exchange)
          : sessions.get(
              sessionKey(exchange, headerValue(exchange.request.headers, LEGACY_HEADER.sessionId)),
            );
      return clientFrom(exchange, nameOf(exchange, session?.named), session?.declared);
    },
  };
}

/** A session's own id; without one, the process or stream that it lives on, and what else tells clients apart. */
function sessionKey({ instanceId, channel, client }: SeenExchange, id: string | undefined): string {
  if (id !== undefined) return JSON.stringify([instanceId, id]);
  return JSON.stringify([instanceId, channel ?? null, client]);
}

function clientFrom(
  exchange: SeenExchange,
  named: Named | undefined,
  declared: JsonObject | undefined,
): SeenClient {
  const own = OWN.has(exchange.origin);
  const agent = headerValue(exchange.request.headers, 'user-agent');
  // Without its port: each connection has another one.
  const address = exchange.gateway?.client?.remoteAddress.replace(/:\d+$/, '');
  const { name, version } = named ?? { name: agent ?? address ?? (own ? 'Hopscope' : 'unnamed client') };
  const where = own ? ['own'] : [exchange.gateway?.gatewayId ?? exchange.origin, address ?? null];
  return {
    key: JSON.stringify([...where, name, version ?? null]),
    name,
    ...(version !== undefined && { version }),
    own,
    declared,
  };
}

const LONGEST_NAME = 120;

function namedIn(info: JsonValue | undefined): Named | undefined {
  if (!isJsonObject(info) || typeof info['name'] !== 'string') return undefined;
  const { name, version } = info;
  return {
    name: name.slice(0, LONGEST_NAME),
    ...(typeof version === 'string' && { version: version.slice(0, LONGEST_NAME) }),
  };
}

/** `name version`, for a sentence or a table. */
export function clientLabel({ name, version }: Pick<SeenClient, 'name' | 'version'>): string {
  return version === undefined ? name : `${name} ${version}`;
}
