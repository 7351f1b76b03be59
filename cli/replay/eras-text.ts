import { counted } from '../../shared/model/counted.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import type { ErasOutcome } from '../../shared/model/replay-eras.ts';
import type { ReplayState } from '../../shared/model/replay-verdict.ts';
import { visibleLine, type Paint } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';

const MOST_ROWS = 20;

/**
 * Of a replay in both eras: what is answered otherwise, what is not there in one of them, and what the recording leans on. Empty for
 * any other.
 */
export function erasText({ eras }: ReplayState, paint: Paint): string {
  if (!eras) return '';
  const { leansOn } = eras;
  const blocks = [
    changedText(eras, paint),
    goneText(eras, paint),
    leansOn
      .map(
        ({ title, state, count, migration }) =>
          `${paint(state === 'removed' ? 'red' : 'yellow', state)} ${title}, ${counted(count, 'use')}: ${migration}`,
      )
      .join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function changedText({ changedSteps, changed, eras }: ErasOutcome, paint: Paint): string {
  const shown = changedSteps.slice(0, MOST_ROWS);
  return tableText(
    [
      { head: 'step', right: true },
      { head: 'request', most: 50 },
      { head: `${eras[0]} → ${eras[1]}`, most: 200 },
    ],
    shown.map((step) => {
      const { first, places } = step;
      const more = places > 1 ? ` (${String(places)} places)` : '';
      return [
        ...requestOf(step),
        `${visibleLine(first.pointer, 80)} ${valueText(first.left)} → ${valueText(first.right)}${more}`,
      ];
    }),
    changed - shown.length,
    paint,
  );
}

function goneText({ goneSteps, gone }: ErasOutcome, paint: Paint): string {
  const shown = goneSteps.slice(0, MOST_ROWS);
  return tableText(
    [
      { head: 'step', right: true },
      { head: 'request', most: 50 },
      { head: 'not there in' },
      { head: 'why', most: 200 },
    ],
    shown.map((step) => [...requestOf(step), step.era, visibleLine(step.says, 200)]),
    gone - shown.length,
    paint,
  );
}

function tableText(
  columns: Parameters<typeof alignedTable>[0],
  rows: readonly (readonly string[])[],
  more: number,
  paint: Paint,
): string {
  if (rows.length === 0) return '';
  const [heads = '', ...lines] = alignedTable(columns, rows);
  return [
    paint('dim', heads),
    ...lines,
    ...(more > 0 ? [paint('dim', `and ${counted(more, 'more step')}: --report html:FILE has all.`)] : []),
  ].join('\n');
}

function requestOf({
  number,
  method,
  name,
}: {
  number: number;
  method: string;
  name: string;
}): [string, string] {
  return [`#${String(number)}`, visibleLine(name === '' ? method : `${method} ${name}`, 50)];
}

function valueText(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : visibleLine(JSON.stringify(value), 40);
}
