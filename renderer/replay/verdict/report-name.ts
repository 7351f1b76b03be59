import type { ReplayReport } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';

const ENDINGS: Readonly<Record<ReplayReport, string>> = {
  html: 'html',
  md: 'md',
  json: 'json',
  junit: 'xml',
};

/** `shop.hopscope`, proved, as JUnit is `shop-prove-junit.xml`. Pure. */
export function reportName(
  { recording, wish }: Pick<ReplayState, 'recording' | 'wish'>,
  format: ReplayReport,
): string {
  const stem = recording.name.replace(/\.hopscope$/, '').replaceAll(/[\\/:*?"<>|\u0000-\u001f]/g, '_');
  const what = format === 'junit' ? `${wish.kind}-junit` : wish.kind;
  return `${stem}-${what}.${ENDINGS[format]}`;
}
