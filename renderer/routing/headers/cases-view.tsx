import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { RoutingReport } from '../../../shared/model/routing-case.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { NothingYet } from '../../ui/reports/first-step.tsx';
import { JudgedNote, ReportFrame } from '../../ui/reports/report-frame.tsx';
import { useTrackedReport } from '../../ui/reports/use-tracked-report.ts';
import { rove } from '../../ui/rove.ts';
import { toggled } from '../../ui/toggled.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { CaseRow, caseColumns } from './case-row.tsx';
import { createCasesStore } from './cases-store.ts';
import styles from './cases.module.css';
import { VerdictFilter } from './verdict-filter.tsx';

const TITLE = 'What headers say beside what bodies say will be here';

function Nothing({ others }: { readonly others: number }) {
  return (
    <NothingYet title={TITLE}>
      A balancer reads the headers of a request, the server its body. Where they disagree, the balancer
      routes, permits and counts something else than what is done.
      {others > 0 &&
        ` Of ${formatCounted(others, 'exchange')} so far none is a request of revision 2026-07-28 that a server got: only these mirror their body in headers.`}
    </NothingYet>
  );
}

/** Older cases than those that are kept cannot be had any more. */
function More({
  report,
  limit,
  onMore,
}: {
  readonly report: RoutingReport;
  readonly limit: number;
  readonly onMore: () => void;
}) {
  const { cases, total } = report;
  if (cases.length >= total) return null;
  return (
    <p className={styles.more}>
      {formatCount(cases.length)} of {formatCount(total)} are shown, the latest of each verdict.
      {cases.length >= limit ? (
        <Button onClick={onMore}>Show more</Button>
      ) : (
        ' Older ones are only counted; find them in Traffic with the filter mismatch.'
      )}
    </p>
  );
}

interface CasesProps {
  readonly report: RoutingReport;
  readonly limit: number;
  readonly onMore: () => void;
}

function Cases({ report, limit, onMore }: CasesProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [focused, setFocused] = useState<number>();
  const narrow = useNarrow();
  const { cases } = report;
  const current = cases.some(({ number }) => number === focused) ? focused : cases[0]?.number;
  return (
    <div className={styles.scroller} onKeyDown={rove}>
      <table className={styles.table} aria-label="Header routing">
        <thead>
          <tr>
            {caseColumns(narrow).map((title) => (
              <th key={title} scope="col" data-column={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((found) => (
            <CaseRow
              key={found.number}
              found={found}
              open={open.has(found.number)}
              current={found.number === current}
              narrow={narrow}
              onToggle={(number) => {
                setOpen((before) => toggled(before, number));
              }}
              onFocus={setFocused}
            />
          ))}
        </tbody>
      </table>
      {cases.length === 0 && <p className={styles.more}>No exchange has this verdict.</p>}
      <More report={report} limit={limit} onMore={onMore} />
    </div>
  );
}

/** What an intermediary saw of each request beside what its body says, and what the server did; the dangerous ones first. */
export function CasesView() {
  const [store] = useState(createCasesStore);
  const { verdict, limit } = useStore(store);
  const state = useTrackedReport((bridge, captureId) => {
    const { verdict: wanted, limit: most } = store.getState();
    return bridge.invoke('tracker.routing', {
      captureId,
      limit: most,
      ...(wanted !== undefined && { verdict: wanted }),
    });
  });
  const { captureId, judged, tracked } = state;
  return (
    <ReportFrame state={state} nothing={<Nothing others={0} />}>
      {(report) => {
        const { counts, notApplicable } = report;
        const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
        if (all === 0) return <Nothing others={notApplicable} />;
        return (
          <>
            <VerdictFilter
              counts={counts}
              chosen={verdict}
              onChoose={(chosen) => {
                store.choose(chosen);
                tracked.refresh();
              }}
            >
              <JudgedNote judged={judged} />
            </VerdictFilter>
            <Cases
              key={captureId}
              report={report}
              limit={limit}
              onMore={() => {
                store.showMore();
                tracked.refresh();
              }}
            />
          </>
        );
      }}
    </ReportFrame>
  );
}
