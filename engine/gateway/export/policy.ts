import type {
  GatewayRule,
  GatewaySettings,
  HeaderCondition,
  Strategy,
} from '../../../shared/model/gateway.ts';
import type { Instance } from '../../../shared/model/instance.ts';

/** What an export must know of an instance. */
export type ExportInstance = Pick<Instance, 'id' | 'name' | 'url' | 'headers' | 'tls'>;

/** An instance as a member of a pool. */
export interface PolicyServer {
  readonly name: string;
  /** The name in letters, digits, `-`; no two servers of a policy have the same. */
  readonly label: string;
  /** As in a URL: IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** Its certificate is taken whatever it is. */
  readonly trustsAny: boolean;
  /** What its Host header says: the port only where it is not the scheme's. */
  readonly authority: string;
  readonly path: string;
  /** Share among its pool, 0 or more; only where the strategy is `weighted`. */
  readonly weight?: number;
}

export interface PolicyPool {
  /** `rule_1`, or `otherwise`. */
  readonly label: string;
  readonly strategy: Strategy;
  /** Of `pinned` that one alone. Empty: nobody takes these requests, and Hopscope answers 503. */
  readonly servers: readonly PolicyServer[];
}

export type PolicyAction =
  | { readonly kind: 'pool'; readonly pool: PolicyPool }
  | { readonly kind: 'refuse'; readonly status: number; readonly text: string; readonly mediaType: string };

export interface PolicyRule {
  /** `rule_1`, by its place in the table. */
  readonly label: string;
  /** For a comment: the place in the table and the name. */
  readonly title: string;
  readonly match: readonly HeaderCondition[];
  readonly action: PolicyAction;
}

/** A gateway's routing without what only Hopscope does: what the exports are written from. */
export interface Policy {
  readonly gatewayName: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** All servers that anything goes to. */
  readonly servers: readonly PolicyServer[];
  /** Those that are on, in order. */
  readonly rules: readonly PolicyRule[];
  readonly otherwise: PolicyAction;
  /** What no target gets, a sentence each. */
  readonly notes: readonly string[];
}

/** Where the gateway takes whatever port is free, an export must name one. */
const USUAL_PORT = 8080;
const PLAIN_TEXT = 'text/plain; charset=utf-8';
const NOBODY = {
  kind: 'refuse',
  status: 503,
  text: 'No instance takes this request.',
  mediaType: PLAIN_TEXT,
} as const;

/** Reads the policy out of the settings. Instances that are not in `instances` are left out and told of. Pure. */
export function readPolicy(settings: GatewaySettings, instances: readonly ExportInstance[]): Policy {
  const known = labelled(settings, instances);
  const actionOf = (label: string, ids: readonly string[], strategy: Strategy): PolicyAction => {
    const servers = serversOf(ids, strategy, known);
    return servers.length === 0 ? NOBODY : { kind: 'pool', pool: { label, strategy, servers } };
  };
  const rules: PolicyRule[] = [];
  for (const [index, rule] of settings.rules.entries()) {
    if (!rule.enabled) continue;
    const label = `rule_${String(index + 1)}`;
    const title = `Rule ${String(index + 1)}, ${rule.name}`;
    const action =
      rule.action.kind === 'refuse'
        ? { ...rule.action, mediaType: isJson(rule.action.text) ? 'application/json' : PLAIN_TEXT }
        : actionOf(label, poolOf(rule, settings.instanceIds), rule.action.strategy);
    rules.push({ label, title, match: rule.match, action });
  }
  return {
    gatewayName: settings.name,
    listen: { host: settings.listen.host, port: settings.listen.port || USUAL_PORT },
    servers: [...known.values()],
    rules,
    otherwise: actionOf('otherwise', settings.instanceIds, settings.strategy),
    notes: notesOf(settings, instances),
  };
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function poolOf({ action }: GatewayRule, all: readonly string[]): readonly string[] {
  const chosen = action.kind === 'route' ? action.instanceIds : undefined;
  return chosen ? chosen.filter((id) => all.includes(id)) : all;
}

function serversOf(
  ids: readonly string[],
  strategy: Strategy,
  known: ReadonlyMap<string, PolicyServer>,
): readonly PolicyServer[] {
  const wanted = strategy.kind === 'pinned' ? ids.filter((id) => id === strategy.instanceId) : ids;
  const servers = wanted.flatMap((id) => {
    const server = known.get(id);
    if (!server) return [];
    return strategy.kind === 'weighted' ? [{ ...server, weight: strategy.weights[id] ?? 1 }] : [server];
  });
  return servers.some(({ weight }) => weight !== 0) ? servers : [];
}

function labelled(
  { instanceIds }: GatewaySettings,
  instances: readonly ExportInstance[],
): ReadonlyMap<string, PolicyServer> {
  const found = new Map<string, PolicyServer>();
  const taken = new Set<string>();
  for (const id of instanceIds) {
    const instance = instances.find((each) => each.id === id);
    if (!instance || !/^https?:/i.test(instance.url)) continue;
    const label = labelFor(instance.name, taken);
    taken.add(label);
    found.set(id, serverOf(instance, label));
  }
  return found;
}

/** A name that all targets take, Kubernetes with its 63 characters of lower case included. */
function labelFor(name: string, taken: ReadonlySet<string>): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  const base = /^[a-z]/.test(slug) ? slug : `instance${slug === '' ? '' : `-${slug}`}`;
  for (let count = 1; ; count += 1) {
    const label = count === 1 ? base : `${base}-${String(count)}`;
    if (!taken.has(label)) return label;
  }
}

function serverOf({ name, url, tls }: ExportInstance, label: string): PolicyServer {
  const { protocol, hostname, port, host, pathname } = new URL(url);
  const secure = protocol === 'https:';
  return {
    name,
    label,
    host: hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    secure,
    trustsAny: tls?.trustAnyCertificate === true,
    authority: host,
    path: pathname,
  };
}

function notesOf(settings: GatewaySettings, instances: readonly ExportInstance[]): readonly string[] {
  const notes: string[] = [];
  const faults = [settings.faults, ...settings.rules.map((rule) => rule.faults)].flat();
  if (faults.length > 0) notes.push('Faults are for trying things out; they are never exported.');
  const off = settings.rules.filter(({ enabled }) => !enabled).map(({ name }) => name);
  if (off.length > 0) notes.push(`Rules that are switched off are left out: ${off.join(', ')}.`);
  if (settings.listen.port === 0) {
    notes.push(`Hopscope listens on any free port; ${String(USUAL_PORT)} stands here instead.`);
  }
  notes.push('Hopscope also checks Host and Origin, and answers preflights of browsers; this file does not.');
  if (settings.nameInstance) notes.push('X-Hopscope-Instance is added by Hopscope only.');
  for (const id of settings.instanceIds) {
    const instance = instances.find((each) => each.id === id);
    if (!instance) notes.push(`The instance ${id} is not there now and is left out.`);
    else notes.push(...instanceNotes(instance));
  }
  const urls = usable(settings, instances).map(({ url }) => new URL(url));
  const paths = new Set(urls.map(({ pathname, search }) => pathname + search));
  if (paths.size > 1 || urls.some(({ search }) => search !== '')) {
    notes.push(
      `Hopscope sends each request to its instance’s own path and query (${[...paths].join(', ')}); here they are ` +
        'left as the client sends them.',
    );
  }
  return notes;
}

function usable(settings: GatewaySettings, instances: readonly ExportInstance[]): readonly ExportInstance[] {
  return instances.filter(({ id, url }) => settings.instanceIds.includes(id) && /^https?:/i.test(url));
}

/** Names only: what a header's value holds may be a secret. */
function instanceNotes({ name, url, headers, tls }: ExportInstance): readonly string[] {
  const notes: string[] = [];
  if (!/^https?:/i.test(url)) notes.push(`${name} is not reached over HTTP and is left out.`);
  if (headers.length > 0) {
    const names = headers.map(([key]) => key).join(', ');
    notes.push(`Hopscope adds headers to what it sends to ${name} (${names}); they are not exported.`);
  }
  if (tls?.certFile !== undefined || tls?.caFile !== undefined) {
    notes.push(`The TLS files of ${name} are not exported: name them where it is written what they are for.`);
  }
  return notes;
}
