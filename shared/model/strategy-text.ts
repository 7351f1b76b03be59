import type { Strategy } from './gateway.ts';

/** A strategy that was read from text, or why it could not be: a sentence. */
export type ReadStrategy =
  { readonly ok: true; readonly strategy: Strategy } | { readonly ok: false; readonly reason: string };

/** An instance as texts name it. */
export interface NamedInstance {
  readonly id: string;
  readonly name: string;
}

export const STRATEGY_FORMS =
  'round-robin, random[:SEED], least-pending, pinned[:NAME], sticky:HEADER, sticky:cookie:NAME, hash:HEADER, weighted:NAME=N,…';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads a strategy as the command line and rule files write it: see STRATEGY_FORMS. Instances are named by name or id;
 * `pinned` alone is the first one.
 */
export function readStrategy(text: string, instances: readonly NamedInstance[]): ReadStrategy {
  const at = text.indexOf(':');
  const kind = at < 0 ? text : text.slice(0, at);
  const rest = at < 0 ? undefined : text.slice(at + 1);
  switch (kind) {
    case 'round-robin':
    case 'least-pending':
      return rest === undefined
        ? { ok: true, strategy: { kind } }
        : wrong(`${kind} takes nothing after a colon.`);
    case 'random':
      return readRandom(rest);
    case 'pinned':
      return readPinned(rest, instances);
    case 'sticky':
      return readSticky(rest);
    case 'hash':
      return rest !== undefined && TOKEN.test(rest)
        ? { ok: true, strategy: { kind, header: rest } }
        : wrong('hash needs the name of a header: hash:Mcp-Name.');
    case 'weighted':
      return readWeighted(rest, instances);
    default:
      return wrong(`There is no strategy ${JSON.stringify(kind)}. Known: ${STRATEGY_FORMS}.`);
  }
}

/** The text that `readStrategy` reads back. */
export function formatStrategy(strategy: Strategy, instances: readonly NamedInstance[]): string {
  const nameOf = (id: string): string => instances.find((instance) => instance.id === id)?.name ?? id;
  switch (strategy.kind) {
    case 'round-robin':
    case 'least-pending':
      return strategy.kind;
    case 'random':
      return `random:${String(strategy.seed)}`;
    case 'pinned':
      return `pinned:${nameOf(strategy.instanceId)}`;
    case 'sticky':
      return strategy.by.kind === 'cookie'
        ? `sticky:cookie:${strategy.by.name}`
        : `sticky:${strategy.by.name}`;
    case 'hash':
      return `hash:${strategy.header}`;
    case 'weighted': {
      const parts = Object.entries(strategy.weights).map(([id, weight]) => `${nameOf(id)}=${String(weight)}`);
      return `weighted:${parts.join(',')}`;
    }
  }
}

function wrong(reason: string): ReadStrategy {
  return { ok: false, reason };
}

function readRandom(rest: string | undefined): ReadStrategy {
  const seed = rest === undefined ? 1 : Number(rest);
  return Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff && rest?.trim() !== ''
    ? { ok: true, strategy: { kind: 'random', seed } }
    : wrong('The seed of random is a whole number from 0 to 4294967295: random:7.');
}

function readPinned(rest: string | undefined, instances: readonly NamedInstance[]): ReadStrategy {
  const found = rest === undefined ? instances[0] : find(rest, instances);
  return found
    ? { ok: true, strategy: { kind: 'pinned', instanceId: found.id } }
    : wrong(`${unknown(rest ?? '')} ${known(instances)}`);
}

function readSticky(rest: string | undefined): ReadStrategy {
  const isCookie = rest?.startsWith('cookie:') === true;
  const name = isCookie ? rest.slice('cookie:'.length) : rest;
  return name !== undefined && TOKEN.test(name)
    ? { ok: true, strategy: { kind: 'sticky', by: { kind: isCookie ? 'cookie' : 'header', name } } }
    : wrong('sticky needs the name of a header or a cookie: sticky:Mcp-Session-Id, sticky:cookie:NAME.');
}

function readWeighted(rest: string | undefined, instances: readonly NamedInstance[]): ReadStrategy {
  const weights: Record<string, number> = {};
  for (const part of (rest ?? '').split(',')) {
    const at = part.lastIndexOf('=');
    const weight = Number(part.slice(at + 1));
    if (at < 1 || !/^\d{1,6}$/.test(part.slice(at + 1))) {
      return wrong('weighted needs shares as whole numbers: weighted:alpha=3,beta=1.');
    }
    const name = part.slice(0, at);
    const found = find(name, instances);
    if (!found) return wrong(`${unknown(name)} ${known(instances)}`);
    weights[found.id] = weight;
  }
  if (instances.every(({ id }) => weights[id] === 0))
    return wrong('At least one weight must be more than 0.');
  return { ok: true, strategy: { kind: 'weighted', weights } };
}

function find(name: string, instances: readonly NamedInstance[]): NamedInstance | undefined {
  return instances.find((instance) => instance.name === name) ?? instances.find(({ id }) => id === name);
}

function unknown(name: string): string {
  return `There is no instance ${JSON.stringify(name)} here.`;
}

function known(instances: readonly NamedInstance[]): string {
  return `Known: ${instances.map(({ name }) => name).join(', ')}.`;
}
