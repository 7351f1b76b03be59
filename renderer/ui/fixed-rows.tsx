import { useRef, type ReactNode } from 'react';
import styles from './fixed-rows.module.css';
import { useRowWindow } from './use-row-window.ts';

interface FixedRowsProps {
  readonly count: number;
  /** px */
  readonly rowHeight: number;
  /** One row; gets its index. Must fill exactly `rowHeight`. */
  readonly row: (index: number) => ReactNode;
  readonly label: string;
  readonly role?: 'list' | 'table' | 'presentation';
}

/** A scrolled list of rows of one height of which only those in view are in the document. */
export function FixedRows({ count, rowHeight, row, label, role = 'list' }: FixedRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { start, end } = useRowWindow(scroller, count, rowHeight);
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
