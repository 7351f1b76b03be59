import type { TrackerReport } from '../../../shared/bridge/bridge.ts';

export type ReportFormat = 'md' | 'html';

/** `shop.hopscope` and readiness is `shop-readiness.md`. Pure. */
export function reportFileName(
  capture: string,
  what: TrackerReport | 'durability',
  format: ReportFormat,
): string {
  const stem = capture.replace(/\.hopscope$/, '').replaceAll(/[\\/:*?"<>|\u0000-\u001f]/g, '_');
  return `${stem}-${what}.${format}`;
}
