import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../../renderer/routing/flow.ts';
import { layOut, type GraphLayout, type PlacedNode } from '../../../../renderer/routing/graph-layout.ts';
import { buildGraph, COLUMNS } from '../../../../renderer/routing/routing-graph.ts';
import { makeFlow } from './make-flow.ts';

const SIZES = { width: 1000, height: 600, nodeWidth: 200, nodeHeight: 26, gap: 8 };

function placed(flows: readonly Flow[], height = SIZES.height): GraphLayout {
  const most = { what: 100, way: 100, instance: 100 };
  return layOut(buildGraph(flows, { most, rank: () => 0 }), { ...SIZES, height });
}

function columnOf(layout: GraphLayout, column: (typeof COLUMNS)[number]): readonly PlacedNode[] {
  return layout.nodes.filter(({ node }) => node.column === column);
}

/** The numbers of a path. */
function numbersOf(path: string): readonly number[] {
  return (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
}

/** Where a ribbon's upper edge begins, and how wide it is where it arrives. */
function ribbonOf(path: string): {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly to: number;
} {
  const [x = 0, y = 0, , , , , to = 0, y1 = 0, lower = 0] = numbersOf(path);
  return { x, y, to, width: lower - y1 };
}

const flows = [
  makeFlow({ name: 'a', count: 300, lying: 2 }),
  makeFlow({ name: 'b', count: 100, instanceId: 'i2' }),
  makeFlow({ name: 'c', count: 1, instanceId: 'i2', way: { kind: 'otherwise', gatewayId: 'g1' } }),
];

describe('layOut', () => {
  it('keeps every node within the height, apart from the next, and tall enough for its label', () => {
    const layout = placed(flows);
    expect(layout.height).toBe(600);
    for (const column of COLUMNS) {
      const nodes = columnOf(layout, column);
      for (const [index, { y, height }] of nodes.entries()) {
        const next = nodes[index + 1];
        expect(height).toBeGreaterThanOrEqual(26);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + height).toBeLessThanOrEqual(next ? next.y - 8 + 1e-6 : 600 + 1e-6);
      }
    }
  });

  it('uses the height, and makes nodes and bands as large as their counts in all columns', () => {
    const layout = placed(flows);
    const [a, b] = columnOf(layout, 'what');
    const ratio = (a?.height ?? 0) / (b?.height ?? 1);
    expect(ratio).toBeCloseTo(3, 3);
    expect(columnOf(layout, 'way')[0]?.height).toBeCloseTo((a?.height ?? 0) + (b?.height ?? 0), 3);
    const tallest = COLUMNS.map((column) =>
      columnOf(layout, column).reduce((sum, { height }) => sum + height + 8, -8),
    );
    expect(Math.max(...tallest)).toBeCloseTo(600, 1);
    const [first] = layout.bands;
    for (const path of first?.paths ?? []) {
      expect(ribbonOf(path).width).toBeCloseTo(a?.height ?? 0, 0);
    }
  });

  it('leads each band from the edge of one box to the edge of the next', () => {
    const layout = placed(flows);
    for (const { paths } of layout.bands) {
      expect(ribbonOf(paths[0])).toMatchObject({ x: 200, to: 400 });
      expect(ribbonOf(paths[1])).toMatchObject({ x: 600, to: 800 });
    }
  });

  it('stacks the bands of a node without a gap and without an overlap', () => {
    const layout = placed(flows);
    const [a, b] = layout.bands.map(({ paths }) => ribbonOf(paths[1]));
    expect((a?.y ?? 0) + (a?.width ?? 0)).toBeCloseTo(b?.y ?? 0, 0);
  });

  it('keeps what is one among thousands visible', () => {
    const rare = makeFlow({ name: 'b', count: 1 });
    const small = placed([makeFlow({ count: 100_000 }), rare]).bands.find(({ band }) => band.count === 1);
    expect(ribbonOf(small?.paths[0] ?? '').width).toBeCloseTo(1, 1);
  });

  it('has a thread for lying headers only, no thinner than can be seen', () => {
    const { bands } = placed(flows);
    expect(bands.map(({ thread }) => thread?.width)).toEqual([expect.closeTo(2.9, 0), undefined, undefined]);
    expect(bands[0]?.thread?.path.match(/M/g)).toHaveLength(2);
    const rare = placed([makeFlow({ count: 100_000, lying: 1 })]);
    expect(rare.bands[0]?.thread?.width).toBe(2);
  });

  it('grows beyond the height rather than let labels overlap', () => {
    const many = Array.from({ length: 40 }, (_, index) => makeFlow({ name: `tool-${index}` }));
    const layout = placed(many, 300);
    expect(layout.height).toBe(40 * 26 + 39 * 8);
    const [first, second] = columnOf(layout, 'what');
    expect((second?.y ?? 0) - (first?.y ?? 0)).toBeGreaterThanOrEqual(26 + 8 - 1e-6);
  });

  it('has nothing to place where there is nothing', () => {
    expect(placed([])).toMatchObject({ nodes: [], bands: [], height: 600 });
  });
});
