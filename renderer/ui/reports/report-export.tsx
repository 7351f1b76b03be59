import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrackerReport } from '../../../shared/bridge/bridge.ts';
import { saveBlob } from '../../bridge/transfer.ts';
import { useApp, useEngine } from '../app-context.ts';
import { useRowState } from '../row-source.ts';
import { reportFileName, type ReportFormat } from './report-file.ts';

const FORMATS: readonly { readonly format: ReportFormat; readonly label: string; readonly type: string }[] = [
  { format: 'md', label: 'Markdown', type: 'text/markdown;charset=utf-8' },
  { format: 'html', label: 'HTML', type: 'text/html;charset=utf-8' },
];

/** Saves a report on the capture that is shown, as Markdown or as HTML. */
export function ReportExport({ what }: { readonly what: TrackerReport }) {
  const { bridge, notify } = useApp();
  const captureId = useRowState((state) => state.captureId);
  const capture = useEngine((state) => state.captures.find(({ id }) => id === captureId));
  const [making, setMaking] = useState<ReportFormat>();
  if (!capture) return null;
  const save = async (format: ReportFormat, type: string): Promise<void> => {
    setMaking(format);
    const made = await bridge.invoke('tracker.report', { captureId: capture.id, what, format });
    setMaking(undefined);
    if (made.ok) saveBlob(reportFileName(capture.name, what, format), new Blob([made.value.text], { type }));
    else notify('fault', `The report was not made: ${made.error.message}`);
  };
  return FORMATS.map(({ format, label, type }) => (
    <Button
      key={format}
      leftSection={<IconDownload size={14} />}
      aria-label={`Save the report as ${label}`}
      data-tip={`Save the report as ${label}`}
      loading={making === format}
      loaderProps={{ type: 'dots' }}
      disabled={making !== undefined && making !== format}
      onClick={() => void save(format, type)}
    >
      {label}
    </Button>
  ));
}
