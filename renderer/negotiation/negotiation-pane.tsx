import { ActionIcon } from '@mantine/core';
import { IconExternalLink, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NegotiationParty, NegotiationRow } from '../../shared/model/negotiation.ts';
import { InstanceBadge } from '../ui/instance-badge.tsx';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { CellView, RowView } from './cell-view.ts';
import { partyName } from './cell-words.ts';
import { Pairs } from './pairs.tsx';
import styles from './pane.module.css';
import { Statements, ValueText } from './statements.tsx';

function About({ row }: { readonly row: NegotiationRow }) {
  const { explanation, link, malformed, deprecated, unknown, kind } = row;
  return (
    <>
      {explanation !== undefined && <p>{explanation}</p>}
      {unknown && explanation === undefined && (
        <p className={styles.muted}>
          {kind === 'extension'
            ? 'This is none of the extensions that Hopscope knows. That is no fault: anybody may make one.'
            : 'No revision that Hopscope knows has this capability.'}
        </p>
      )}
      {deprecated && (
        <p className={styles.line}>
          <MeaningMark meaning="warning" /> Deprecated as of revision 2026-07-28.
        </p>
      )}
      {malformed !== undefined && (
        <p className={styles.line}>
          <MeaningMark meaning="warning" /> The id breaks the naming rules: {malformed}.
        </p>
      )}
      {link !== undefined && (
        <p>
          <a className={styles.link} href={link} target="_blank" rel="noopener noreferrer">
            {kind === 'extension' ? 'Its page' : 'Specification'}{' '}
            <IconExternalLink size={12} aria-hidden="true" />
          </a>
        </p>
      )}
    </>
  );
}

interface DifferencesProps {
  readonly row: NegotiationRow;
  readonly parties: readonly NegotiationParty[];
}

/** The settings in which those that declare it differ: a line a setting and party. */
function Differences({ row, parties }: DifferencesProps) {
  const { differences = [] } = row;
  if (differences.length === 0) return null;
  const nameOf = new Map(parties.map((party) => [party.id, partyName(party)]));
  return (
    <Part title="Settings that differ">
      <table className={styles.diff} aria-label="Settings that differ">
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">By</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {differences.flatMap(({ pointer, values }) =>
            values.map(({ party, value }, index) => (
              <tr key={`${pointer} ${party}`}>
                {index === 0 && (
                  <th scope="row" rowSpan={values.length}>
                    {pointer === '' ? 'the whole' : pointer}
                  </th>
                )}
                <td className={styles.by}>{nameOf.get(party) ?? party}</td>
                <td>
                  <ValueText value={value} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface NegotiationPaneProps {
  readonly view: RowView;
  /** Absent: the whole row. */
  readonly cell: CellView | undefined;
  readonly parties: readonly NegotiationParty[];
  readonly onClose: () => void;
}

/** One cell, or one row, in words: what it is, what was said since when, what holds with whom, and how it was used. */
export function NegotiationPane({ view, cell, parties, onClose }: NegotiationPaneProps) {
  const { row } = view;
  const party = cell?.party;
  const pairs = cell ? cell.pairs : row.pairs;
  const verb = party?.kind === 'client' ? 'declare' : 'advertise';
  return (
    <section className={styles.pane} aria-label={`${row.id}${party ? `, ${party.name}` : ''}`}>
      <header className={styles.head}>
        <h2>
          <code>{row.id}</code>
          {party &&
            (party.kind === 'instance' ? (
              <InstanceBadge instanceId={party.id} name={party.name} />
            ) : (
              <span>{partyName(party)}</span>
            ))}
        </h2>
        <ActionIcon aria-label="Close (Esc)" data-tip="Close (Esc)" onClick={onClose}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <div className={styles.body}>
        <About row={row} />
        {row.uneven !== undefined && (
          <p className={styles.line}>
            <MeaningMark meaning="warning" /> {row.uneven}
          </p>
        )}
        {cell?.said && (
          <Part title="What it says">
            <Statements key={`${view.key} ${cell.party.id}`} cell={cell.said} verb={verb} />
          </Part>
        )}
        <Part
          title={party?.kind === 'client' ? 'With each instance' : party ? 'With each client' : 'Who met'}
        >
          {pairs.length > 0 ? (
            <Pairs pairs={pairs} parties={parties} {...(party && { of: party })} />
          ) : (
            <p className={styles.muted}>Nothing holds here, and nothing was used.</p>
          )}
        </Part>
        <Differences row={row} parties={parties} />
      </div>
    </section>
  );
}
