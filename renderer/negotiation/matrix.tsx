import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { columnsOf, type ColumnGroup } from './columns.ts';
import { MatrixHead } from './matrix-head.tsx';
import { matrixTarget, type Place } from '../ui/matrix-keys.ts';
import { MatrixRow, type Chosen } from './matrix-row.tsx';
import styles from './matrix.module.css';
import type { Section } from './sections.ts';

const ROW_HEIGHT = 26;
/** Rows that the heads of the columns take. */
const HEAD_ROWS = 3;

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest('[data-row]') : null;
  if (!cell) return undefined;
  return { row: Number(cell.getAttribute('data-row')), column: Number(cell.getAttribute('data-column')) };
}

interface MatrixProps {
  readonly groups: readonly ColumnGroup[];
  readonly sections: readonly Section[];
  readonly chosen: Chosen | undefined;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Capabilities and extensions against clients and instances. Arrow keys move; Enter or a click opens the pane. */
export function Matrix({ groups, sections, chosen, onChoose }: MatrixProps) {
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setFocus] = useState<Place>({ row: 0, column: 0 });
  const columns = columnsOf(groups);
  const rows = sections.flatMap((section) => section.rows);
  const focus: Place = {
    row: Math.min(wanted.row, Math.max(rows.length - 1, 0)),
    column: Math.min(wanted.column, columns.length),
  };
  const choose = ({ row, column }: Place): void => {
    const view = rows[row];
    if (view) onChoose({ rowKey: view.key, partyId: columns[column - 1]?.party.id });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = placeOf(event.target);
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    const height = table.current?.parentElement?.clientHeight ?? 0;
    const page = Math.max(Math.floor(height / ROW_HEIGHT) - HEAD_ROWS, 1);
    const target = matrixTarget(event.key, place, { rows: rows.length, columns: columns.length + 1, page });
    if (target) {
      setFocus(target);
      const { row, column } = target;
      table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)?.focus();
      // An open pane tells of the cell that has the focus.
      if (chosen) choose(target);
    } else if (event.key === 'Enter' || event.key === ' ') choose(place);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (!place) return;
    setFocus(place);
    choose(place);
  };
  return (
    <div className={styles.scroller}>
      <table
        ref={table}
        role="grid"
        aria-label="Negotiation matrix"
        className={styles.matrix}
        style={{ '--parties': columns.length }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <colgroup>
          <col className={styles.headColumn} />
          {columns.map(({ party }) => (
            <col key={party.id} />
          ))}
        </colgroup>
        <MatrixHead groups={groups} columns={columns} />
        {sections.map(({ kind, title, start, rows: own }) => (
          <tbody key={kind}>
            <tr className={styles.section}>
              <th scope="rowgroup" colSpan={columns.length + 1}>
                <span>{title}</span>
              </th>
            </tr>
            {own.map((view, index) => (
              <MatrixRow
                key={view.key}
                view={view}
                index={start + index}
                columns={columns}
                focus={focus}
                chosen={chosen}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
