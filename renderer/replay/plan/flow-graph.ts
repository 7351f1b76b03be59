import type { PlanStep, ValueFlow } from '../../../shared/model/replay-plan.ts';

export type GraphStep = Pick<PlanStep, 'number' | 'method' | 'name'>;

/** One box: a step, or several that get the same values from the same steps and feed the same ones. */
export interface FlowNode {
  readonly key: string;
  /** Ascending. */
  readonly numbers: readonly number[];
  readonly step: GraphStep;
}

/** A way of values from one box to another. */
export interface FlowEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly flows: readonly ValueFlow[];
}

/** Boxes that hang together. */
export interface FlowIsland {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** How many islands look like this one, itself among them: it stands for all of them. */
  readonly alike: number;
}

export interface FlowGraph {
  readonly islands: readonly FlowIsland[];
  /** Steps that have to do with any flow. */
  readonly steps: number;
  /** Islands that were left out because there was no room for more. */
  readonly hidden: number;
}

interface GraphOptions {
  readonly steps: ReadonlyMap<number, GraphStep>;
  readonly flows: readonly ValueFlow[];
  /** Boxes that are drawn at most. */
  readonly most: number;
  /** With more boxes than these, islands of one shape are drawn once. */
  readonly togetherFrom: number;
  /** Only the island of this step. */
  readonly focus?: number;
}

type Links = Map<number, Set<number>>;

function link(links: Links, from: number, to: number): void {
  const known = links.get(from);
  if (known) known.add(to);
  else links.set(from, new Set([to]));
}

const listed = (numbers: Iterable<number> | undefined): readonly number[] =>
  [...(numbers ?? [])].sort((one, other) => one - other);

/** Boxes of all steps that have to do with a flow: steps of one name with the same neighbours share one. */
function boxes(steps: ReadonlyMap<number, GraphStep>, feeds: Links, fedBy: Links): readonly FlowNode[] {
  const groups = new Map<string, { readonly step: GraphStep; readonly numbers: number[] }>();
  for (const number of listed(new Set([...feeds.keys(), ...fedBy.keys()]))) {
    const step = steps.get(number) ?? { number, method: '', name: '' };
    const sides = [listed(fedBy.get(number)).join(','), listed(feeds.get(number)).join(',')];
    const key = [step.method, step.name, ...sides].join('\n');
    const group = groups.get(key);
    if (group) group.numbers.push(number);
    else groups.set(key, { step, numbers: [number] });
  }
  return [...groups.values()].map(({ step, numbers }) => ({ key: String(numbers[0]), step, numbers }));
}

function edgesOf(flows: readonly ValueFlow[], boxOf: ReadonlyMap<number, string>): readonly FlowEdge[] {
  const edges = new Map<
    string,
    { readonly from: string; readonly to: string; readonly flows: Set<ValueFlow> }
  >();
  for (const flow of flows) {
    const from = boxOf.get(flow.producer.number);
    for (const { number } of flow.consumers) {
      const to = boxOf.get(number);
      if (from === undefined || to === undefined || from === to) continue;
      const key = `${from}>${to}`;
      const edge = edges.get(key) ?? { from, to, flows: new Set<ValueFlow>() };
      edge.flows.add(flow);
      edges.set(key, edge);
    }
  }
  return [...edges].map(([key, edge]) => ({ key, from: edge.from, to: edge.to, flows: [...edge.flows] }));
}

/** Splits into what hangs together, in the order of the first step of each. */
function islandsOf(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): readonly FlowIsland[] {
  const islandOf = new Map(nodes.map(({ key }) => [key, key]));
  const root = (key: string): string => {
    let at = key;
    for (let up = islandOf.get(at); up !== undefined && up !== at; up = islandOf.get(at)) at = up;
    islandOf.set(key, at);
    return at;
  };
  for (const { from, to } of edges) islandOf.set(root(from), root(to));
  const islands = new Map<string, { nodes: FlowNode[]; edges: FlowEdge[] }>();
  for (const node of nodes) {
    const at = root(node.key);
    const island = islands.get(at) ?? { nodes: [], edges: [] };
    island.nodes.push(node);
    islands.set(at, island);
  }
  for (const edge of edges) islands.get(root(edge.from))?.edges.push(edge);
  return [...islands.values()].map((island) => ({ ...island, alike: 1 }));
}

/** What an island looks like but for the numbers of its steps: equal for two of one shape. */
function shapeOf({ nodes, edges }: FlowIsland): string {
  const place = new Map(nodes.map(({ key }, index) => [key, index]));
  const boxesText = nodes.map(
    ({ step, numbers }) => `${step.method} ${step.name} ${String(Math.min(numbers.length, 2))}`,
  );
  const lines = edges.map(({ from, to, flows }) => {
    const kinds = [...new Set(flows.map(({ kind, use }) => `${kind} ${use}`))].sort().join(',');
    return `${String(place.get(from))}>${String(place.get(to))} ${kinds}`;
  });
  return [...boxesText, ...lines.sort()].join('\n');
}

function together(islands: readonly FlowIsland[]): readonly FlowIsland[] {
  const shapes = new Map<string, FlowIsland>();
  for (const island of islands) {
    const shape = shapeOf(island);
    const known = shapes.get(shape);
    shapes.set(shape, known ? { ...known, alike: known.alike + 1 } : island);
  }
  return [...shapes.values()];
}

/** The boxes around one of an island that is too large: as many as there is room for, the nearest first. */
function around(island: FlowIsland, focus: number, most: number): FlowIsland {
  const beside = new Map<string, string[]>();
  for (const { from, to } of island.edges) {
    beside.set(from, [...(beside.get(from) ?? []), to]);
    beside.set(to, [...(beside.get(to) ?? []), from]);
  }
  const start = island.nodes.find(({ numbers }) => numbers.includes(focus))?.key;
  const near = new Set(start === undefined ? [] : [start]);
  for (const key of near) {
    for (const other of beside.get(key) ?? []) if (near.size < most) near.add(other);
  }
  return {
    nodes: island.nodes.filter(({ key }) => near.has(key)),
    edges: island.edges.filter(({ from, to }) => near.has(from) && near.has(to)),
    alike: 1,
  };
}

/** Which step feeds which, as a picture of it can be drawn: alike ones together where there are many. Pure. */
export function makeFlowGraph({ steps, flows, most, togetherFrom, focus }: GraphOptions): FlowGraph {
  const feeds: Links = new Map();
  const fedBy: Links = new Map();
  for (const { producer, consumers } of flows) {
    for (const { number } of consumers) {
      if (number === producer.number) continue;
      link(feeds, producer.number, number);
      link(fedBy, number, producer.number);
    }
  }
  const nodes = boxes(steps, feeds, fedBy);
  const boxOf = new Map(nodes.flatMap(({ key, numbers }) => numbers.map((number) => [number, key] as const)));
  const all = islandsOf(nodes, edgesOf(flows, boxOf));
  const count = boxOf.size;
  if (focus !== undefined) {
    const own = all.find((island) => island.nodes.some(({ numbers }) => numbers.includes(focus)));
    if (!own) return { islands: [], steps: count, hidden: 0 };
    return { islands: [own.nodes.length > most ? around(own, focus, most) : own], steps: count, hidden: 0 };
  }
  const candidates = nodes.length > togetherFrom ? together(all) : all;
  const islands: FlowIsland[] = [];
  let room = most;
  for (const island of candidates) {
    if (island.nodes.length > room) continue;
    room -= island.nodes.length;
    islands.push(island);
  }
  return { islands, steps: count, hidden: candidates.length - islands.length };
}
