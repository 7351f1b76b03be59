import { useMemo } from 'react';
import type { JsonValue } from '../../shared/model/json.ts';
import type { NegotiationCell, Statement } from '../../shared/model/negotiation.ts';
import { formatCount, formatDateTime, formatTime } from '../ui/format.ts';
import { JsonTree } from '../ui/json-tree.tsx';
import { ExchangeLink } from '../ui/reports/exchange-links.tsx';
import { sourceWords } from './cell-words.ts';
import styles from './pane.module.css';
import { changesAt } from './settings-diff.ts';

/** A value in a diff: one line of JSON. */
export function ValueText({ value }: { readonly value: JsonValue | undefined }) {
  if (value === undefined) return <span className={styles.none}>nothing</span>;
  return <code>{JSON.stringify(value)}</code>;
}

function Changes({ history, index }: { readonly history: readonly Statement[]; readonly index: number }) {
  const changes = changesAt(history, index);
  if (changes.length === 0) return null;
  return (
    <table className={styles.diff} aria-label="What changed in the settings">
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col">Before</th>
          <th scope="col">Since then</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ pointer, before, after }) => (
          <tr key={pointer}>
            <th scope="row">{pointer === '' ? 'the whole' : pointer}</th>
            <td data-side="before">
              <ValueText value={before} />
            </td>
            <td data-side="after">
              <ValueText value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isEmpty(settings: JsonValue | undefined): boolean {
  return settings === undefined || settings === true || JSON.stringify(settings) === '{}';
}

function Settings({ statement }: { readonly statement: Statement | undefined }) {
  const changed = statement?.changed?.join('\n') ?? '';
  // The same set as long as it has the same pointers: the tree would close what was opened.
  const marks = useMemo(() => new Set(changed === '' ? [] : changed.split('\n')), [changed]);
  if (!statement || isEmpty(statement.settings)) return null;
  return (
    <JsonTree
      value={statement.settings}
      ariaLabel={`Settings since exchange ${statement.since}`}
      marks={marks}
      markLabel="changed"
      maxHeight={200}
    />
  );
}

/** What one party said of a row, the latest first, with what changed each time. */
export function Statements({ cell, verb }: { readonly cell: NegotiationCell; readonly verb: string }) {
  const { history, historyLeftOut = 0, state } = cell;
  if (state === 'unknown') {
    return <p>It has not been heard on its capabilities in this recording.</p>;
  }
  if (history.length === 0) return <p>It does not {verb} it, in all that was heard of it.</p>;
  return (
    <ol className={styles.history} aria-label="What it said, the latest first">
      {history
        .map((statement, index) => ({ statement, index }))
        .toReversed()
        .map(({ statement: { since, at, source, declared, implied }, index }) => (
          <li key={`${since} ${source}`}>
            <p className={styles.statement}>
              <strong>{declared ? `${verb}s it` : `does not ${verb} it`}</strong> {sourceWords(source)}, since
              exchange <ExchangeLink number={since} />{' '}
              <span className={styles.muted} data-tip={formatDateTime(at)}>
                {formatTime(at)}
              </span>
              {implied && <span className={styles.muted}> (it follows from another setting)</span>}
            </p>
            <Changes history={history} index={index} />
            <Settings statement={history[index]} />
            {index === 0 && historyLeftOut > 0 && (
              <p className={styles.muted}>
                Between this one and the next {formatCount(historyLeftOut)} more are not kept.
              </p>
            )}
          </li>
        ))}
    </ol>
  );
}
