import { counted } from '../../shared/model/counted.ts';
import type { DeprecationReport, FeatureReport, ReadinessItem } from '../../shared/model/deprecation.ts';
import type { Paint } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';

/** What `hopscope deprecations` prints for people. */
export function deprecationsText(report: DeprecationReport, paint: Paint): string {
  const { features, exchanges, beforeRevision, beforeRemoval } = report;
  const used = features.filter(({ count }) => count > 0);
  const looked = `${counted(exchanges, 'exchange')} looked at.`;
  if (used.length === 0) {
    return `${looked} ${paint('green', 'Nothing deprecated or removed was seen in use.')}\n`;
  }
  return [
    ...featuresTable(used, paint),
    '',
    ...itemsTable('To change before 2026-07-28 is spoken', beforeRevision, paint),
    '',
    ...itemsTable('To change before the earliest removal', beforeRemoval, paint),
    '',
    `${looked} Examples and migration paths: --report html:FILE.`,
    '',
  ].join('\n');
}

function featuresTable(used: readonly FeatureReport[], paint: Paint): string[] {
  const [heads = '', ...lines] = alignedTable(
    [
      { head: 'feature', most: 45 },
      { head: 'state' },
      { head: 'seen', right: true },
      { head: 'first', right: true },
      { head: 'last', right: true },
      { head: 'earliest removal' },
    ],
    used.map(({ title, state, since, count, first, last, earliestRemoval }) => [
      title,
      `${state} in ${since}`,
      String(count),
      `#${String(first)}`,
      `#${String(last)}`,
      earliestRemoval ?? '',
    ]),
  );
  return [paint('dim', heads), ...lines];
}

function itemsTable(title: string, items: readonly ReadinessItem[], paint: Paint): string[] {
  const head = paint('bold', title);
  if (items.length === 0) return [`${head}: ${paint('green', 'nothing')}`];
  const [heads = '', ...lines] = alignedTable(
    [
      { head: 'feature', most: 45 },
      { head: 'side' },
      { head: 'who', most: 40 },
      { head: 'what to do', most: 120 },
    ],
    items.map((item) => [item.title, item.side, item.who.join(', '), item.todo]),
  );
  return [head, paint('dim', heads), ...lines];
}
