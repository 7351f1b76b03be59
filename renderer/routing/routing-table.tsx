import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import { useInstanceIdentities } from '../ui/instance-badge.tsx';
import { scrollTopFor } from '../ui/row-window.ts';
import { stepTarget } from '../ui/step-target.ts';
import { useRowWindow } from '../ui/use-row-window.ts';
import type { FlowPart } from './flow-filter.ts';
import { sortFlows } from './flow-order.ts';
import type { Flow } from './flow.ts';
import type { RoutingStore } from './routing-store.ts';
import type { KnownGateways } from './routing-words.ts';
import { columnsFor, isExtra, TableHeader, TableRow } from './table-parts.tsx';
import styles from './table.module.css';

const ROW_HEIGHT = 24;
const HEADER_HEIGHT = 26;

interface RoutingTableProps {
  readonly store: RoutingStore;
  readonly flows: readonly Flow[];
  readonly gateways: KnownGateways;
  readonly onShow: (flow: Flow, parts: readonly FlowPart[]) => void;
}

const WHOLE_FLOW: readonly FlowPart[] = ['what', 'way', 'instance'];

/** The graph as a table: one row for each method or name, rule and instance. Enter or a click shows it in Traffic. */
export function RoutingTable({ store, flows, gateways, onShow }: RoutingTableProps) {
  const { sort, grouping, total } = useStore(store);
  const identities = useInstanceIdentities();
  const scroller = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string>();
  const sorted = useMemo(() => sortFlows(flows, sort, gateways), [flows, sort, gateways]);
  const { start, end } = useRowWindow(scroller, sorted.length, ROW_HEIGHT);
  const columns = columnsFor(grouping);
  const at = sorted.findIndex(({ key }) => key === selected);
  const select = (index: number): void => {
    const element = scroller.current;
    setSelected(sorted[index]?.key);
    if (!element) return;
    const height = element.clientHeight - HEADER_HEIGHT;
    element.scrollTop = scrollTopFor(index, { scrollTop: element.scrollTop, height, rowHeight: ROW_HEIGHT });
  };
  const show = (index: number, parts: readonly FlowPart[]): void => {
    const flow = sorted[index];
    if (flow) onShow(flow, parts);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // The header's buttons have keys of their own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 2, 1);
    const target = stepTarget(event.key, at, sorted.length - 1, page);
    if (target !== undefined) select(target);
    else if (event.key === 'Enter') show(at, WHOLE_FLOW);
    else return;
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest('[data-index]') : null;
    if (!row || !(target instanceof Element)) return;
    const index = Number(row.getAttribute('data-index'));
    const extra = target.closest('[data-extra]')?.getAttribute('data-extra') ?? null;
    select(index);
    show(index, isExtra(extra) ? [...WHOLE_FLOW, extra] : WHOLE_FLOW);
  };
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Routing table"
      aria-rowcount={sorted.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={at >= start && at < end ? `flow-${at}` : undefined}
      className={styles.grid}
      style={{ '--columns': columns.map(({ width }) => width).join(' ') }}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <TableHeader columns={columns} sort={sort} grouping={grouping} onSort={store.sortBy} />
      <div role="presentation" className={styles.space} style={{ height: sorted.length * ROW_HEIGHT }}>
        <div
          role="rowgroup"
          className={styles.window}
          style={{ transform: `translateY(${start * ROW_HEIGHT}px)` }}
        >
          {sorted.slice(start, end).map((flow, offset) => (
            <TableRow
              key={flow.key}
              flow={flow}
              index={start + offset}
              columns={columns}
              selected={flow.key === selected}
              total={total}
              gateways={gateways}
              identity={identities.get(flow.instanceId)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
