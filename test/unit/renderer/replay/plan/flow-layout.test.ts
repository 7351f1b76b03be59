import { describe, expect, it } from 'vitest';
import { makeFlowGraph } from '../../../../../renderer/replay/plan/flow-graph.ts';
import { layFlowGraph } from '../../../../../renderer/replay/plan/flow-layout.ts';
import { flowOf } from '../fake-replay.ts';

const SIZES = { nodeWidth: 100, nodeHeight: 20, columnGap: 50, rowGap: 10, islandGap: 30 };

function lay(flows: ReturnType<typeof flowOf>[]) {
  const numbers = flows.flatMap(({ producer, consumers }) => [
    producer.number,
    ...consumers.map((to) => to.number),
  ]);
  const steps = new Map(
    numbers.map((number) => [number, { number, method: 'm', name: `n${String(number)}` }]),
  );
  return layFlowGraph(makeFlowGraph({ steps, flows, most: 500, togetherFrom: 500 }), SIZES);
}

describe('where the boxes stand', () => {
  it('each right of all that feed it, by the longest way', () => {
    const { nodes } = lay([flowOf('a', 1, [2, 3]), flowOf('b', 2, [3])]);
    expect(nodes.map(({ node, x, layer }) => [node.key, x, layer])).toEqual([
      ['1', 0, 0],
      ['2', 150, 1],
      ['3', 300, 2],
    ]);
  });

  it('no two on each other, and islands below each other', () => {
    const flows = Array.from({ length: 30 }, (_, index) => {
      const first = 1 + index * 5;
      return [
        flowOf(`a${String(index)}`, first, [first + 1, first + 2]),
        flowOf(`b${String(index)}`, first + 1, [first + 3]),
      ];
    }).flat();
    const { nodes, islands, height, width } = lay(flows);
    expect(islands).toHaveLength(30);
    for (const one of nodes) {
      for (const other of nodes) {
        if (one === other || one.x !== other.x) continue;
        expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(SIZES.nodeHeight);
      }
      expect(one.y + SIZES.nodeHeight).toBeLessThanOrEqual(height);
      expect(one.x + SIZES.nodeWidth).toBeLessThanOrEqual(width);
    }
  });

  it('with a way from the right side of one to the left side of the other', () => {
    const { edges } = lay([flowOf('a', 1, [2])]);
    expect(edges[0]?.path).toBe('M100 10C125 10 125 10 150 10');
    expect(edges[0]?.middle).toEqual({ x: 125, y: 10 });
  });

  it('of nothing is nothing', () => {
    expect(lay([])).toEqual({ nodes: [], edges: [], islands: [], width: 0, height: 0 });
  });
});
