import { IconCaretDownFilled, IconCaretUpFilled } from '@tabler/icons-react';
import type { PointerEvent } from 'react';
import { ColumnContextMenu } from './column-menu.tsx';
import { setColumnWidth } from './column-layout.ts';
import { gridTemplate, limitWidth, type Column, type ColumnLayout } from './columns.ts';
import type { RowSort } from './row-order.ts';
import { useTraffic, useTrafficModel } from './traffic-context.ts';
import styles from './traffic-list.module.css';

interface ListHeaderProps {
  readonly columns: readonly Column[];
  readonly layout: ColumnLayout;
}

interface HeaderCellProps {
  readonly column: Column;
  readonly layout: ColumnLayout;
  readonly sort: RowSort;
}

/** The handle at a column's right edge. While it is dragged only the grid's template changes: no row renders. */
function ResizeHandle({ column, layout }: Omit<HeaderCellProps, 'sort'>) {
  const widthAt = (event: PointerEvent<HTMLElement>): number => {
    const cell = event.currentTarget.parentElement?.getBoundingClientRect();
    return limitWidth(event.clientX - (cell?.left ?? event.clientX));
  };
  return (
    <span
      className={styles.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column.longTitle}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const widths = { ...layout.widths, [column.id]: widthAt(event) };
        const grid = event.currentTarget.closest<HTMLElement>('[role=grid]');
        grid?.style.setProperty('--columns', gridTemplate({ ...layout, widths }));
      }}
      onPointerUp={(event) => {
        setColumnWidth(column.id, widthAt(event));
      }}
    />
  );
}

function HeaderCell({ column, layout, sort }: HeaderCellProps) {
  const { actions } = useTrafficModel();
  const sorted = sort.column === column.id;
  const Caret = sort.descending ? IconCaretDownFilled : IconCaretUpFilled;
  return (
    <div
      role="columnheader"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={styles.headerCell}
      data-align={column.align}
    >
      <button
        type="button"
        className={styles.sort}
        aria-label={column.longTitle}
        data-tip={`Sort by ${column.longTitle.toLowerCase()}`}
        onClick={() => {
          actions.sortBy(column.id);
        }}
      >
        {column.title}
        {sorted && <Caret size={10} aria-hidden="true" />}
      </button>
      <ResizeHandle column={column} layout={layout} />
    </div>
  );
}

/** Names of the columns: a click sorts, the edge is dragged, a right click chooses which are shown. */
export function ListHeader({ columns, layout }: ListHeaderProps) {
  const sort = useTraffic((state) => state.sort);
  return (
    <ColumnContextMenu>
      <div role="row" aria-rowindex={1} className={styles.header}>
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} layout={layout} sort={sort} />
        ))}
      </div>
    </ColumnContextMenu>
  );
}
