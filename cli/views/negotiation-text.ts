import { counted } from '../../shared/model/counted.ts';
import {
  changesIn,
  type NegotiationCell,
  type NegotiationReport,
  type NegotiationRow,
} from '../../shared/model/negotiation.ts';
import { visibleLine, type Paint } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';

/** Parties that have a column; a terminal is only so wide. */
const MOST_COLUMNS = 6;
const MOST_LINES = 30;

const KINDS: Readonly<Record<NegotiationRow['kind'], string>> = {
  'client-capability': 'client capability',
  'server-capability': 'server capability',
  extension: 'extension',
};

/** What `hopscope negotiation` prints for people. */
export function negotiationText(report: NegotiationReport, paint: Paint): string {
  if (report.parties.length === 0) return 'Nobody talks to anybody in this capture.\n';
  const blocks = [
    partiesBlock(report),
    ...(['client-capability', 'server-capability', 'extension'] as const).flatMap((kind) =>
      matrixBlock(kind, report),
    ),
    ...outstandingBlock(report, paint),
  ];
  return `${blocks.map((block) => headed(block, paint)).join('\n\n')}\n`;
}

interface TextBlock {
  /** The first line is shown dim. */
  readonly heads: boolean;
  readonly lines: readonly string[];
}

function headed({ heads, lines }: TextBlock, paint: Paint): string {
  return lines.map((line, at) => (heads && at === 0 ? paint('dim', line) : line)).join('\n');
}

function partiesBlock({ parties }: NegotiationReport): TextBlock {
  const lines = alignedTable(
    [{ head: 'who', most: 40 }, { head: 'side' }, { head: 'requests', right: true }, { head: 'revisions' }],
    parties
      .slice(0, MOST_LINES)
      .map((party) => [
        party.version === undefined ? party.name : `${party.name} ${party.version}`,
        party.kind === 'client' ? 'client' : 'server',
        String(party.exchanges),
        party.revisions.join(', '),
      ]),
  );
  const left = parties.length - MOST_LINES;
  return { heads: true, lines: left > 0 ? [...lines, `and ${String(left)} more`] : lines };
}

function matrixBlock(
  kind: NegotiationRow['kind'],
  { rows, parties }: NegotiationReport,
): readonly TextBlock[] {
  const own = rows.filter((row) => row.kind === kind);
  if (own.length === 0) return [];
  const speaking = parties.filter(({ id }) =>
    own.some(({ cells }) => cells.some(({ party }) => party === id)),
  );
  const columns = speaking.slice(0, MOST_COLUMNS);
  const lines = alignedTable(
    [
      { head: KINDS[kind] },
      ...columns.map(({ name }) => ({ head: visibleLine(name, 20) })),
      { head: 'used', right: true },
      { head: 'not in force', right: true },
    ],
    own.map((row) => [
      row.deprecated ? `${row.id} (deprecated)` : row.id,
      ...columns.map(({ id }) => stateOf(row.cells.find(({ party }) => party === id))),
      timesOf(row, 'used'),
      timesOf(row, 'usedWithout'),
    ]),
  );
  const left = speaking.length - columns.length;
  return [{ heads: true, lines: left > 0 ? [...lines, `${counted(left, 'more column')} left out`] : lines }];
}

function stateOf(cell: NegotiationCell | undefined): string {
  if (!cell || cell.state === 'unknown') return '?';
  const change = changesIn(cell).at(-1);
  const changed = change ? ` (changed at #${String(change.since)})` : '';
  return `${cell.state === 'declared' ? 'yes' : 'no'}${changed}`;
}

function timesOf({ pairs }: NegotiationRow, what: 'used' | 'usedWithout'): string {
  const count = pairs.reduce((sum, pair) => sum + (pair[what]?.count ?? 0), 0);
  return count === 0 ? '' : String(count);
}

function outstandingBlock({ rows }: NegotiationReport, paint: Paint): readonly TextBlock[] {
  const sentences = rows.flatMap((row) => [
    ...(row.uneven === undefined ? [] : [`${row.id}: ${row.uneven}`]),
    ...row.pairs.flatMap(({ usedWithout }) =>
      usedWithout ? [`${row.id}: ${usedWithout.says} (#${String(usedWithout.last)})`] : [],
    ),
    ...(row.malformed === undefined ? [] : [`${row.id}: the id is malformed: ${row.malformed}.`]),
  ]);
  if (sentences.length === 0) return [];
  const shown = sentences
    .slice(0, MOST_LINES)
    .map((text) => `${paint('yellow', '!')} ${visibleLine(text, 500)}`);
  const left = sentences.length - shown.length;
  return [{ heads: false, lines: left > 0 ? [...shown, `and ${String(left)} more`] : shown }];
}
