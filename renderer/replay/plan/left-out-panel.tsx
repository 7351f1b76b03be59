import { useCallback, useState } from 'react';
import { LEFT_OUT, type LeftOut, type PlanSummary } from '../../../shared/model/replay-plan.ts';
import { useApp } from '../../ui/app-context.ts';
import { formatCount } from '../../ui/format.ts';
import { ExchangeButton } from '../exchange-button.tsx';
import { LEFT_OUT_WORDS } from '../replay-words.ts';
import { usePages } from '../../ui/use-pages.ts';
import { GRID_ROW_CLASS, GridCell, GridHead, VirtualGrid } from '../../ui/virtual-grid.tsx';
import styles from './panels.module.css';
import { stepName } from './plan-words.ts';

/** Exchanges of the recording that are not sent again, each with its reason. */
export function LeftOutPanel({ plan }: { readonly plan: PlanSummary }) {
  const { bridge } = useApp();
  const planId = plan.id;
  const ask = useCallback(
    async (from: number, limit: number) => {
      const page = await bridge.invoke('replay.leftOut', { planId, from, limit });
      if (!page.ok) return page;
      return { ok: true as const, value: { items: page.value.leftOut, total: page.value.total } };
    },
    [bridge, planId],
  );
  const pages = usePages<LeftOut>(ask);
  const [active, setActive] = useState(-1);
  const counts = LEFT_OUT.filter((reason) => (plan.leftOut[reason] ?? 0) > 0);
  if (counts.length === 0) {
    return <p className={styles.lead}>Every exchange of the recording is a step.</p>;
  }
  return (
    <div className={styles.leftOut}>
      <p className={styles.lead}>
        {counts
          .map((reason) => `${formatCount(plan.leftOut[reason] ?? 0)} ${LEFT_OUT_WORDS[reason]}`)
          .join(', ')}
      </p>
      <VirtualGrid
        label="Exchanges that are left out"
        count={pages.total ?? 0}
        columns="56px minmax(110px, 1fr) minmax(140px, 1.6fr)"
        width={330}
        head={
          <>
            <GridHead end>#</GridHead>
            <GridHead>Request</GridHead>
            <GridHead>Why it is left out</GridHead>
          </>
        }
        active={active}
        onActive={setActive}
        onView={pages.want}
        row={(index, props) => {
          const entry = pages.at(index);
          return (
            <div key={index} {...props} className={GRID_ROW_CLASS}>
              {entry && (
                <>
                  <GridCell end>
                    <ExchangeButton exchange={{ captureId: plan.captureId, number: entry.number }} />
                  </GridCell>
                  <GridCell wire tip={`${entry.method} ${entry.name}`}>
                    <span>{stepName(entry)}</span>
                  </GridCell>
                  <GridCell muted tip={entry.says}>
                    <span>{entry.says}</span>
                  </GridCell>
                </>
              )}
            </div>
          );
        }}
      />
    </div>
  );
}
