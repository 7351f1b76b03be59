import { counted } from '../../shared/model/counted.ts';
import type { Difference } from '../../shared/model/difference.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import {
  SERIES_CLASSES,
  SERIES_DIFFERENCES,
  SERIES_NOISE,
  type SeriesClass,
  type SeriesRow,
  type SeriesSide,
  type SeriesSummary,
} from '../../shared/model/series.ts';
import { leftOutWords, NOISE_WORDS, SERIES_WORDS, seriesVerdict } from '../../shared/model/series-words.ts';
import { visibleLine, type Paint, type Style } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';

/** Rows that are printed, and differences of each. */
export const MOST_ROWS = 40;
const MOST_DIFFERENCES = 4;
const LONGEST_VALUE = 100;

/** What `hopscope diff` prints for people. Pure. */
export function diffText(
  [left, right]: readonly [left: string, right: string],
  summary: SeriesSummary,
  rows: readonly SeriesRow[],
  paint: Paint,
): string {
  const differing = rows.slice(0, MOST_ROWS);
  const more = summary.rows - summary.counts.same - summary.counts.noise - differing.length;
  return [
    sideLine('left ', left, summary.left, paint),
    sideLine('right', right, summary.right, paint),
    '',
    ...differing.flatMap((row) => rowLines(row, paint)),
    ...(more > 0 ? [`${counted(more, 'further row')}: --json or --report json:FILE has them.`] : []),
    ...(differing.length > 0 ? [''] : []),
    ...countLines(summary, paint),
    ...noiseLines(summary, paint),
    '',
    paint(summary.same ? 'green' : 'red', seriesVerdict(summary)),
    '',
  ].join('\n');
}

function sideLine(which: string, file: string, side: SeriesSide, paint: Paint): string {
  const others = leftOutWords(side);
  const rest = others === '' ? '' : paint('dim', `; left out: ${others}`);
  return `${paint('dim', which)}  ${visibleLine(file, 120)}  ${counted(side.steps, 'step')}${rest}`;
}

const STYLES: Readonly<Record<SeriesClass, Style>> = {
  missing: 'red',
  added: 'green',
  reordered: 'yellow',
  changed: 'yellow',
  noise: 'dim',
  same: 'dim',
};
const SIGNS: Readonly<Record<SeriesClass, string>> = {
  missing: '-',
  added: '+',
  reordered: '^',
  changed: '~',
  noise: ' ',
  same: ' ',
};

function rowLines({ classes, left, right, differences, total }: SeriesRow, paint: Paint): string[] {
  const [first = 'same'] = classes;
  const step = left ?? right;
  const numbers = [left, right].map((each) => (each ? `#${String(each.number)}` : '–'));
  const what = visibleLine(`${step?.method ?? ''} ${step?.name ?? ''}`, 90);
  const titles = classes.map((each) => SERIES_WORDS[each].title).join(', ');
  const shown = differences.slice(0, MOST_DIFFERENCES);
  const more = total - shown.length;
  return [
    `${paint(STYLES[first], `${SIGNS[first]} ${titles}`)}  ${what}  ${paint('dim', numbers.join(' '))}`,
    ...shown.map((difference) => `    ${differenceLine(difference, paint)}`),
    ...(more > 0 ? [paint('dim', `    ${String(more)} more`)] : []),
  ];
}

function differenceLine({ pointer, kind, left, right, rightPointer }: Difference, paint: Paint): string {
  const place = rightPointer === undefined ? pointer : `${pointer} → ${rightPointer}`;
  const was = valueText(left);
  const is = valueText(right);
  const shown = paint('cyan', visibleLine(place, 120));
  if (kind === 'added') return `${shown} + ${is}`;
  if (kind === 'removed') return `${shown} - ${was}`;
  return `${shown} ${kind === 'order' ? 'order ' : ''}${was} → ${is}`;
}

function valueText(value: JsonValue | undefined): string {
  return value === undefined ? '–' : visibleLine(JSON.stringify(value), LONGEST_VALUE);
}

function countLines({ counts }: SeriesSummary, paint: Paint): string[] {
  const seen = SERIES_CLASSES.filter((each) => counts[each] > 0);
  const [, ...lines] = alignedTable(
    [{ head: 'steps', right: true }, { head: '' }, { head: '', most: 120 }],
    seen.map((each) => [String(counts[each]), SERIES_WORDS[each].title, SERIES_WORDS[each].means]),
  );
  const isDifference = (each: SeriesClass | undefined): boolean =>
    SERIES_DIFFERENCES.some((one) => one === each);
  return lines.map((line, at) => (isDifference(seen[at]) ? line : paint('dim', line)));
}

function noiseLines({ noise }: SeriesSummary, paint: Paint): string[] {
  const seen = SERIES_NOISE.filter((each) => (noise[each] ?? 0) > 0);
  if (seen.length === 0) return [];
  const [, ...lines] = alignedTable(
    [{ head: 'steps', right: true }, { head: '' }, { head: '', most: 120 }],
    seen.map((each) => [String(noise[each] ?? 0), NOISE_WORDS[each].title, NOISE_WORDS[each].means]),
  );
  return ['', paint('dim', 'Noise, which counts as no change:'), ...lines.map((line) => paint('dim', line))];
}
