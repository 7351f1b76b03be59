import type { TrackerReport } from '../../../shared/bridge/bridge.ts';
import { useApp, useEngine } from '../app-context.ts';
import { useRowState } from '../row-source.ts';
import { reportFileName } from './report-file.ts';
import { SaveReport } from './save-report.tsx';

/** Saves a report on the capture that is shown, as Markdown or as HTML. */
export function ReportExport({ what }: { readonly what: TrackerReport }) {
  const { bridge } = useApp();
  const captureId = useRowState((state) => state.captureId);
  const capture = useEngine((state) => state.captures.find(({ id }) => id === captureId));
  if (!capture) return null;
  return (
    <SaveReport
      make={(format) => bridge.invoke('tracker.report', { captureId: capture.id, what, format })}
      nameOf={(format) => reportFileName(capture.name, what, format)}
    />
  );
}
