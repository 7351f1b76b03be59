import { counted } from '../../../shared/model/counted.ts';
import type { MatrixCell, MatrixRow } from '../../../shared/model/replay-verdict.ts';
import type { Block, Cell, Inline } from '../../trackers/document/report-document.ts';
import { ROW_KINDS, stepWords, type ReportFacts, type RowKind } from './report-facts.ts';

const BAD: ReadonlySet<RowKind> = new Set(['violation', 'not deterministic']);

/** Steps against instances: only those that say something, the worst first; the first `most` of them. Pure. */
export function matrixOf(facts: ReportFacts, most: number): Block[] {
  const rows = facts.telling.map((number) => {
    const row = facts.rowOf(number);
    return { row, kind: facts.kindOf(row) };
  });
  if (rows.length === 0) return [];
  const counts = new Map<RowKind, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const shown = rows
    .toSorted((one, other) => ROW_KINDS.indexOf(one.kind) - ROW_KINDS.indexOf(other.kind))
    .slice(0, most);
  const alike = facts.state.steps - rows.length;
  return [
    { kind: 'heading', level: 2, text: 'Steps that say something' },
    {
      kind: 'filtered',
      name: 'matrix',
      head: ['Step', 'Class', 'Places', ...facts.state.instances.map(({ name }) => name)],
      numbers: [2],
      kinds: ROW_KINDS.flatMap((kind) => {
        const count = counts.get(kind);
        return count === undefined ? [] : [{ kind, count, ...(BAD.has(kind) && { as: 'bad' as const }) }];
      }),
      rows: shown.map(({ row, kind }) => ({ kind, cells: cellsOf(row, kind) })),
    },
    {
      kind: 'text',
      text: {
        text: `${rows.length > most ? `The first ${String(most)} of ${String(rows.length)}. ` : ''}${counted(alike, 'other step')} ${alike === 1 ? 'differs' : 'differ'} in nothing but noise.`,
        as: 'dim',
      },
    },
  ];
}

function cellsOf(row: MatrixRow, kind: RowKind): Cell[] {
  const link: Inline = {
    text: stepWords(row),
    ...(row.pointers > 0 && { href: `#step-${String(row.number)}` }),
  };
  return [
    link,
    { text: kind, as: BAD.has(kind) ? 'bad' : 'strong' },
    String(row.pointers),
    ...row.cells.map((cell) => wordsOf(cell, row, BAD.has(kind))),
  ];
}

function wordsOf({ answered, different, states }: MatrixCell, row: MatrixRow, bad: boolean): Cell {
  const { failed = 0, skipped = 0 } = states;
  const unsent = skipped + (states['not-sent'] ?? 0);
  const parts: Inline[] = [];
  const all = answered + failed;
  if (different > 0)
    parts.push({ text: `${String(different)} of ${String(all)} differ`, as: bad ? 'bad' : 'strong' });
  else if (answered > 0) parts.push({ text: `${String(answered)} alike`, as: 'dim' });
  if (failed > 0) parts.push({ text: `${String(failed)} without answer`, as: 'strong' });
  if (unsent > 0) parts.push({ text: `${String(unsent)} not sent`, as: 'strong' });
  if (parts.length === 0) return { text: row.held === true ? 'held' : 'not asked', as: 'dim' };
  return parts.flatMap((part, index): (string | Inline)[] => (index === 0 ? [part] : [', ', part]));
}
