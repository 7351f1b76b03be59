import { counted } from '../../shared/model/counted.ts';
import {
  changesIn,
  type NegotiationCell,
  type NegotiationParty,
  type NegotiationReport,
  type NegotiationRow,
} from '../../shared/model/negotiation.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import { type Block, type Cell, type Inline, type ReportDocument } from './document/report-document.ts';

/** Parties that a matrix has columns for; more make it unreadable. */
const MOST_COLUMNS = 12;
const MOST_LINES = 200;
const LONGEST_SETTINGS = 200;

const KINDS: Readonly<Record<NegotiationRow['kind'], string>> = {
  'client-capability': 'Client capabilities',
  'server-capability': 'Server capabilities',
  extension: 'Extensions',
};

/** What was negotiated in one capture, as a document. Pure. */
export function negotiationDocument(report: NegotiationReport): ReportDocument {
  const { parties, rows } = report;
  if (parties.length === 0) {
    return {
      title: 'Negotiation',
      blocks: [{ kind: 'text', text: 'Nobody talks to anybody in this capture.' }],
    };
  }
  return {
    title: 'Negotiation',
    blocks: [
      { kind: 'text', text: negotiationSummary(report) },
      ...partiesTable(parties),
      ...outstanding(report),
      ...(['client-capability', 'server-capability', 'extension'] as const).flatMap((kind) =>
        matrix(
          kind,
          rows.filter((row) => row.kind === kind),
          parties,
        ),
      ),
      ...differencesTable(report),
      ...historyTable(report),
    ],
  };
}

/** One or two sentences on the whole. Pure. */
export function negotiationSummary({ parties, rows }: NegotiationReport): string {
  const clients = parties.filter(({ kind }) => kind === 'client').length;
  const uneven = rows.filter((row) => row.uneven !== undefined).length;
  const without = rows.filter(({ pairs }) => pairs.some(({ usedWithout }) => usedWithout)).length;
  const who = `${counted(clients, 'client')} and ${counted(parties.length - clients, 'instance')}.`;
  const problems = [
    ...(uneven > 0
      ? [`${counted(uneven, 'thing')} that instances of one fleet advertise unlike each other`]
      : []),
    ...(without > 0 ? [`${counted(without, 'thing')} used without being in force`] : []),
  ];
  return problems.length === 0
    ? `${who} Nothing was used without being in force, and no fleet is uneven.`
    : `${who} ${problems.join('; ')}.`;
}

/** What has to be looked at: sentences with the row that each is about. Pure. */
export function outstandingOf({
  rows,
}: NegotiationReport): readonly { readonly row: string; readonly says: string }[] {
  return rows.flatMap((row) => [
    ...(row.uneven === undefined ? [] : [{ row: row.id, says: row.uneven }]),
    ...row.pairs.flatMap(({ usedWithout }) =>
      usedWithout ? [{ row: row.id, says: `${usedWithout.says} ${timesOf(usedWithout)}` }] : [],
    ),
    ...(row.malformed === undefined ? [] : [{ row: row.id, says: `The id is malformed: ${row.malformed}.` }]),
  ]);
}

function timesOf({
  count,
  first,
  last,
}: {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}): string {
  if (count === 1) return `(exchange ${String(first)})`;
  return `(${counted(count, 'time')}, exchanges ${String(first)} to ${String(last)})`;
}

function partiesTable(parties: readonly NegotiationParty[]): readonly Block[] {
  return [
    {
      kind: 'table',
      head: ['Who', 'Side', 'Requests', 'Revisions'],
      numbers: [2],
      rows: parties
        .slice(0, MOST_LINES)
        .map((party) => [
          labelOf(party),
          party.kind === 'client' ? 'client' : 'server',
          String(party.exchanges),
          party.revisions.join(', '),
        ]),
    },
  ];
}

function outstanding(report: NegotiationReport): readonly Block[] {
  const items = outstandingOf(report);
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'What stands out' },
    {
      kind: 'list',
      items: items
        .slice(0, MOST_LINES)
        .map(({ row, says }) => [{ text: row, as: 'code' as const }, `: ${says}`]),
    },
  ];
}

function matrix(
  kind: NegotiationRow['kind'],
  rows: readonly NegotiationRow[],
  parties: readonly NegotiationParty[],
): readonly Block[] {
  if (rows.length === 0) return [];
  const speaking = parties.filter((party) =>
    rows.some(({ cells }) => cells.some((cell) => cell.party === party.id)),
  );
  const columns = speaking.slice(0, MOST_COLUMNS);
  const left = speaking.length - columns.length;
  return [
    { kind: 'heading', level: 2, text: KINDS[kind] },
    {
      kind: 'table',
      head: ['', ...columns.map(labelOf), 'Used'],
      rows: rows.map((row) => [
        [
          { text: row.id, as: 'code' as const },
          ...(row.deprecated ? [{ text: ' deprecated', as: 'dim' as const }] : []),
        ],
        ...columns.map(({ id }) => stateOf(row.cells.find(({ party }) => party === id))),
        usedOf(row),
      ]),
    },
    ...(left > 0 ? [{ kind: 'text' as const, text: `${String(left)} more left out here.` }] : []),
  ];
}

function stateOf(cell: NegotiationCell | undefined): Inline {
  if (!cell || cell.state === 'unknown') return { text: 'not heard', as: 'dim' };
  return cell.state === 'declared' ? { text: 'yes', as: 'good' } : { text: 'no' };
}

function usedOf({ pairs }: NegotiationRow): Cell {
  const used = pairs.reduce((sum, pair) => sum + (pair.used?.count ?? 0), 0);
  const without = pairs.reduce((sum, pair) => sum + (pair.usedWithout?.count ?? 0), 0);
  if (used === 0) return '';
  if (without === 0) return counted(used, 'time');
  return [`${counted(used, 'time')}, `, { text: `${String(without)} without being in force`, as: 'bad' }];
}

function differencesTable({ rows, parties }: NegotiationReport): readonly Block[] {
  const lines = rows.flatMap((row) =>
    (row.differences ?? []).map(({ pointer, values }): readonly Cell[] => [
      { text: row.id, as: 'code' },
      { text: pointer === '' ? '(all)' : pointer, as: 'code' },
      values.map(({ party, value }) => `${nameOf(party, parties)}: ${shown(value)}`).join('; '),
    ]),
  );
  const unknown = rows.flatMap((row) =>
    row.unknown === true
      ? row.cells.flatMap((cell): readonly (readonly Cell[])[] => {
          const settings = cell.history.at(-1)?.settings;
          if (settings === undefined) return [];
          return [
            [
              { text: row.id, as: 'code' },
              nameOf(cell.party, parties),
              { text: shown(settings), as: 'code' },
            ],
          ];
        })
      : [],
  );
  return [
    ...table('Settings that differ', ['', 'Place', 'Values'], lines),
    ...table('Settings of what Hopscope does not know', ['', 'Who', 'Settings'], unknown),
  ];
}

function historyTable({ rows, parties }: NegotiationReport): readonly Block[] {
  const lines = rows.flatMap((row) =>
    row.cells
      .filter((cell) => changesIn(cell).length > 0)
      .map((cell): readonly Cell[] => [
        { text: row.id, as: 'code' },
        nameOf(cell.party, parties),
        cell.history
          .map(
            ({ since, declared, settings }) =>
              `from ${String(since)}: ${declared ? shown(settings) : 'not declared'}`,
          )
          .join('; '),
      ]),
  );
  return table('What changed', ['', 'Who', 'From exchange on'], lines);
}

function table(title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): readonly Block[] {
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: title },
    { kind: 'table', head, rows: rows.slice(0, MOST_LINES) },
  ];
}

function nameOf(id: string, parties: readonly NegotiationParty[]): string {
  const party = parties.find((each) => each.id === id);
  return party ? labelOf(party) : id;
}

function labelOf({ name, version }: NegotiationParty): string {
  return version === undefined ? name : `${name} ${version}`;
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > LONGEST_SETTINGS ? `${text.slice(0, LONGEST_SETTINGS - 1)}…` : text;
}
