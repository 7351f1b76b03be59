import type { JsonObject } from '../../shared/model/json.ts';
import { isJsonObject, jsonOf } from '../../shared/model/json.ts';
import { Announcements } from './announcements.ts';
import { Listings, type Compared } from './listings.ts';
import { isModernAnswer } from './modern-answer.ts';
import { Pages } from './pages.ts';
import { Rounds } from './rounds.ts';
import { Senders } from './senders.ts';
import type { SeenExchange } from './seen-exchange.ts';
import { claimsReadOnly, Writes } from './writes.ts';
import { KnownTasks } from './tasks/known-tasks.ts';

/** An entry of a list, with where it came from. */
export interface Listed {
  readonly entry: JsonObject;
  /** Number of the exchange that listed it last. */
  readonly number: number;
}

/** What an instance has told of itself so far. */
export interface KnownInstance {
  /** It gave a modern answer: a result with resultType, or an error that only modern servers have. */
  modern: boolean;
  /** The latest result of server/discover. */
  discovered?: { readonly result: JsonObject; readonly number: number };
  readonly tools: Map<string, Listed>;
  readonly prompts: Map<string, Listed>;
  /** By URI. */
  readonly resources: Map<string, Listed>;
  /** By template. */
  readonly templates: Map<string, Listed>;
  /** Gateways in front of it. */
  readonly gateways: Set<string>;
}

/** Of lists longer than this the rest is not remembered. */
const MOST_ENTRIES = 10_000;

/**
 * What the exchanges that have ended so far tell about each instance. Rules read it; only the linter writes. It holds what
 * came before the exchange that is being judged, not what that one tells.
 */
export class Knowledge {
  readonly announcements = new Announcements();
  readonly pages = new Pages();
  readonly rounds = new Rounds();
  readonly senders = new Senders();
  readonly tasks = new KnownTasks();
  readonly writes = new Writes();
  readonly #instances = new Map<string, KnownInstance>();
  readonly #listings = new Listings();

  /** Made where there is none. */
  instance(id: string): KnownInstance {
    let known = this.#instances.get(id);
    if (!known) {
      known = {
        modern: false,
        tools: new Map(),
        prompts: new Map(),
        resources: new Map(),
        templates: new Map(),
        gateways: new Set(),
      };
      this.#instances.set(id, known);
    }
    return known;
  }

  /**
   * Other instances that serve the same MCP server: behind one gateway with it, or with the same name and version in
   * their serverInfo of server/discover.
   */
  peers(id: string): readonly string[] {
    const mine = this.instance(id);
    const name = identityOf(mine);
    const peers: string[] = [];
    for (const [other, known] of this.#instances) {
      if (other === id || other === '') continue;
      const behindOne = [...known.gateways].some((gateway) => mine.gateways.has(gateway));
      if (behindOne || (name !== undefined && identityOf(known) === name)) peers.push(other);
    }
    return peers;
  }

  /** The list that an exchange completes, and those that it has to be compared with. */
  listed(exchange: SeenExchange): Compared | undefined {
    return this.#listings.completed(exchange, this.#identityIn(exchange));
  }

  #identityIn({ answer, instanceId }: SeenExchange): string | undefined {
    return serverOf(answer?.result) ?? identityOf(this.instance(instanceId));
  }

  /** Learns from an exchange that goes on what is not to wait for its end. */
  glance(exchange: SeenExchange): void {
    this.tasks.glance(exchange);
  }

  /** Learns from an exchange that has ended. */
  learn(exchange: SeenExchange): void {
    this.announcements.learn(exchange);
    this.#listings.learn(exchange, this.#identityIn(exchange));
    this.pages.learn(exchange);
    this.rounds.learn(exchange);
    this.senders.learn(exchange);
    this.tasks.learn(exchange);
    const known = this.instance(exchange.instanceId);
    this.writes.learn(exchange, (tool) => claimsReadOnly(known.tools.get(tool)?.entry));
    if (exchange.gateway) known.gateways.add(exchange.gateway.gatewayId);
    const { answer, answeredAs } = exchange;
    if (!answer) return;
    if (answeredAs === 'modern' && isModernAnswer(answer)) known.modern = true;
    const { result } = answer;
    if (!result || exchange.partial) return;
    if (exchange.method === 'server/discover') known.discovered = { result, number: exchange.number };
    learnList(known, exchange, result);
  }
}

const LISTS = {
  'tools/list': { field: 'tools', key: 'name', into: 'tools' },
  'prompts/list': { field: 'prompts', key: 'name', into: 'prompts' },
  'resources/list': { field: 'resources', key: 'uri', into: 'resources' },
  'resources/templates/list': { field: 'resourceTemplates', key: 'uriTemplate', into: 'templates' },
} as const;

function learnList(known: KnownInstance, exchange: SeenExchange, result: JsonObject): void {
  if (!Object.hasOwn(LISTS, exchange.method)) return;
  const { field, key, into } = LISTS[exchange.method as keyof typeof LISTS];
  const entries = result[field];
  if (!Array.isArray(entries)) return;
  const list = known[into];
  // The first page begins the list anew: what is gone must not count as listed.
  if (exchange.request.message?.params['cursor'] === undefined) list.clear();
  for (const entry of entries as readonly unknown[]) {
    if (!isJsonObject(entry)) continue;
    const name = entry[key];
    if (typeof name === 'string' && list.size < MOST_ENTRIES)
      list.set(name, { entry, number: exchange.number });
  }
}

function identityOf({ discovered }: KnownInstance): string | undefined {
  return serverOf(discovered?.result);
}

/** Name and version of the server that gave a result. */
function serverOf(result: JsonObject | undefined): string | undefined {
  const meta = result?.['_meta'];
  const info = isJsonObject(meta) ? meta['io.modelcontextprotocol/serverInfo'] : undefined;
  if (!isJsonObject(info) || typeof info['name'] !== 'string') return undefined;
  return jsonOf([info['name'], info['version']]);
}
