import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Result } from '../../../shared/bridge/result.ts';
import { saveBlob } from '../../bridge/transfer.ts';
import { useApp } from '../app-context.ts';
import type { ReportFormat } from './report-file.ts';

const FORMATS: readonly { readonly format: ReportFormat; readonly label: string; readonly type: string }[] = [
  { format: 'md', label: 'Markdown', type: 'text/markdown;charset=utf-8' },
  { format: 'html', label: 'HTML', type: 'text/html;charset=utf-8' },
];

interface SaveReportProps {
  readonly make: (format: ReportFormat) => Promise<Result<{ readonly text: string }>>;
  readonly nameOf: (format: ReportFormat) => string;
}

/** Saves a report as Markdown or as HTML. */
export function SaveReport({ make, nameOf }: SaveReportProps) {
  const { notify } = useApp();
  const [making, setMaking] = useState<ReportFormat>();
  const save = async (format: ReportFormat, type: string): Promise<void> => {
    setMaking(format);
    const made = await make(format);
    setMaking(undefined);
    if (made.ok) saveBlob(nameOf(format), new Blob([made.value.text], { type }));
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
