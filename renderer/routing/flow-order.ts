import type { Flow } from './flow.ts';
import { instanceWords, wayWords, whatWords, type KnownGateways } from './routing-words.ts';

/** Columns of the table. Data: header, sort and cells read it. */
export const FLOW_COLUMNS = [
  { id: 'what', title: 'Name', width: 'minmax(120px, 3fr)', align: 'start' },
  { id: 'method', title: 'Method', width: 'minmax(110px, 2fr)', align: 'start' },
  { id: 'way', title: 'Rule', width: 'minmax(120px, 2fr)', align: 'start' },
  { id: 'instance', title: 'Instance', width: 'minmax(110px, 2fr)', align: 'start' },
  { id: 'count', title: 'Exchanges', width: '90px', align: 'end' },
  { id: 'share', title: 'Share', width: 'minmax(120px, 2fr)', align: 'start' },
  { id: 'failed', title: 'Failed', width: '80px', align: 'end' },
  { id: 'lying', title: 'Lying headers', width: '110px', align: 'end' },
  { id: 'faulted', title: 'Injected faults', width: '110px', align: 'end' },
] as const;

export type FlowColumn = (typeof FLOW_COLUMNS)[number]['id'];

export interface FlowSort {
  readonly column: FlowColumn;
  readonly descending: boolean;
}

/** The most first: what a table of counts is opened for. */
export const BY_COUNT: FlowSort = { column: 'count', descending: true };

const NUMBERS: readonly FlowColumn[] = ['count', 'share', 'failed', 'lying', 'faulted'];

/** Sort after a click on a column's header: numbers the most first, words from A; by the same again the other way. */
export function nextFlowSort(sort: FlowSort, column: FlowColumn): FlowSort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: NUMBERS.includes(column) };
}

function valueOf(flow: Flow, column: FlowColumn, gateways: KnownGateways): string | number {
  switch (column) {
    case 'what':
      return whatWords(flow).text;
    case 'method':
      return flow.method;
    case 'way':
      return wayWords(flow.way, gateways).text;
    case 'instance':
      return instanceWords(flow).text;
    case 'share':
      return flow.count;
    default:
      return flow[column];
  }
}

/** The flows in the order of a column; those that are alike keep an order of their own. Pure. */
export function sortFlows(flows: readonly Flow[], sort: FlowSort, gateways: KnownGateways): readonly Flow[] {
  const sign = sort.descending ? -1 : 1;
  const keyed = flows.map((flow) => ({ flow, value: valueOf(flow, sort.column, gateways) }));
  keyed.sort((a, b) => {
    if (a.value !== b.value) return (a.value < b.value ? -1 : 1) * sign;
    return b.flow.count - a.flow.count || (a.flow.key < b.flow.key ? -1 : 1);
  });
  return keyed.map(({ flow }) => flow);
}
