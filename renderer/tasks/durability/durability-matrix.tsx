import { Loader } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import {
  DURABILITY_VERDICT_WORDS,
  DURABILITY_WORDS,
  type DurabilityState,
} from '../../../shared/model/durability.ts';
import { InstanceBadge } from '../../ui/instance-badge.tsx';
import { matrixTarget, type Place } from '../../ui/matrix-keys.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import type { ChosenCell } from './durability-store.ts';
import {
  absenceWords,
  matrixOf,
  verdictMeaning,
  type MatrixCell,
  type MatrixLine,
} from './durability-words.ts';
import styles from './durability.module.css';

const PAGE = 4;

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest('[data-column]') : null;
  if (!cell) return undefined;
  return { row: Number(cell.getAttribute('data-row')), column: Number(cell.getAttribute('data-column')) };
}

function CellContent({ cell }: { readonly cell: MatrixCell }) {
  if (cell === 'under-way') return <Loader size={12} type="dots" />;
  if (typeof cell === 'string') return <span className={styles.muted}>{cell === 'to-come' ? '' : '–'}</span>;
  const meaning = verdictMeaning(cell.verdict);
  return (
    <span className={styles.verdict} data-verdict={cell.verdict}>
      {meaning ? <MeaningMark meaning={meaning} /> : <span className={styles.noMark} aria-hidden="true" />}
      {DURABILITY_VERDICT_WORDS[cell.verdict]}
    </span>
  );
}

interface LineProps {
  readonly line: MatrixLine;
  readonly row: number;
  readonly instances: DurabilityState['instances'];
  readonly focus: Place;
  readonly chosen: number;
}

function Line({ line, row, instances, focus, chosen }: LineProps) {
  const { title, asks } = DURABILITY_WORDS[line.step];
  return (
    <tr data-under-way={line.underWay || undefined}>
      <th scope="row">
        <span className={styles.stepTitle}>
          {row + 1} {title}
        </span>
        <span className={styles.stepAsks}>{asks}</span>
      </th>
      {instances.map(({ id, name }, column) => {
        const cell = line.cells[column] ?? 'nothing';
        const says = typeof cell === 'string' ? absenceWords(cell) : cell.says;
        const verdict = typeof cell === 'string' ? '' : `${DURABILITY_VERDICT_WORDS[cell.verdict]}. `;
        return (
          <td
            key={id}
            tabIndex={focus.row === row && focus.column === column ? 0 : -1}
            data-row={row}
            data-column={column}
            data-verdict={typeof cell === 'string' ? undefined : cell.verdict}
            data-tip={says}
            aria-label={`${title} on ${name}: ${verdict}${says}`}
            aria-selected={chosen === column}
          >
            <CellContent cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}

interface MatrixProps {
  readonly check: DurabilityState;
  readonly chosen: ChosenCell | undefined;
  readonly onChoose: (cell: ChosenCell) => void;
}

/** Steps against instances, the creator first. Arrow keys move; Enter or a click opens the cell. */
export function DurabilityMatrix({ check, chosen, onChoose }: MatrixProps) {
  const table = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<Place>({ row: 0, column: 0 });
  const lines = matrixOf(check);
  const { instances } = check;
  const choose = ({ row, column }: Place): void => {
    const line = lines[row];
    const instance = instances[column];
    if (line && instance) onChoose({ step: line.step, instanceId: instance.id });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = placeOf(event.target);
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    const size = { rows: lines.length, columns: instances.length, page: PAGE };
    const target = matrixTarget(event.key, place, size);
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
    <table
      ref={table}
      role="grid"
      aria-label="Durability matrix"
      className={styles.matrix}
      style={{ '--instances': instances.length }}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <thead>
        <tr>
          <th scope="col">Step</th>
          {instances.map(({ id, name }, place) => (
            <th key={id} scope="col">
              <span className={styles.badge}>
                <InstanceBadge instanceId={id} name={name} />
                {place === 0 && <span className={styles.muted}>creator</span>}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, row) => (
          <Line
            key={line.step}
            line={line}
            row={row}
            instances={instances}
            focus={{ row: focus.row, column: Math.min(focus.column, instances.length - 1) }}
            chosen={
              chosen?.step === line.step ? instances.findIndex(({ id }) => id === chosen.instanceId) : -1
            }
          />
        ))}
      </tbody>
    </table>
  );
}
