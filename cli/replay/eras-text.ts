import type { ReplayState } from '../../shared/model/replay-verdict.ts';
import { counted, visibleLine, type Paint } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';

const MOST_ROWS = 20;

/** Of a replay in both eras: what is not there in one of them, and what the recording leans on. Empty for any other. */
export function erasText({ eras }: ReplayState, paint: Paint): string {
  if (!eras) return '';
  const { goneSteps, gone, leansOn } = eras;
  const shown = goneSteps.slice(0, MOST_ROWS);
  const [heads = '', ...lines] = alignedTable(
    [
      { head: 'step', right: true },
      { head: 'request', most: 50 },
      { head: 'not there in' },
      { head: 'why', most: 200 },
    ],
    shown.map(({ number, method, name, era, says }) => [
      `#${String(number)}`,
      visibleLine(name === '' ? method : `${method} ${name}`, 50),
      era,
      visibleLine(says, 200),
    ]),
  );
  const more = gone - shown.length;
  return [
    ...(shown.length > 0 ? [[paint('dim', heads), ...lines].join('\n')] : []),
    ...(more > 0 ? [paint('dim', `and ${counted(more, 'more step')}: --report html:FILE has all.`)] : []),
    ...leansOn.map(
      ({ title, state, count, migration }) =>
        `${paint(state === 'removed' ? 'red' : 'yellow', state)} ${title}, ${counted(count, 'use')}: ${migration}`,
    ),
  ].join('\n');
}
