import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { scrollTopFor } from './row-window.ts';
import { stepTarget } from './step-target.ts';
import { useRowWindow } from './use-row-window.ts';
import styles from './virtual-grid.module.css';

/** px */
export const GRID_ROW = 24;
const HEAD = 26;

/** What a row has to spread on its outermost element. */
export interface GridRowProps {
  readonly id: string;
  readonly role: 'row';
  readonly 'aria-rowindex': number;
  readonly 'aria-selected': boolean;
  readonly 'data-index': number;
}

interface VirtualGridProps {
  readonly label: string;
  readonly count: number;
  /** Titles of the columns: cells with the role columnheader. */
  readonly head: ReactNode;
  /** One row of exactly GRID_ROW px, with `props` on its outermost element. */
  readonly row: (index: number, props: GridRowProps) => ReactNode;
  /** Index of the row that the keyboard is at; -1 where it is at none. */
  readonly active: number;
  /** The keyboard or the pointer is at this row now. `opened`: by Enter or a click. */
  readonly onActive: (index: number, opened: boolean) => void;
  /** Rows that are in view, `end` not included. */
  readonly onView?: (start: number, end: number) => void;
  /** Templates of the grid's columns. */
  readonly columns: string;
  /** Least width of all columns in px: below it the grid scrolls sideways. */
  readonly width: number;
  /** Drawn over the rows from the first one in view, in the same scroll: `start` is that one's index. */
  readonly over?: (start: number, end: number) => ReactNode;
}

/** A table of any length, of which only the rows in view are in the document. Arrows, j and k, pages, Home and End move. */
export function VirtualGrid(props: VirtualGridProps) {
  const { label, count, head, row, active, onActive, onView, columns, width, over } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { start, end } = useRowWindow(scroller, count, GRID_ROW);
  useEffect(() => {
    onView?.(start, end);
  }, [onView, start, end]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || active < 0) return;
    const { scrollTop, clientHeight } = element;
    const wanted = scrollTopFor(active, { scrollTop, height: clientHeight - HEAD, rowHeight: GRID_ROW });
    if (wanted !== scrollTop) element.scrollTop = wanted;
  }, [active]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === ' ') {
      if (active < 0) return;
      onActive(active, true);
    } else {
      const page = Math.max(Math.floor((event.currentTarget.clientHeight - HEAD) / GRID_ROW) - 1, 1);
      const target = stepTarget(event.key, active, count - 1, page);
      if (target === undefined || count === 0) return;
      onActive(target, false);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || event.target.closest('button, a, input, label')) return;
    const index = event.target.closest('[data-index]')?.getAttribute('data-index');
    if (index !== null && index !== undefined) onActive(Number(index), true);
  };
  const rows: ReactNode[] = [];
  for (let index = start; index < end; index += 1) {
    rows.push(
      row(index, {
        id: `${id}-${String(index)}`,
        role: 'row',
        'aria-rowindex': index + 2,
        'aria-selected': index === active,
        'data-index': index,
      }),
    );
  }
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-activedescendant={active >= start && active < end ? `${id}-${String(active)}` : undefined}
      className={styles.grid}
      style={{ '--columns': columns, '--width': `${String(width)}px` }}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.headRow}>
          {head}
        </div>
      </div>
      <div role="presentation" className={styles.space} style={{ height: count * GRID_ROW }}>
        <div
          role="rowgroup"
          className={styles.window}
          style={{ transform: `translateY(${String(start * GRID_ROW)}px)` }}
        >
          {rows}
          {over?.(start, end)}
        </div>
      </div>
    </div>
  );
}

/** The title of a column. */
export function GridHead({
  children,
  end = false,
}: {
  readonly children: ReactNode;
  readonly end?: boolean;
}) {
  return (
    <span role="columnheader" className={styles.headCell} data-end={end || undefined}>
      {children}
    </span>
  );
}

interface GridCellProps {
  readonly children?: ReactNode;
  /** Shown on hover, such as what is cut. */
  readonly tip?: string;
  readonly wire?: boolean;
  readonly muted?: boolean;
  readonly end?: boolean;
}

/** One cell of a row. */
export function GridCell({ children, tip, wire = false, muted = false, end = false }: GridCellProps) {
  return (
    <span
      role="gridcell"
      className={styles.cell}
      data-wire={wire || undefined}
      data-muted={muted || undefined}
      data-end={end || undefined}
      data-tip={tip}
    >
      {children}
    </span>
  );
}

/** The look of a row. */
export const GRID_ROW_CLASS = styles.row ?? '';
