import { describe, expect, it } from 'vitest';
import { capabilityWords, identityOf, sparkOf, staleIds } from '../../../../renderer/fleet/fleet-facts.ts';
import type { InstanceHealth } from '../../../../shared/model/instance.ts';

const health = (part: Partial<InstanceHealth>): InstanceHealth => ({
  instanceId: 'a',
  state: 'up',
  latenciesMs: [],
  ...part,
});

describe('staleIds', () => {
  const instances = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id, url: '', headers: [] }));

  it('are those that were never checked or long ago, and are not being checked', () => {
    const known = new Map([
      ['a', health({ checkedAt: 95_000 })],
      ['b', health({ checkedAt: 60_000 })],
      ['c', health({ state: 'checking', checkedAt: 1 })],
    ]);
    expect(staleIds(instances, known, 100_000)).toEqual(['b', 'd']);
  });

  it('are never those with a command: a look starts no program', () => {
    const stdio = { command: 'node', args: [], env: {} };
    expect(staleIds([{ id: 'a', name: 'a', url: '', headers: [], stdio }], new Map(), 0)).toEqual([]);
  });
});

describe('sparkOf', () => {
  it('draws runs of good checks as lines, breaks them at failures, and ends at the newest', () => {
    const spark = sparkOf([4, 2, null, 1, 4], 62, 22, 30);
    expect(spark.lines).toHaveLength(2);
    expect(spark.failures).toEqual([56]);
    expect(spark.last).toEqual({ x: 60, y: 4.7 });
  });

  it('puts the slowest highest', () => {
    const [line = ''] = sparkOf([1, 10], 60, 20).lines;
    const heights = [...line.matchAll(/ (\d+(?:\.\d+)?)/g)].map((match) => Number(match[1]));
    expect(heights[1]).toBeLessThan(heights[0] ?? 0);
  });

  it('says nothing of a newest check that failed, nor of no checks', () => {
    expect(sparkOf([3, null], 60, 20)).toMatchObject({ lines: [], last: undefined });
    expect(sparkOf([], 60, 20)).toEqual({ lines: [], failures: [], last: undefined });
  });

  it('keeps latencies of 0 within the picture', () => {
    const { last } = sparkOf([0, 0], 60, 20);
    expect(last?.y).toBe(18);
  });
});

it.each([
  [{ listChanged: true, subscribe: true }, 'listChanged, subscribe'],
  [{ form: {}, max: 3 }, 'form, max: 3'],
  [{}, ''],
  [true, ''],
  ['odd', '"odd"'],
])('puts the capability %j into words', (value, words) => {
  expect(capabilityWords(value)).toBe(words);
});

it('names a server as far as it named itself', () => {
  expect(identityOf(health({ serverInfo: { name: 'demo', version: '1' } }))).toBe('demo 1');
  expect(identityOf(health({ serverInfo: { title: 'Demo' } }))).toBe('Demo');
  expect(identityOf(undefined)).toBe('');
});
