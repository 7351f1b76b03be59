import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import type { NegotiationParty, NegotiationReport } from '../../shared/model/negotiation.ts';
import type { SeenExchange } from '../lint/seen-exchange.ts';
import { createClientBook, type SeenClient } from './client-book.ts';
import { assembleReport } from './negotiation/assemble-report.ts';
import { Declarations, type Said } from './negotiation/declarations.ts';
import { createFleets, serverInfoIn } from './negotiation/fleets.ts';
import { Pair } from './negotiation/pairs.ts';
import { usedCapabilities } from './negotiation/used-capabilities.ts';
import type { Tracker } from './tracker.ts';

/** Clients beyond these are one: "other clients". */
const MOST_CLIENTS = 300;
const OTHERS = { key: 'others', name: 'other clients' } as const;
const MOST_REVISIONS = 20;

interface Party {
  readonly kind: NegotiationParty['kind'];
  readonly id: string;
  name: string;
  version?: string;
  exchanges: number;
  readonly own?: boolean;
  readonly revisions: Set<string>;
  readonly declarations: Declarations;
}

/** Who declares what, what therefore holds, and what is used although it does not. */
export function createNegotiationTracker(): Tracker<NegotiationReport> {
  const clients = new Map<string, Party>();
  const instances = new Map<string, Party>();
  const pairs = new Map<string, Pair>();
  const fleets = createFleets();
  const book = createClientBook();

  const pairOf = (client: Party, instance: Party): Pair => {
    const key = JSON.stringify([client.id, instance.id]);
    const pair = pairs.get(key) ?? new Pair(client.id, instance.id, instance.declarations);
    pairs.set(key, pair);
    return pair;
  };
  return {
    observe(exchange) {
      if (!isConversation(exchange)) return;
      fleets.observe(exchange);
      const seen = book.of(exchange);
      const client = clientParty(clients, seen);
      const said = hearClient(client, exchange, seen);
      const isRequest = exchange.request.message?.kind === 'request';
      if (isRequest) client.exchanges += 1;
      // What a gateway answers by itself no instance says.
      if (exchange.instanceId === '') return;
      const instance = instanceParty(instances, exchange);
      if (isRequest) instance.exchanges += 1;
      hearInstance(instance, exchange);
      pairOf(client, instance).meet(
        {
          number: exchange.number,
          era: exchange.speaks,
          said,
          clientName: client.name,
          instanceName: exchange.instanceName,
        },
        usedCapabilities(exchange),
      );
    },
    report: () =>
      assembleReport({
        parties: [...clients.values(), ...instances.values()].map((party) => ({
          party: shown(party),
          declarations: party.declarations,
        })),
        pairs: [...pairs.values()],
        fleets: fleets.groups(),
      }),
  };
}

/** Pages and OAuth are none; a stream or a process may bring what a server uses. */
function isConversation({ request, messages }: SeenExchange): boolean {
  const { message, batch } = request;
  if (batch || (message && message.kind !== 'invalid')) return true;
  return messages.some(({ kind }) => kind !== 'invalid');
}

function clientParty(clients: Map<string, Party>, { key, name, version, own }: SeenClient): Party {
  const known = clients.get(key);
  if (known) return known;
  const crowded = clients.size >= MOST_CLIENTS;
  const id = crowded ? OTHERS.key : key;
  const party = clients.get(id) ?? {
    kind: 'client',
    id,
    name: crowded ? OTHERS.name : name,
    ...(version !== undefined && !crowded && { version }),
    exchanges: 0,
    ...(own && !crowded && { own }),
    revisions: new Set<string>(),
    declarations: new Declarations('client-capability'),
  };
  clients.set(id, party);
  return party;
}

function instanceParty(instances: Map<string, Party>, { instanceId, instanceName }: SeenExchange): Party {
  const party = instances.get(instanceId) ?? {
    kind: 'instance',
    id: instanceId,
    name: instanceName,
    exchanges: 0,
    revisions: new Set<string>(),
    declarations: new Declarations('server-capability'),
  };
  party.name = instanceName;
  instances.set(instanceId, party);
  return party;
}

/** What holds of the client in this exchange: of this request (modern), or of its session (legacy). */
function hearClient(party: Party, exchange: SeenExchange, client: SeenClient): Said | undefined {
  const { number, startedAt: at, method, request, speaks, revision } = exchange;
  const asked = request.message?.params['protocolVersion'];
  note(party, method === 'initialize' ? asked : revision);
  if (!client.declared) return undefined;
  if (speaks === 'modern') return party.declarations.hear('request', client.declared, { number, at });
  if (method === 'initialize') return party.declarations.hear('initialize', client.declared, { number, at });
  return party.declarations.read(client.declared);
}

function hearInstance(party: Party, { number, startedAt: at, method, answer, partial }: SeenExchange): void {
  const { result } = answer ?? {};
  if (!result || partial || (method !== 'server/discover' && method !== 'initialize')) return;
  noteServerInfo(party, serverInfoIn(method, result));
  const versions = method === 'initialize' ? [result['protocolVersion']] : result['supportedVersions'];
  for (const version of Array.isArray(versions) ? (versions as readonly JsonValue[]) : [])
    note(party, version);
  const { capabilities } = result;
  if (!isJsonObject(capabilities)) return;
  const source = method === 'initialize' ? 'initialize' : 'discover';
  party.declarations.hear(source, capabilities, { number, at });
}

function noteServerInfo(party: Party, info: JsonValue | undefined): void {
  const { version }: JsonObject = isJsonObject(info) ? info : {};
  if (typeof version === 'string') party.version = version.slice(0, 120);
}

function note({ revisions }: Party, revision: JsonValue | undefined): void {
  if (typeof revision === 'string' && revisions.size < MOST_REVISIONS) revisions.add(revision.slice(0, 40));
}

function shown({ declarations: _, revisions, ...party }: Party): NegotiationParty {
  return { ...party, revisions: [...revisions].sort().reverse() };
}
