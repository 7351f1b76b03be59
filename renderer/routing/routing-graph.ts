import { wayKey, type Flow } from './flow.ts';

/** The columns of the graph, left to right: method or name, rule, instance. */
export const COLUMNS = ['what', 'way', 'instance'] as const;
export type Column = (typeof COLUMNS)[number];

interface Sums {
  readonly count: number;
  readonly failed: number;
  readonly lying: number;
  readonly faulted: number;
}

export interface GraphNode extends Sums {
  /** Unlike that of any other node. */
  readonly key: string;
  readonly column: Column;
  /** One of its flows: what the node is about is the same in all of them. */
  readonly flow: Flow;
  /** How many small ones it stands for, because there was no room for each; 0: it is itself. */
  readonly standsFor: number;
}

/** The requests that went from one node by a second one to a third. */
export interface GraphBand extends Sums {
  readonly key: string;
  /** Keys of its nodes. */
  readonly nodes: Readonly<Record<Column, string>>;
  readonly flow: Flow;
}

export interface RoutingGraph {
  readonly columns: Readonly<Record<Column, readonly GraphNode[]>>;
  /** In the order in which they leave the nodes at the left, from the top. */
  readonly bands: readonly GraphBand[];
}

export interface GraphOptions {
  /** The most nodes of each column; what is over is taken together, the smallest first. At least 2. */
  readonly most: Readonly<Record<Column, number>>;
  /** Where a node stands among those of its column: small numbers on top, equal ones by their count. */
  readonly rank: (column: Column, flow: Flow) => number;
}

type Summed<T> = { -readonly [K in keyof T]: T[K] };

const PARTS: Readonly<Record<Column, (flow: Flow) => string>> = {
  what: (flow) => `what ${flow.method}\u0000${flow.name}`,
  way: (flow) => `way ${wayKey(flow.way)}`,
  instance: (flow) => `instance ${flow.instanceId}`,
};

function addTo(sums: Summed<Sums>, { count, failed, lying, faulted }: Sums): void {
  sums.count += count;
  sums.failed += failed;
  sums.lying += lying;
  sums.faulted += faulted;
}

const NOTHING: Sums = { count: 0, failed: 0, lying: 0, faulted: 0 };

function byKey(flows: readonly Flow[], column: Column): GraphNode[] {
  const nodes = new Map<string, Summed<GraphNode>>();
  for (const flow of flows) {
    const key = PARTS[column](flow);
    let node = nodes.get(key);
    if (!node) nodes.set(key, (node = { key, column, flow, standsFor: 0, ...NOTHING }));
    addTo(node, flow);
  }
  return [...nodes.values()];
}

/** Largest first, and always in the same order. */
function bySize(a: GraphNode, b: GraphNode): number {
  return b.count - a.count || (a.key < b.key ? -1 : 1);
}

interface Trimmed {
  readonly nodes: readonly GraphNode[];
  /** Key of the node that stands for the one with this key. */
  readonly of: (key: string) => string;
}

function trim(nodes: GraphNode[], column: Column, { most, rank }: GraphOptions): Trimmed {
  const sorted = nodes.sort(bySize);
  const kept = sorted.length <= most[column] ? sorted : sorted.slice(0, most[column] - 1);
  const over = sorted.slice(kept.length);
  const placed = [...kept].sort((a, b) => rank(column, a.flow) - rank(column, b.flow) || bySize(a, b));
  const [first] = over;
  if (!first) return { nodes: placed, of: (key) => key };
  const rest: Summed<GraphNode> = {
    ...{ key: `${column} and the rest`, column, flow: first.flow, standsFor: over.length },
    ...NOTHING,
  };
  for (const node of over) addTo(rest, node);
  const own = new Set(kept.map(({ key }) => key));
  return { nodes: [...placed, rest], of: (key) => (own.has(key) ? key : rest.key) };
}

/** What the graph shows of these flows: nodes in three columns, and the bands between them. Pure. */
export function buildGraph(flows: readonly Flow[], options: GraphOptions): RoutingGraph {
  const trimmed = {
    what: trim(byKey(flows, 'what'), 'what', options),
    way: trim(byKey(flows, 'way'), 'way', options),
    instance: trim(byKey(flows, 'instance'), 'instance', options),
  };
  const bands = new Map<string, Summed<GraphBand>>();
  for (const flow of flows) {
    const nodes = {
      what: trimmed.what.of(PARTS.what(flow)),
      way: trimmed.way.of(PARTS.way(flow)),
      instance: trimmed.instance.of(PARTS.instance(flow)),
    };
    const key = `${nodes.what}\u0000${nodes.way}\u0000${nodes.instance}`;
    let band = bands.get(key);
    if (!band) bands.set(key, (band = { key, nodes, flow, ...NOTHING }));
    addTo(band, flow);
  }
  const place = new Map(
    COLUMNS.flatMap((column) => trimmed[column].nodes.map(({ key }, index) => [key, index] as const)),
  );
  const at = (key: string): number => place.get(key) ?? 0;
  const sorted = [...bands.values()].sort(
    (a, b) =>
      at(a.nodes.what) - at(b.nodes.what) ||
      at(a.nodes.way) - at(b.nodes.way) ||
      at(a.nodes.instance) - at(b.nodes.instance),
  );
  const nodesOf = (column: Column): readonly GraphNode[] => trimmed[column].nodes;
  return {
    columns: { what: nodesOf('what'), way: nodesOf('way'), instance: nodesOf('instance') },
    bands: sorted,
  };
}
