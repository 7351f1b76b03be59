import { describe, expect, it } from 'vitest';
import { filterContext, flowFilter, type FlowPart } from '../../../../renderer/routing/flow-filter.ts';
import { RoutingCounts } from '../../../../renderer/routing/routing-counts.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import { naiveFilter } from '../../../support/naive-filter.ts';
import { makeRow } from '../traffic/make-row.ts';

/** Rows that are alike in all ways in which two of them can be mistaken for each other. */
const rows: readonly Row[] = [
  makeRow(1, { name: 'basket' }),
  makeRow(2, { name: 'basket_get', headerFault: true }),
  makeRow(3, { name: 'a, "b" c' }),
  makeRow(4, { name: 'two words, and more', status: 500 }),
  makeRow(5, { method: 'tools/list', name: '' }),
  makeRow(6, { method: 'resources/list', name: '', origin: 'import' }),
  makeRow(7, { origin: 'gateway' }),
  makeRow(8, { origin: 'gateway', gateway: { id: 'g1' } }),
  makeRow(9, { origin: 'gateway', gateway: { id: 'g2' } }),
  makeRow(10, { origin: 'gateway', gateway: { id: 'g1', rule: 'r1' }, headerFault: true }),
  makeRow(11, { origin: 'gateway', gateway: { id: 'g1', rule: 'r10', faults: ['delay'] } }),
  makeRow(12, { origin: 'gateway', gateway: { id: 'g2', rule: 'r1' } }),
  makeRow(13, { instanceId: 'i2', instanceName: 'alpha-2' }),
  makeRow(14, { instanceId: 'i3', instanceName: 'alpha' }),
  makeRow(15, { instanceId: '', instanceName: 'shop', origin: 'gateway', gateway: { id: 'g1', rule: 'r1' } }),
];

function flows() {
  const counts = new RoutingCounts();
  counts.take(rows);
  return counts.flows();
}

function numbersOf(text: string): readonly number[] {
  return rows.filter(naiveFilter(text)).map(({ number }) => number);
}

describe('flowFilter', () => {
  it('leaves exactly the exchanges of each flow', () => {
    const context = filterContext(flows(), 'name');
    const found = flows().flatMap((flow) => {
      const numbers = numbersOf(flowFilter(flow, ['what', 'way', 'instance'], context));
      expect(numbers).toHaveLength(flow.count);
      return numbers;
    });
    expect(found.sort((a, b) => a - b)).toEqual(rows.map(({ number }) => number));
  });

  it.each<[number, readonly FlowPart[], readonly number[]]>([
    [1, ['what'], [1]],
    [1, ['instance'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    [13, ['instance'], [13]],
    [15, ['instance'], [15]],
    [8, ['way'], [8]],
    [10, ['way'], [10, 15]],
    [1, ['way'], [1, 2, 3, 4, 5, 13, 14]],
    [2, ['way', 'lying'], [2]],
    [1, ['way', 'failed'], [4]],
    [11, ['way', 'faulted'], [11]],
  ])('of exchange %i the parts %j', (number, parts, expected) => {
    const one = new RoutingCounts();
    one.take(rows.filter((row) => row.number === number));
    const [flow] = one.flows();
    if (!flow) throw new Error('no flow');
    expect(numbersOf(flowFilter(flow, parts, filterContext(flows(), 'name')))).toEqual(expected);
  });

  it('is about the method alone where only methods are told apart', () => {
    const [flow] = flows();
    if (!flow) throw new Error('no flow');
    expect(flowFilter(flow, ['what'], filterContext(flows(), 'method'))).toBe('method:=tools/call');
  });

  it('names the gateway only where there are several, and an instance by its name where that is enough', () => {
    const few = new RoutingCounts();
    few.take([makeRow(1, { origin: 'gateway', gateway: { id: 'g1', rule: 'r1' } })]);
    const [flow] = few.flows();
    if (!flow) throw new Error('no flow');
    const text = flowFilter(flow, ['way', 'instance'], filterContext(few.flows(), 'name'));
    expect(text).toBe('route:=r1 instance:=alpha');
  });
});
