import { Button, Switch } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { NegotiationReport } from '../../shared/model/negotiation.ts';
import { useApp } from '../ui/app-context.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCounted } from '../ui/format.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import { NothingYet } from '../ui/reports/first-step.tsx';
import { ReportExport } from '../ui/reports/report-export.tsx';
import { JudgedNote, ReportFrame } from '../ui/reports/report-frame.tsx';
import { useTrackedReport } from '../ui/reports/use-tracked-report.ts';
import { SplitPane } from '../ui/split-pane.tsx';
import { rowViews, type RowView } from './cell-view.ts';
import { CLIENTS_AT_ONCE, columnGroups } from './columns.ts';
import { Legend } from './legend.tsx';
import type { Chosen } from './matrix-row.tsx';
import { Matrix } from './matrix.tsx';
import { NegotiationPane } from './negotiation-pane.tsx';
import styles from './negotiation.module.css';
import { sectionsOf } from './sections.ts';

function Nothing() {
  return (
    <NothingYet title="Who can do what will be here">
      Clients declare what they can do in each request, servers advertise it in server/discover. Here stands
      each capability and extension against each of them: what is in force, what is used although it is not,
      and where instances of one server differ.
    </NothingYet>
  );
}

/** Esc closes the pane, wherever the focus is on this screen. */
function useEscape(open: boolean, close: () => void): void {
  const { addCommands } = useApp();
  useEffect(() => {
    if (!open) return undefined;
    return addCommands([
      {
        id: 'negotiation.close',
        title: 'Close the pane',
        group: 'Negotiation',
        keys: ['Escape'],
        run: close,
      },
    ]);
  }, [addCommands, open, close]);
}

interface ContentProps {
  readonly report: NegotiationReport;
  readonly rows: readonly RowView[];
  readonly onlyOdd: boolean;
  readonly onShowAll: () => void;
}

function Content({ report, rows, onlyOdd, onShowAll }: ContentProps) {
  const [chosen, setChosen] = useState<Chosen>();
  const [allClients, setAllClients] = useState(false);
  const groups = columnGroups(report, { allClients });
  const sections = sectionsOf(onlyOdd ? rows.filter(({ standsOut }) => standsOut) : rows);
  const view = chosen && rows.find(({ key }) => key === chosen.rowKey);
  const cell = chosen?.partyId === undefined ? undefined : view?.cells.get(chosen.partyId);
  const [close] = useState(() => () => {
    setChosen(undefined);
  });
  useEscape(view !== undefined, close);
  const hidden = report.parties.filter(({ kind }) => kind === 'client').length - CLIENTS_AT_ONCE;
  const matrix = (
    <>
      {sections.length > 0 ? (
        <Matrix groups={groups} sections={sections} chosen={chosen} onChoose={setChosen} />
      ) : (
        <EmptyState
          title="Nothing stands out"
          action={<Button onClick={onShowAll}>Show all {rows.length}</Button>}
        >
          Instances of one server say the same, and nothing was used that was not in force.
        </EmptyState>
      )}
      {hidden > 0 && (
        <p className={styles.more}>
          {allClients
            ? `All ${formatCounted(hidden + CLIENTS_AT_ONCE, 'client')} are shown.`
            : `${formatCounted(hidden, 'more client', 'more clients')}.`}
          <Button
            onClick={() => {
              setAllClients(!allClients);
            }}
          >
            {allClients ? `Show the first ${CLIENTS_AT_ONCE}` : 'Show all clients'}
          </Button>
        </p>
      )}
      <Legend />
    </>
  );
  return (
    <SplitPane
      name="negotiation"
      label="Divider between matrix and explanation"
      initial={0.64}
      minFirst={420}
      minSecond={320}
      slideOver
      first={matrix}
      {...(view && {
        second: <NegotiationPane view={view} cell={cell} parties={report.parties} onClose={close} />,
      })}
    />
  );
}

/** What clients declare, what instances advertise, what is therefore in force, and what is used although it is not. */
export function NegotiationScreen() {
  const state = useTrackedReport((bridge, captureId) => bridge.invoke('tracker.negotiation', { captureId }));
  const [onlyOdd, setOnlyOdd] = useState(false);
  const { report, judged, captureId } = state;
  const rows = useMemo(() => (report ? rowViews(report) : []), [report]);
  const odd = rows.filter(({ standsOut }) => standsOut).length;
  return (
    <div className={styles.screen}>
      <div className={styles.bar} role="toolbar" aria-label="Negotiation">
        <span className={styles.muted} role="status">
          {formatCounted(rows.length, 'capability or extension', 'capabilities and extensions')}
        </span>
        {odd > 0 && (
          <span className={styles.odd}>
            <MeaningMark meaning="warning" /> {odd === 1 ? '1 stands out' : `${String(odd)} stand out`}
          </span>
        )}
        <Switch
          label="Only what stands out"
          checked={onlyOdd}
          onChange={(event) => {
            setOnlyOdd(event.currentTarget.checked);
          }}
        />
        <JudgedNote judged={judged} />
        <span className={styles.gap} />
        <ReportExport what="negotiation" />
      </div>
      <ReportFrame state={state} nothing={<Nothing />}>
        {(known) =>
          known.parties.length === 0 ? (
            <Nothing />
          ) : (
            <Content
              key={captureId}
              report={known}
              rows={rows}
              onlyOdd={onlyOdd}
              onShowAll={() => {
                setOnlyOdd(false);
              }}
            />
          )
        }
      </ReportFrame>
    </div>
  );
}
