import type { NegotiationRow } from '../../shared/model/negotiation.ts';
import { formatCount } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { CellView, RowView } from './cell-view.ts';
import { cellSentence, signOf } from './cell-words.ts';
import type { Column } from './columns.ts';
import type { Place } from '../ui/matrix-keys.ts';
import styles from './matrix.module.css';
import { SignMark } from './sign-mark.tsx';

/** A cell that is looked at; without a party: the whole row. */
export interface Chosen {
  readonly rowKey: string;
  readonly partyId: string | undefined;
}

function RowTags({ row }: { readonly row: NegotiationRow }) {
  return (
    <>
      {row.deprecated && (
        <span className={styles.tag} data-tip="Deprecated as of revision 2026-07-28">
          deprecated
        </span>
      )}
      {row.unknown && (
        <span className={styles.tag} data-tip="In no revision and in no extension that Hopscope knows">
          unknown
        </span>
      )}
      {row.malformed !== undefined && (
        <MeaningMark meaning="warning" label={`The id breaks the naming rules: ${row.malformed}.`} />
      )}
    </>
  );
}

interface CellProps {
  readonly cell: CellView;
  readonly row: NegotiationRow;
  readonly first: boolean;
  readonly place: Place;
  readonly focused: boolean;
  readonly selected: boolean;
}

function Cell({ cell, row, first, place, focused, selected }: CellProps) {
  const { party, used, usedWithout, said } = cell;
  const sentence = cellSentence(cell, row);
  const inOrder = (used?.count ?? 0) - (usedWithout?.count ?? 0);
  return (
    <td
      className={styles.cell}
      tabIndex={focused ? 0 : -1}
      data-row={place.row}
      data-column={place.column}
      data-first={first || undefined}
      data-uneven={cell.uneven || undefined}
      data-tip={sentence}
      aria-label={sentence}
      aria-selected={selected}
    >
      <span className={styles.content}>
        <SignMark sign={signOf(cell)} kind={party.kind} />
        {said && said.history.length > 1 && <span className={styles.delta}>Δ</span>}
        {inOrder > 0 && <span className={styles.uses}>{formatCount(inOrder)}</span>}
        {usedWithout && (
          <span className={styles.without}>
            <MeaningMark meaning="fault" size={13} /> {formatCount(usedWithout.count)}
          </span>
        )}
      </span>
    </td>
  );
}

interface MatrixRowProps {
  readonly view: RowView;
  /** Among all rows that are shown. */
  readonly index: number;
  readonly columns: readonly Column[];
  /** Where Tab leads. */
  readonly focus: Place;
  readonly chosen: Chosen | undefined;
}

/** One capability or extension, with a cell for each party. */
export function MatrixRow({ view, index, columns, focus, chosen }: MatrixRowProps) {
  const { row, cells, key } = view;
  const ours = chosen?.rowKey === key;
  const focused = (column: number): boolean => focus.row === index && focus.column === column;
  return (
    <tr>
      <th
        scope="row"
        className={styles.rowHead}
        tabIndex={focused(0) ? 0 : -1}
        data-row={index}
        data-column={0}
        aria-selected={ours && chosen.partyId === undefined}
        {...(row.explanation !== undefined && { 'data-tip': row.explanation })}
      >
        <span className={styles.rowName}>
          <code>{row.id}</code>
          <RowTags row={row} />
        </span>
        {row.uneven !== undefined && (
          <span className={styles.uneven}>
            <MeaningMark meaning="warning" size={12} /> {row.uneven}
          </span>
        )}
      </th>
      {columns.map(({ party, first }, column) => {
        const cell = cells.get(party.id);
        return (
          cell && (
            <Cell
              key={party.id}
              cell={cell}
              row={row}
              first={first}
              place={{ row: index, column: column + 1 }}
              focused={focused(column + 1)}
              selected={ours && chosen.partyId === party.id}
            />
          )
        );
      })}
    </tr>
  );
}
