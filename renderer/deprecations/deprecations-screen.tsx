import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { DeprecationReport } from '../../shared/model/deprecation.ts';
import { formatCounted } from '../ui/format.ts';
import { NothingYet } from '../ui/reports/first-step.tsx';
import { ReportExport } from '../ui/reports/report-export.tsx';
import { JudgedNote, ReportFrame } from '../ui/reports/report-frame.tsx';
import { useTrackedReport } from '../ui/reports/use-tracked-report.ts';
import { toggled } from '../ui/toggled.ts';
import styles from './deprecations.module.css';
import { FeaturesView } from './features-view.tsx';
import { ReadinessView } from './readiness-view.tsx';

type View = 'features' | 'readiness';
type Which = 'seen' | 'all';

function Nothing() {
  return (
    <NothingYet title="What is deprecated or removed and still used will be here">
      Each use of Roots, Sampling, Logging and what else the protocol has given up or is about to: by which
      client, server and tool, how often, until when it may stay, and what to do instead.
    </NothingYet>
  );
}

interface ToolbarProps {
  readonly state: Pick<ReturnType<typeof useDeprecations>, 'report' | 'judged'>;
  readonly view: View;
  readonly which: Which;
  readonly onView: (view: View) => void;
  readonly onWhich: (which: Which) => void;
}

function Toolbar({ state: { report, judged }, view, which, onView, onWhich }: ToolbarProps) {
  const seen = report?.features.filter(({ count }) => count > 0).length ?? 0;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Deprecations">
      <SegmentedControl
        aria-label="Show"
        value={view}
        data={[
          { value: 'features', label: 'Features' },
          { value: 'readiness', label: 'Readiness' },
        ]}
        onChange={onView}
      />
      {view === 'features' && (
        <SegmentedControl
          aria-label="Which features"
          value={which}
          data={[
            { value: 'seen', label: 'Seen' },
            { value: 'all', label: 'All' },
          ]}
          onChange={onWhich}
        />
      )}
      {report && (
        <span className={styles.muted} role="status">
          {formatCounted(seen, 'feature')} seen in {formatCounted(report.exchanges, 'exchange')}
        </span>
      )}
      <JudgedNote judged={judged} />
      <span className={styles.gap} />
      <ReportExport what="readiness" />
    </div>
  );
}

function useDeprecations() {
  return useTrackedReport<DeprecationReport>((bridge, captureId) =>
    bridge.invoke('tracker.deprecations', { captureId }),
  );
}

/** What is deprecated or removed and was seen in use, and what has to change before it is too late. */
export function DeprecationsScreen() {
  const state = useDeprecations();
  const [view, setView] = useState<View>('features');
  const [which, setWhich] = useState<Which>('seen');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return (
    <div className={styles.screen}>
      <Toolbar state={state} view={view} which={which} onView={setView} onWhich={setWhich} />
      <ReportFrame state={state} nothing={<Nothing />}>
        {(report) => {
          if (report.exchanges === 0 && (view === 'readiness' || which === 'seen')) return <Nothing />;
          if (view === 'readiness') {
            return (
              <ReadinessView
                report={report}
                onFeature={(id) => {
                  setOpen(new Set([id]));
                  setView('features');
                }}
              />
            );
          }
          return (
            <FeaturesView
              report={report}
              which={which}
              open={open}
              onToggle={(id) => {
                setOpen((before) => toggled(before, id));
              }}
              onShowAll={() => {
                setWhich('all');
              }}
            />
          );
        }}
      </ReportFrame>
    </div>
  );
}
