import { describe, expect, it } from 'vitest';
import type { Row } from '../../../../shared/model/exchange.ts';
import { RoutingCounts } from '../../../../renderer/routing/routing-counts.ts';
import { makeRow, makeRows } from '../traffic/make-row.ts';

function countsOf(rows: readonly Row[]): RoutingCounts {
  const counts = new RoutingCounts();
  counts.take(rows);
  return counts;
}

describe('RoutingCounts', () => {
  it('adds up what went the same way', () => {
    const gateway = { id: 'g1', rule: 'r1' } as const;
    const counts = countsOf([
      makeRow(1),
      makeRow(2, { headerFault: true, status: 400 }),
      makeRow(3, { instanceId: 'i2', instanceName: 'beta', origin: 'gateway', gateway }),
      makeRow(4, {
        ...{ instanceId: 'i2', instanceName: 'beta', origin: 'gateway' },
        gateway: { ...gateway, faults: ['delay'] },
      }),
    ]);
    expect(counts.flows()).toMatchObject([
      { way: { kind: 'sent' }, instanceId: 'i1', count: 2, failed: 1, lying: 1, faulted: 0 },
      { way: { kind: 'rule', gatewayId: 'g1', rule: 'r1' }, instanceName: 'beta', count: 2, faulted: 1 },
    ]);
    expect(counts).toMatchObject({ total: 4, lying: 1, routed: 2 });
  });

  it.each<[Partial<Row>, string]>([
    [{ origin: 'composer' }, 'sent'],
    [{ origin: 'probe' }, 'sent'],
    [{ origin: 'replay' }, 'sent'],
    [{ origin: 'import' }, 'imported'],
    [{ origin: 'gateway' }, 'passed'],
    [{ origin: 'gateway', gateway: { id: 'g1' } }, 'otherwise'],
    [{ origin: 'import', gateway: { id: 'g1', rule: 'r' } }, 'rule'],
  ])('%o goes the way "%s"', (change, kind) => {
    expect(countsOf([makeRow(1, change)]).flows()[0]?.way.kind).toBe(kind);
  });

  it('counts a row that changes as it is now, once', () => {
    const counts = countsOf([makeRow(1, { state: 'open' }), makeRow(2, { name: 'basket_get' })]);
    counts.take([makeRow(1, { status: 500, headerFault: true })]);
    expect(counts.flows()[0]).toMatchObject({ name: 'whoami', count: 1, failed: 1, lying: 1 });
    counts.take([makeRow(1, { name: 'basket_get' })]);
    expect(counts.flows()).toMatchObject([{ name: 'basket_get', count: 2, failed: 0, lying: 0 }]);
    expect(counts).toMatchObject({ total: 2, lying: 0 });
  });

  it('leaves out the rows of processes, which are no requests', () => {
    const counts = countsOf([makeRow(1, { transport: 'stdio', method: 'process' })]);
    expect(counts.flows()).toEqual([]);
    expect(counts.total).toBe(0);
  });

  it('counts a hundred thousand rows in batches as it does at once, in any order', () => {
    const rows = makeRows(1, 100_000, (number) => ({
      name: `tool-${number % 7}`,
      instanceId: `i${number % 3}`,
      headerFault: number % 11 === 0,
    }));
    const batched = new RoutingCounts();
    for (let from = 0; from < rows.length; from += 500) {
      const batch = rows.slice(from, from + 500);
      batched.take(batch.map((row) => ({ ...row, state: 'open' as const })).reverse());
      batched.take(batch);
    }
    const sums = (counts: RoutingCounts): readonly string[] =>
      counts
        .flows()
        .map(({ key, count, lying }) => `${key} ${count} ${lying}`)
        .sort();
    expect(sums(batched)).toEqual(sums(countsOf(rows)));
    expect(batched).toMatchObject({ total: 100_000, lying: 9090 });
    expect(batched.flows()).toHaveLength(21);
  });
});
