import { useState, type ReactNode } from 'react';
import { jsonOf, type JsonValue } from '../../../shared/model/json.ts';
import type { ErasOutcome } from '../../../shared/model/replay-eras.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { MeaningMark } from '../../ui/meaning-mark.tsx';
import { stepName } from '../plan/plan-words.ts';
import shared from '../replay.module.css';
import styles from './tables.module.css';

const REVISIONS = { legacy: '2025-11-25', modern: '2026-07-28' } as const;
const AT_ONCE = 100;

interface TableProps<T> {
  readonly title: string;
  readonly heads: readonly string[];
  readonly items: readonly T[];
  /** How many there are; the reports have all. */
  readonly total: number;
  readonly row: (item: T, index: number) => ReactNode;
}

function Table<T>({ title, heads, items, total, row }: TableProps<T>) {
  const [shown, setShown] = useState(AT_ONCE);
  if (items.length === 0) return null;
  const more = Math.min(items.length - shown, AT_ONCE);
  return (
    <>
      <h3 className={styles.title}>
        {title} <span className={shared.muted}>{formatCount(total)}</span>
      </h3>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{items.slice(0, shown).map(row)}</tbody>
      </table>
      {more > 0 ? (
        <p className={styles.lead}>
          <button
            type="button"
            className={shared.link}
            onClick={() => {
              setShown(shown + AT_ONCE);
            }}
          >
            Show {formatCount(more)} more of {formatCount(total)}
          </button>
        </p>
      ) : (
        total > items.length && (
          <p className={styles.lead}>The reports have all {formatCount(total)} of them.</p>
        )
      )}
    </>
  );
}

function Step({
  step,
  onStep,
}: {
  readonly step: { readonly number: number; readonly method: string; readonly name: string };
  readonly onStep: (number: number) => void;
}) {
  return (
    <span className={styles.steps}>
      <button
        type="button"
        className={shared.link}
        aria-label={`Step ${String(step.number)}`}
        onClick={() => {
          onStep(step.number);
        }}
      >
        #{step.number}
      </button>
      <span className={shared.wire}>{stepName(step)}</span>
    </span>
  );
}

function Value({ value }: { readonly value: JsonValue | undefined }) {
  if (value === undefined) return <span className={shared.muted}>absent</span>;
  return <code className={styles.value}>{jsonOf(value)}</code>;
}

interface ErasPanelProps {
  readonly eras: ErasOutcome;
  readonly onStep: (number: number) => void;
}

/** What the same requests come to in both eras: what is answered otherwise, what is not there in one, what has to be replaced. */
export function ErasPanel({ eras, onStep }: ErasPanelProps) {
  const { changedSteps, goneSteps, leansOn, changed, gone, same, notCompared } = eras;
  const [from, to] = eras.eras.map((era) => REVISIONS[era]);
  if (changed + gone + leansOn.length === 0) {
    return (
      <EmptyState title="Both eras are answered alike">
        {formatCounted(same, 'step')} {same === 1 ? 'says' : 'say'} the same in {from} and in {to}.
        {notCompared > 0 && ` ${formatCount(notCompared)} could not be compared.`}
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label="Both eras">
      <Table
        title="Answered otherwise"
        heads={['Step', 'Place', from ?? '', to ?? '']}
        items={changedSteps}
        total={changed}
        row={(step) => (
          <tr key={step.number}>
            <td>
              <Step step={step} onStep={onStep} />
            </td>
            <td>
              <code className={styles.value}>{step.first.pointer}</code>
              {step.places > 1 && (
                <span className={shared.muted}> and {formatCounted(step.places - 1, 'more place')}</span>
              )}
            </td>
            <td>
              <Value value={step.first.left} />
            </td>
            <td>
              <Value value={step.first.right} />
            </td>
          </tr>
        )}
      />
      <Table
        title="Not there in both eras"
        heads={['Step', 'Not in', 'Why']}
        items={goneSteps}
        total={gone}
        row={(step, index) => (
          <tr key={index}>
            <td>
              <Step step={step} onStep={onStep} />
            </td>
            <td>{REVISIONS[step.era]}</td>
            <td className={styles.wide}>{step.says}</td>
          </tr>
        )}
      />
      <Table
        title="Deprecated and removed features that the recording uses"
        heads={['Feature', 'Uses', 'Until', 'Instead']}
        items={leansOn}
        total={leansOn.length}
        row={({ id, title, state, count, who, earliestRemoval, migration }) => (
          <tr key={id}>
            <td>
              <span className={styles.rule}>
                <MeaningMark meaning={state === 'removed' ? 'fault' : 'warning'} size={13} />
                <span data-tip={who.join('; ')}>{title}</span>
              </span>
            </td>
            <td>{formatCount(count)}</td>
            <td>{state === 'removed' ? 'removed' : (earliestRemoval ?? '')}</td>
            <td className={styles.wide}>{migration}</td>
          </tr>
        )}
      />
    </div>
  );
}
