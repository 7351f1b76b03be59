import { IconCaretDownFilled, IconCaretUpFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount } from '../ui/format.ts';
import { BadgeLetter } from '../ui/instance-badge.tsx';
import type { InstanceIdentity } from '../ui/instance-identity.ts';
import { FLOW_COLUMNS, type FlowColumn, type FlowSort } from './flow-order.ts';
import type { Flow, Grouping } from './flow.ts';
import { instanceWords, wayWords, whatWords, type KnownGateways } from './routing-words.ts';
import styles from './table.module.css';

type Columns = readonly (typeof FLOW_COLUMNS)[number][];

/** By method the method is the name. */
export function columnsFor(grouping: Grouping): Columns {
  return grouping === 'name' ? FLOW_COLUMNS : FLOW_COLUMNS.filter(({ id }) => id !== 'method');
}

interface HeaderProps {
  readonly columns: Columns;
  readonly sort: FlowSort;
  readonly grouping: Grouping;
  readonly onSort: (column: FlowColumn) => void;
}

/** Names of the columns; a click sorts. */
export function TableHeader({ columns, sort, grouping, onSort }: HeaderProps) {
  const Caret = sort.descending ? IconCaretDownFilled : IconCaretUpFilled;
  return (
    <div role="row" aria-rowindex={1} className={styles.header}>
      {columns.map(({ id, title, align }) => {
        const sorted = sort.column === id;
        const name = id === 'what' && grouping === 'method' ? 'Method' : title;
        return (
          <div
            key={id}
            role="columnheader"
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            data-align={align}
          >
            <button
              type="button"
              className={styles.sort}
              data-tip={`Sort by ${name.toLowerCase()}`}
              onClick={() => {
                onSort(id);
              }}
            >
              {name}
              {sorted && <Caret size={10} aria-hidden="true" />}
            </button>
          </div>
        );
      })}
    </div>
  );
}

interface CellProps {
  readonly flow: Flow;
  readonly total: number;
  readonly gateways: KnownGateways;
  readonly identity: InstanceIdentity | undefined;
}

/** "12 %", and "< 1 %" where rounding would say that there is nothing. */
function shareText(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  return percent < 1 ? '< 1 %' : `${Math.floor(percent)} %`;
}

function cellContent(id: FlowColumn, { flow, total, gateways, identity }: CellProps): ReactNode {
  switch (id) {
    case 'what':
      return <span className={styles.mono}>{whatWords(flow).text}</span>;
    case 'method':
      return <span className={styles.mono}>{flow.method}</span>;
    case 'way': {
      const { text, hint } = wayWords(flow.way, gateways);
      return <span data-tip={hint}>{text}</span>;
    }
    case 'instance': {
      const { text: name, hint } = instanceWords(flow);
      return (
        <>
          {flow.instanceId !== '' && <BadgeLetter identity={identity} name={name} />}{' '}
          <span data-tip={hint}>{name}</span>
        </>
      );
    }
    case 'share':
      return (
        <>
          <span className={styles.track} aria-hidden="true">
            <span
              className={styles.share}
              style={{
                width: `${(100 * flow.count) / total}%`,
                ...(identity && { backgroundColor: identity.colour }),
              }}
            />
          </span>
          {shareText(flow.count, total)}
        </>
      );
    default:
      return flow[id] === 0 ? '' : formatCount(flow[id]);
  }
}

/** Columns of what only some exchanges of a flow have: a click there shows just these. */
export type ExtraColumn = 'failed' | 'lying' | 'faulted';

export function isExtra(column: string | null): column is ExtraColumn {
  return column === 'failed' || column === 'lying' || column === 'faulted';
}

interface TableRowProps extends CellProps {
  readonly columns: Columns;
  readonly index: number;
  readonly selected: boolean;
}

export function TableRow({ columns, index, selected, ...props }: TableRowProps) {
  const { flow } = props;
  return (
    <div
      id={`flow-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles.row}
      data-odd={index % 2 === 1 || undefined}
      data-index={index}
    >
      {columns.map(({ id, align }) => (
        <div
          key={id}
          role="gridcell"
          className={styles.cell}
          data-column={id}
          data-align={align}
          data-extra={isExtra(id) && flow[id] > 0 ? id : undefined}
        >
          {cellContent(id, props)}
        </div>
      ))}
    </div>
  );
}
