import { counted } from '../../../shared/model/counted.ts';
import type { ExportFormat, ExportReport } from '../../../shared/model/file-transfer.ts';

const FORMAT_WORDS: Readonly<Record<ExportFormat, string>> = {
  har: 'HAR',
  jsonl: 'JSON Lines',
  curl: 'curl commands',
  otlp: 'OTLP traces',
  md: 'Markdown',
  html: 'HTML',
};

/** What came of an export, for a person. Pure. */
export function exportSays(
  format: ExportFormat,
  { exchanges, notes, replaced }: Omit<ExportReport, 'says'>,
): string {
  const sentences = [`${counted(exchanges, 'exchange')} as ${FORMAT_WORDS[format]}.`];
  if (!replaced) sentences.push('It holds what was sent, secrets too.');
  else if (replaced.secrets > 0) {
    const verb = replaced.secrets === 1 ? 'is' : 'are';
    sentences.push(
      `${counted(replaced.secrets, 'secret')} in ${counted(replaced.times, 'place')} ${verb} replaced.`,
    );
  }
  return [...sentences, ...notes].join(' ');
}
