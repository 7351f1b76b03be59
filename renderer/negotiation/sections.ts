import type { NegotiationRow } from '../../shared/model/negotiation.ts';
import type { RowView } from './cell-view.ts';

/** Rows of one kind, under one heading. */
export interface Section {
  readonly kind: NegotiationRow['kind'];
  readonly title: string;
  /** Place of its first row among all that are shown. */
  readonly start: number;
  readonly rows: readonly RowView[];
}

const KINDS: readonly Pick<Section, 'kind' | 'title'>[] = [
  { kind: 'extension', title: 'Extensions' },
  { kind: 'client-capability', title: 'Capabilities of clients' },
  { kind: 'server-capability', title: 'Capabilities of servers' },
];

/** The rows by kind, within it in their order. Empty sections are left out. Pure. */
export function sectionsOf(rows: readonly RowView[]): readonly Section[] {
  const sections: Section[] = [];
  let start = 0;
  for (const { kind, title } of KINDS) {
    const own = rows.filter(({ row }) => row.kind === kind);
    if (own.length > 0) sections.push({ kind, title, start, rows: own });
    start += own.length;
  }
  return sections;
}
