import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './fixed-rows.module.css';
import { scrollTopFor } from './row-window.ts';
import { useRowWindow } from './use-row-window.ts';

interface FixedRowsProps {
  readonly count: number;
  /** px */
  readonly rowHeight: number;
  /** One row; gets its index. Must fill exactly `rowHeight`. */
  readonly row: (index: number) => ReactNode;
  readonly label: string;
  /** Index of the row that is scrolled to as soon as it is there, once. */
  readonly first?: number;
  readonly role?: 'list' | 'table' | 'presentation';
}

/** A scrolled list of rows of one height of which only those in view are in the document. */
export function FixedRows({ count, rowHeight, row, label, first, role = 'list' }: FixedRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { start, end } = useRowWindow(scroller, count, rowHeight);
  const [reached, setReached] = useState(first === undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (reached || first === undefined || !element || first >= count || element.clientHeight === 0) return;
    const { scrollTop, clientHeight: height } = element;
    element.scrollTop = scrollTopFor(first, { scrollTop, height, rowHeight });
    setReached(true);
  }, [reached, first, count, rowHeight]);
  const rows: ReactNode[] = [];
  for (let index = start; index < end; index += 1) rows.push(row(index));
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      tabIndex={0}
      role={role}
      aria-label={label}
      data-count={count}
    >
      <div role="presentation" className={styles.space} style={{ height: count * rowHeight }}>
        <div
          role="presentation"
          className={styles.window}
          style={{ transform: `translateY(${start * rowHeight}px)` }}
        >
          {rows}
        </div>
      </div>
    </div>
  );
}
