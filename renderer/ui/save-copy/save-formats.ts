import { EXPORT_FORMATS, exportName, type ExportFormat } from '../../../shared/model/file-transfer.ts';

/** What a copy can be saved as: a recording of its own, or another program's format. */
export type SaveFormat = 'hopscope' | ExportFormat;

export const SAVE_FORMATS: readonly SaveFormat[] = ['hopscope', ...EXPORT_FORMATS];

export const FORMAT_LABELS: Readonly<Record<SaveFormat, string>> = {
  hopscope: 'Hopscope recording',
  har: 'HAR, for browsers and proxies',
  jsonl: 'JSON Lines, for git',
  curl: 'curl commands',
  otlp: 'OTLP traces',
  md: 'Markdown story',
  html: 'HTML story',
};

/** What the file is called. */
export function savedName(capture: string, format: SaveFormat): string {
  return format === 'hopscope'
    ? capture.replace(/(\.hopscope)?$/, ' copy.hopscope')
    : exportName(capture, format);
}
