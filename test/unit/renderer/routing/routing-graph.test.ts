import { describe, expect, it } from 'vitest';
import { buildGraph, COLUMNS, type GraphOptions } from '../../../../renderer/routing/routing-graph.ts';
import type { Flow } from '../../../../renderer/routing/flow.ts';
import { makeFlow } from './make-flow.ts';

function optionsOf(most: number): GraphOptions {
  return { most: { what: most, way: most, instance: most }, rank: () => 0 };
}

const flows: readonly Flow[] = [
  makeFlow({ name: 'a', count: 5, lying: 1 }),
  makeFlow({ name: 'a', instanceId: 'i2', count: 2 }),
  makeFlow({ name: 'b', count: 20, failed: 3 }),
  makeFlow({ name: 'c', count: 1, way: { kind: 'otherwise', gatewayId: 'g1' } }),
  makeFlow({ name: 'd', count: 2, faulted: 2 }),
];

describe('buildGraph', () => {
  it('adds up each column to the same total, the largest node on top', () => {
    const { columns } = buildGraph(flows, optionsOf(10));
    expect(columns.what.map(({ flow, count }) => [flow.name, count])).toEqual([
      ['b', 20],
      ['a', 7],
      ['d', 2],
      ['c', 1],
    ]);
    expect(columns.way.map(({ flow, count }) => [flow.way.kind, count])).toEqual([
      ['sent', 29],
      ['otherwise', 1],
    ]);
    expect(
      columns.instance.map(({ flow, count, lying, failed, faulted }) => [
        flow.instanceId,
        count,
        lying,
        failed,
        faulted,
      ]),
    ).toEqual([
      ['i1', 28, 1, 3, 2],
      ['i2', 2, 0, 0, 0],
    ]);
  });

  it('takes the smallest together where there is no room, and loses no exchange', () => {
    const { columns, bands } = buildGraph(flows, optionsOf(2));
    expect(columns.what.map(({ standsFor, count }) => [standsFor, count])).toEqual([
      [0, 20],
      [3, 10],
    ]);
    expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(30);
    const rest = columns.what[1]?.key;
    // a and d went the same way to the same instance: one band for both.
    expect(bands.filter(({ nodes }) => nodes.what === rest).map(({ count }) => count)).toEqual([7, 2, 1]);
  });

  it('orders nodes by their rank before their size, and what stands for the rest last', () => {
    const rank: GraphOptions['rank'] = (column, flow) =>
      column === 'instance' && flow.instanceId === 'i1' ? 1 : 0;
    const { columns } = buildGraph(flows, { ...optionsOf(10), rank });
    expect(columns.instance.map(({ flow }) => flow.instanceId)).toEqual(['i2', 'i1']);
    const few = buildGraph(flows, { ...optionsOf(3), rank: (_, { name }) => (name === 'b' ? 1 : 0) });
    expect(few.columns.what.map(({ flow, standsFor }) => (standsFor > 0 ? standsFor : flow.name))).toEqual([
      'a',
      'b',
      2,
    ]);
  });

  it('is the same whatever order the flows come in', () => {
    const tied = ['x', 'y', 'z'].map((name) => makeFlow({ name }));
    const order = (given: readonly Flow[]): readonly string[] =>
      buildGraph(given, optionsOf(9)).columns.what.map(({ flow }) => flow.name);
    expect(order(tied)).toEqual(order([...tied].reverse()));
  });

  it('has nodes for both ends of every band', () => {
    const { columns, bands } = buildGraph(flows, optionsOf(2));
    for (const column of COLUMNS) {
      const keys = columns[column].map(({ key }) => key);
      for (const { nodes } of bands) expect(keys).toContain(nodes[column]);
    }
  });

  it('is empty without flows', () => {
    expect(buildGraph([], optionsOf(2)).bands).toEqual([]);
  });
});
