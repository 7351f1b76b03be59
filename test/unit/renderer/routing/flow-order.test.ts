import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../../renderer/routing/flow.ts';
import {
  BY_COUNT,
  FLOW_COLUMNS,
  nextFlowSort,
  sortFlows,
  type FlowSort,
} from '../../../../renderer/routing/flow-order.ts';
import { makeFlow } from './make-flow.ts';

const flows: readonly Flow[] = [
  makeFlow({ name: 'b', count: 5, instanceName: 'beta', instanceId: 'i2' }),
  makeFlow({ name: 'a', count: 5, failed: 2, way: { kind: 'imported' } }),
  makeFlow({ name: 'c', count: 9, lying: 1, method: 'prompts/get' }),
];

function names(sort: FlowSort, given = flows): readonly string[] {
  return sortFlows(given, sort, []).map(({ name }) => name);
}

describe('sortFlows', () => {
  it.each<[FlowSort, readonly string[]]>([
    [BY_COUNT, ['c', 'a', 'b']],
    [{ column: 'count', descending: false }, ['a', 'b', 'c']],
    [{ column: 'share', descending: true }, ['c', 'a', 'b']],
    [{ column: 'what', descending: true }, ['c', 'b', 'a']],
    [{ column: 'method', descending: false }, ['c', 'a', 'b']],
    [{ column: 'way', descending: false }, ['a', 'c', 'b']],
    [{ column: 'instance', descending: true }, ['b', 'c', 'a']],
    [{ column: 'failed', descending: true }, ['a', 'c', 'b']],
    [{ column: 'lying', descending: true }, ['c', 'a', 'b']],
  ])('by %o', (sort, expected) => {
    expect(names(sort)).toEqual(expected);
    expect(names(sort, [...flows].reverse())).toEqual(expected);
  });

  it('knows every column', () => {
    for (const { id } of FLOW_COLUMNS) expect(names({ column: id, descending: false })).toHaveLength(3);
  });
});

describe('nextFlowSort', () => {
  it('begins with the most of numbers and with A of words, and turns round at the second click', () => {
    expect(nextFlowSort(BY_COUNT, 'failed')).toEqual({ column: 'failed', descending: true });
    expect(nextFlowSort(BY_COUNT, 'what')).toEqual({ column: 'what', descending: false });
    expect(nextFlowSort(BY_COUNT, 'count')).toEqual({ column: 'count', descending: false });
  });
});
