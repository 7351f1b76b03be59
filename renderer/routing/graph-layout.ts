import { COLUMNS, type Column, type GraphBand, type GraphNode, type RoutingGraph } from './routing-graph.ts';

/** Sizes in px. */
export interface LayoutOptions {
  readonly width: number;
  readonly height: number;
  readonly nodeWidth: number;
  /** The least that shows a label. */
  readonly nodeHeight: number;
  /** Between two nodes of a column. */
  readonly gap: number;
}

/** A node's box, in px from the upper left corner. */
export interface PlacedNode {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A band and the thread in it, as SVG paths: one for each of its two ways between columns. */
export interface PlacedBand {
  readonly band: GraphBand;
  readonly paths: readonly [string, string];
  /** Along both of them; absent where no header lies. */
  readonly thread?: { readonly path: string; readonly width: number };
}

export interface GraphLayout {
  readonly nodes: readonly PlacedNode[];
  readonly bands: readonly PlacedBand[];
  /** More than was given where the nodes do not fit: their labels stay readable, and the graph is scrolled. */
  readonly height: number;
}

/** A band of one request among thousands is still to be seen and to be hit. */
const THINNEST_BAND = 1;
const THINNEST_THREAD = 2;
const WIDEST_THREAD = 4;

type Measures = Pick<LayoutOptions, 'nodeHeight' | 'gap'>;

const heightAt = (count: number, perRequest: number, nodeHeight: number): number =>
  Math.max(nodeHeight, count * perRequest);

function columnHeight(
  nodes: readonly GraphNode[],
  perRequest: number,
  { nodeHeight, gap }: Measures,
): number {
  const gaps = Math.max(nodes.length - 1, 0) * gap;
  return nodes.reduce((sum, { count }) => sum + heightAt(count, perRequest, nodeHeight), gaps);
}

/**
 * px of one request: as many as fit in the tallest column, the same in all of them, so that a band is as wide where it
 * arrives as where it leaves. Found by halving: small nodes keep the height of their label, so it is no plain ratio.
 */
function findScale(graph: RoutingGraph, height: number, measures: Measures): number {
  const fits = (perRequest: number): boolean =>
    COLUMNS.every((column) => columnHeight(graph.columns[column], perRequest, measures) <= height);
  let low = 0;
  let high = height;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function placeNodes(
  graph: RoutingGraph,
  perRequest: number,
  height: number,
  options: LayoutOptions,
): PlacedNode[] {
  const { width, nodeWidth, nodeHeight, gap } = options;
  return COLUMNS.flatMap((column, index) => {
    const nodes = graph.columns[column];
    const x = ((width - nodeWidth) / 2) * index;
    const free = height - columnHeight(nodes, perRequest, options);
    // What is free goes between the nodes, but not so much that they fly apart.
    const apart = gap + Math.min(free / (nodes.length + 1), 3 * gap);
    const total = columnHeight(nodes, perRequest, { nodeHeight, gap: apart });
    let y = Math.max((height - total) / 2, 0);
    return nodes.map((node) => {
      const placed = { node, x, y, height: heightAt(node.count, perRequest, nodeHeight) };
      y += placed.height + apart;
      return placed;
    });
  });
}

const px = (value: number): string => String(Math.round(value * 10) / 10);

interface Ends {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The curve from one end to the other, level at both. */
function curve({ x0, y0, x1, y1 }: Ends): string {
  const middle = px((x0 + x1) / 2);
  return `C${middle} ${px(y0)} ${middle} ${px(y1)} ${px(x1)} ${px(y1)}`;
}

/** A band's outline; `y0` and `y1` are its upper edge at both ends. */
function ribbon({ x0, y0, x1, y1 }: Ends, thickness: number): string {
  const there = curve({ x0, y0, x1, y1 });
  const back = curve({ x0: x1, y0: y1 + thickness, x1: x0, y1: y0 + thickness });
  return `M${px(x0)} ${px(y0)}${there}V${px(y1 + thickness)}${back}Z`;
}

/** Hands out the places of a node's bands, from the top: at its left and at its right side. */
class Ports {
  readonly #left = new Map<string, number>();
  readonly #right = new Map<string, number>();

  constructor(nodes: readonly PlacedNode[], perRequest: number) {
    for (const { node, y, height } of nodes) {
      // A node that is taller than its bands has them in its middle.
      const top = y + (height - node.count * perRequest) / 2;
      this.#left.set(node.key, top);
      this.#right.set(node.key, top);
    }
  }

  take(side: 'left' | 'right', key: string, thickness: number): number {
    const places = side === 'left' ? this.#left : this.#right;
    const top = places.get(key) ?? 0;
    places.set(key, top + thickness);
    return top;
  }
}

interface BandEnds {
  readonly left: number;
  readonly wayIn: number;
  readonly wayOut: number;
  readonly right: number;
}

/** Upper edges of each band at its four ends: at each side of a node in the order of the nodes that they lead to. */
function portsOf(graph: RoutingGraph, nodes: readonly PlacedNode[], perRequest: number): BandEnds[] {
  const ports = new Ports(nodes, perRequest);
  const order = new Map(nodes.map(({ node }, index) => [node.key, index]));
  const at = (key: string): number => order.get(key) ?? 0;
  const indexes = graph.bands.map((_, index) => index);
  const by = (...columns: readonly Column[]): number[] =>
    [...indexes].sort((a, b) => {
      for (const column of columns) {
        const difference = at(graph.bands[a]?.nodes[column] ?? '') - at(graph.bands[b]?.nodes[column] ?? '');
        if (difference !== 0) return difference;
      }
      return 0;
    });
  const take = (sorted: readonly number[], side: 'left' | 'right', column: Column): number[] => {
    const tops: number[] = [];
    for (const index of sorted) {
      const band = graph.bands[index];
      if (band) tops[index] = ports.take(side, band.nodes[column], band.count * perRequest);
    }
    return tops;
  };
  // They change places behind the rule's box, where nobody sees them cross.
  const left = take(indexes, 'right', 'what');
  const wayIn = take(by('what', 'instance'), 'left', 'way');
  const wayOut = take(by('instance', 'what'), 'right', 'way');
  const right = take(by('way', 'what'), 'left', 'instance');
  return indexes.map((index) => ({
    left: left[index] ?? 0,
    wayIn: wayIn[index] ?? 0,
    wayOut: wayOut[index] ?? 0,
    right: right[index] ?? 0,
  }));
}

/**
 * Places the graph: nodes as boxes in three columns, as tall as their share of the requests but never too small for
 * their label, and bands as wide as their requests. Pure, and quick enough for each frame.
 */
export function layOut(graph: RoutingGraph, options: LayoutOptions): GraphLayout {
  const { nodeWidth, width } = options;
  const least = Math.max(...COLUMNS.map((column) => columnHeight(graph.columns[column], 0, options)));
  const height = Math.max(options.height, least);
  const perRequest = findScale(graph, height, options);
  const nodes = placeNodes(graph, perRequest, height, options);
  const ports = portsOf(graph, nodes, perRequest);
  const middle = (width - nodeWidth) / 2;
  const bands = graph.bands.map((band, index): PlacedBand => {
    const { left = 0, wayIn = 0, wayOut = 0, right = 0 } = ports[index] ?? {};
    const exact = band.count * perRequest;
    const thickness = Math.max(exact, THINNEST_BAND);
    const lift = (thickness - exact) / 2;
    const first = { x0: nodeWidth, y0: left - lift, x1: middle, y1: wayIn - lift };
    const second = { x0: middle + nodeWidth, y0: wayOut - lift, x1: width - nodeWidth, y1: right - lift };
    const paths = [ribbon(first, thickness), ribbon(second, thickness)] as const;
    if (band.lying === 0) return { band, paths };
    // Along the middle of the band, where it is the band's own thread and not its neighbour's.
    const centre = thickness / 2;
    const [into, out] = [first, second].map(({ x0, y0, x1, y1 }) => ({
      ...{ x0, y0: y0 + centre, x1, y1: y1 + centre },
    })) as [Ends, Ends];
    const path = `M${px(into.x0)} ${px(into.y0)}${curve(into)}M${px(out.x0)} ${px(out.y0)}${curve(out)}`;
    const wanted = Math.min(band.lying * perRequest, WIDEST_THREAD);
    return { band, paths, thread: { path, width: Math.max(wanted, THINNEST_THREAD) } };
  });
  return { nodes, bands, height };
}
