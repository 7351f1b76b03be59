import { describe, expect, it } from 'vitest';
import { makeFlowGraph, type GraphStep } from '../../../../../renderer/replay/plan/flow-graph.ts';
import { flowOf } from '../fake-replay.ts';

function stepsOf(names: Readonly<Record<number, string>>): ReadonlyMap<number, GraphStep> {
  return new Map(
    Object.entries(names).map(([number, name]) => [
      Number(number),
      { number: Number(number), method: 'tools/call', name },
    ]),
  );
}

/** Baskets one after another: create, then `reads` reads each. */
function baskets(count: number, reads: number) {
  const names: Record<number, string> = {};
  const flows = Array.from({ length: count }, (_, index) => {
    const first = 1 + index * (reads + 1);
    names[first] = 'create';
    const readers = Array.from({ length: reads }, (__, read) => first + 1 + read);
    for (const number of readers) names[number] = `read ${String(number - first)}`;
    return flowOf(`f${String(index)}`, first, readers);
  });
  return { steps: stepsOf(names), flows };
}

describe('the graph of what feeds what', () => {
  it('has a box for each step with a flow, and one for several that are fed alike', () => {
    const steps = stepsOf({ 1: 'create', 2: 'get', 3: 'get', 4: 'add', 9: 'whoami' });
    const graph = makeFlowGraph({ steps, flows: [flowOf('f', 1, [2, 3, 4])], most: 50, togetherFrom: 50 });
    expect(graph.islands).toHaveLength(1);
    const [island] = graph.islands;
    expect(island?.nodes.map(({ numbers }) => numbers)).toEqual([[1], [2, 3], [4]]);
    expect(island?.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['1>2', '1>4']);
    expect(graph).toMatchObject({ steps: 4, hidden: 0 });
  });

  it('keeps a chain as a chain, though all of it has one name', () => {
    const steps = stepsOf({ 1: 'search', 2: 'search', 3: 'search' });
    const graph = makeFlowGraph({
      steps,
      flows: [flowOf('a', 1, [2]), flowOf('b', 2, [3])],
      most: 50,
      togetherFrom: 50,
    });
    expect(graph.islands[0]?.nodes.map(({ numbers }) => numbers)).toEqual([[1], [2], [3]]);
  });

  it('draws alike islands once where there are many boxes', () => {
    const { steps, flows } = baskets(200, 2);
    const graph = makeFlowGraph({ steps, flows, most: 100, togetherFrom: 40 });
    expect(graph.islands).toHaveLength(1);
    expect(graph.islands[0]).toMatchObject({ alike: 200 });
    expect(graph).toMatchObject({ steps: 600, hidden: 0 });
    const few = makeFlowGraph({ ...baskets(5, 2), most: 100, togetherFrom: 40 });
    expect(few.islands).toHaveLength(5);
  });

  it('does not take islands for alike that carry another kind of value', () => {
    const { steps, flows } = baskets(20, 2);
    const mixed = flows.map((flow, index) => (index === 3 ? { ...flow, kind: 'task-id' as const } : flow));
    const graph = makeFlowGraph({ steps, flows: mixed, most: 100, togetherFrom: 40 });
    expect(graph.islands.map(({ alike }) => alike)).toEqual([19, 1]);
  });

  it('counts the islands for which there is no room', () => {
    const { steps, flows } = baskets(4, 2);
    const graph = makeFlowGraph({ steps, flows, most: 7, togetherFrom: 100 });
    expect(graph.islands).toHaveLength(2);
    expect(graph.hidden).toBe(2);
  });

  it('shows the island of one step alone, and of a large one what is near', () => {
    const { steps, flows } = baskets(4, 2);
    const own = makeFlowGraph({ steps, flows, most: 50, togetherFrom: 50, focus: 5 });
    expect(own.islands[0]?.nodes.flatMap(({ numbers }) => numbers)).toEqual([4, 5, 6]);
    const chain = Array.from({ length: 30 }, (_, index) =>
      flowOf(`c${String(index)}`, index + 1, [index + 2]),
    );
    const names = stepsOf(Object.fromEntries(Array.from({ length: 31 }, (_, index) => [index + 1, 'next'])));
    const near = makeFlowGraph({ steps: names, flows: chain, most: 5, togetherFrom: 50, focus: 15 });
    expect(near.islands[0]?.nodes.flatMap(({ numbers }) => numbers)).toEqual([13, 14, 15, 16, 17]);
    expect(makeFlowGraph({ steps, flows, most: 50, togetherFrom: 50, focus: 99 }).islands).toEqual([]);
  });

  it('is made of ten thousand flows in no time that is felt', () => {
    const { steps, flows } = baskets(10_000, 3);
    expect(makeFlowGraph({ steps, flows, most: 160, togetherFrom: 40 }).islands[0]?.alike).toBe(10_000);
  });
});
