import type { FlowEdge, FlowGraph, FlowIsland, FlowNode } from './flow-graph.ts';

/** Sizes in px. */
export interface FlowLayoutOptions {
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly columnGap: number;
  readonly rowGap: number;
  readonly islandGap: number;
}

export interface PlacedFlowNode {
  readonly node: FlowNode;
  readonly x: number;
  readonly y: number;
  /** Column, from 0. */
  readonly layer: number;
}

export interface PlacedFlowEdge {
  readonly edge: FlowEdge;
  /** An SVG path from the right side of one box to the left side of the other. */
  readonly path: string;
  /** Where a word on it may stand. */
  readonly middle: { readonly x: number; readonly y: number };
}

export interface PlacedIsland {
  readonly island: FlowIsland;
  readonly y: number;
  readonly height: number;
  readonly width: number;
}

export interface FlowLayout {
  readonly nodes: readonly PlacedFlowNode[];
  readonly edges: readonly PlacedFlowEdge[];
  readonly islands: readonly PlacedIsland[];
  readonly width: number;
  readonly height: number;
}

/** How far each box is from those that nobody feeds: the longest way there. Flows go forward in time, so there is no circle. */
function layersOf({ nodes, edges }: FlowIsland): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  const into = new Map<string, string[]>();
  for (const { from, to } of edges) into.set(to, [...(into.get(to) ?? []), from]);
  const layerOf = (key: string, way: ReadonlySet<string>): number => {
    const known = layers.get(key);
    if (known !== undefined) return known;
    // A box of several steps can stand before and after another one.
    const before = (into.get(key) ?? []).filter((from) => !way.has(from));
    const next = new Set(way).add(key);
    const layer = before.reduce((deepest, from) => Math.max(deepest, layerOf(from, next) + 1), 0);
    layers.set(key, layer);
    return layer;
  };
  for (const { key } of nodes) layerOf(key, new Set());
  return layers;
}

/** The boxes of each layer, each near the middle of those that feed it. */
function orderedLayers(
  island: FlowIsland,
  layers: ReadonlyMap<string, number>,
): readonly (readonly FlowNode[])[] {
  const columns: FlowNode[][] = [];
  for (const node of island.nodes) {
    const layer = layers.get(node.key) ?? 0;
    (columns[layer] ??= []).push(node);
  }
  const rows = new Map<string, number>();
  const middleOf = (node: FlowNode): number => {
    const feeders = island.edges
      .filter(({ to }) => to === node.key)
      .flatMap(({ from }) => rows.get(from) ?? []);
    if (feeders.length === 0) return Number(node.key);
    return feeders.reduce((sum, row) => sum + row, 0) / feeders.length;
  };
  return columns.map((column, layer) => {
    const sorted =
      layer === 0
        ? column
        : column.toSorted(
            (one, other) => middleOf(one) - middleOf(other) || Number(one.key) - Number(other.key),
          );
    sorted.forEach((node, row) => rows.set(node.key, row));
    return sorted;
  });
}

const px = (value: number): string => String(Math.round(value * 10) / 10);

/** Places every box: columns by what has to come before, islands below each other. Pure. */
export function layFlowGraph({ islands }: FlowGraph, options: FlowLayoutOptions): FlowLayout {
  const { nodeWidth, nodeHeight, columnGap, rowGap, islandGap } = options;
  const nodes: PlacedFlowNode[] = [];
  const edges: PlacedFlowEdge[] = [];
  const placedIslands: PlacedIsland[] = [];
  let top = 0;
  for (const island of islands) {
    const columns = orderedLayers(island, layersOf(island));
    const tallest = Math.max(...columns.map(({ length }) => length), 1);
    const height = tallest * nodeHeight + (tallest - 1) * rowGap;
    const places = new Map<string, PlacedFlowNode>();
    columns.forEach((column, layer) => {
      const own = column.length * nodeHeight + (column.length - 1) * rowGap;
      column.forEach((node, row) => {
        const y = top + (height - own) / 2 + row * (nodeHeight + rowGap);
        places.set(node.key, { node, layer, x: layer * (nodeWidth + columnGap), y });
      });
    });
    for (const edge of island.edges) {
      const [from, to] = [places.get(edge.from), places.get(edge.to)];
      if (!from || !to) continue;
      const [x0, y0] = [from.x + nodeWidth, from.y + nodeHeight / 2];
      const [x1, y1] = [to.x, to.y + nodeHeight / 2];
      const bend = Math.max((x1 - x0) / 2, columnGap / 2);
      const path = `M${px(x0)} ${px(y0)}C${px(x0 + bend)} ${px(y0)} ${px(x1 - bend)} ${px(y1)} ${px(x1)} ${px(y1)}`;
      edges.push({ edge, path, middle: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 } });
    }
    nodes.push(...places.values());
    const width = columns.length * nodeWidth + (columns.length - 1) * columnGap;
    placedIslands.push({ island, y: top, height, width });
    top += height + islandGap;
  }
  const width = Math.max(...placedIslands.map((island) => island.width), 0);
  return { nodes, edges, islands: placedIslands, width, height: Math.max(top - islandGap, 0) };
}
