import { memo, type ReactNode } from 'react';
import type { Row } from '../../shared/model/exchange.ts';
import { formatDuration, formatSize, formatTime, statusMeaning } from '../ui/format.ts';
import { BadgeLetter } from '../ui/instance-badge.tsx';
import type { InstanceIdentity } from '../ui/instance-identity.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { Column, ColumnId } from './columns.ts';
import { heardFindings, type Hearing } from './findings/hearing.ts';
import { linkSentence, linkWords } from './row-links.ts';
import { eraWords, markSigns } from './row-marks.ts';
import styles from './traffic-list.module.css';

interface TrafficRowProps {
  readonly row: Row;
  /** Place in the list, from 0. */
  readonly index: number;
  readonly columns: readonly Column[];
  readonly identity: InstanceIdentity | undefined;
  readonly hearing: Hearing;
  readonly focused: boolean;
  readonly marked: boolean;
}

function Marks({ row, marked, hearing }: Pick<TrafficRowProps, 'row' | 'marked' | 'hearing'>) {
  return (
    <>
      <span
        className={styles.mark}
        data-marked={marked || undefined}
        {...(marked && { role: 'img', 'aria-label': 'Marked', 'data-tip': 'Marked for comparing (x)' })}
      />
      {markSigns(row, heardFindings(row, hearing)).map((sign) => (
        <MeaningMark key={sign.meaning} meaning={sign.meaning} label={sign.sentence} size={13} />
      ))}
    </>
  );
}

function ResultType({ row }: { readonly row: Row }) {
  if (row.failureKind !== undefined) return <span className={styles.fault}>{row.failureKind}</span>;
  if (row.errorCode !== undefined) return <span className={styles.fault}>error {row.errorCode}</span>;
  if (row.state === 'open') {
    const word = row.method === 'subscriptions/listen' ? 'listening…' : 'open…';
    return <span className={styles.muted}>{word}</span>;
  }
  return row.resultType;
}

function Status({ status }: { readonly status: number | undefined }) {
  // Over stdio there is none; 0 stands for that in a detail.
  if (status === undefined || status === 0) return null;
  return statusMeaning(status) === 'fault' ? <span className={styles.fault}>{status}</span> : status;
}

/** The sign before the method of an exchange that follows an earlier one: it stays where the column has no room. */
function Follows({ row }: { readonly row: Row }) {
  return row.link === undefined ? null : (
    <span className={styles.follows} aria-hidden="true" data-tip={linkSentence(row.link)}>
      ↳
    </span>
  );
}

type CellProps = Pick<TrafficRowProps, 'row' | 'identity' | 'marked' | 'hearing'>;

const CELLS: Readonly<Record<ColumnId, (props: CellProps) => ReactNode>> = {
  mark: ({ row, marked, hearing }) => <Marks row={row} marked={marked} hearing={hearing} />,
  number: ({ row }) => row.number,
  time: ({ row }) => formatTime(row.startedAt),
  origin: ({ row }) => row.origin,
  instance: ({ row, identity }) => (
    <>
      <BadgeLetter identity={identity} name={row.instanceName} />
      <span className={styles.text}>{row.instanceName}</span>
    </>
  ),
  era: ({ row }) => eraWords(row),
  method: ({ row }) => (
    <>
      <Follows row={row} />
      {row.method}
    </>
  ),
  name: ({ row }) => row.name,
  link: ({ row }) =>
    row.link && (
      <span data-tip={linkSentence(row.link)}>
        {row.link.to} {linkWords(row.link)}
      </span>
    ),
  status: ({ row }) => <Status status={row.status} />,
  type: ({ row }) => <ResultType row={row} />,
  duration: ({ row }) => (row.durationMs === undefined ? null : formatDuration(row.durationMs)),
  size: ({ row }) => (row.responseBytes === 0 ? null : formatSize(row.responseBytes)),
};

/** One row of the list. Renders again only when something about this row changed. */
export const TrafficRow = memo(function TrafficRow(props: TrafficRowProps) {
  const { row, index, columns, focused, marked } = props;
  return (
    <div
      id={`row-${row.number}`}
      role="row"
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={focused}
      className={styles.row}
      data-number={row.number}
      data-state={row.state}
      data-marked={marked || undefined}
      data-odd={row.number % 2 === 1 || undefined}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={styles.cell}
          data-column={column.id}
          data-align={column.align}
        >
          {CELLS[column.id](props)}
        </div>
      ))}
    </div>
  );
});

/** A row that is there, but not here yet: it keeps its place, and comes in a moment. */
export function AwaitedRow({ number, index }: { readonly number: number; readonly index: number }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy="true"
      className={styles.row}
      data-awaited={number}
      data-odd={number % 2 === 1 || undefined}
    >
      <div role="gridcell" className={styles.awaited} />
    </div>
  );
}
