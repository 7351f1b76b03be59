import { counted } from '../../shared/model/counted.ts';
import type { Difference } from '../../shared/model/difference.ts';
import { jsonOf, type JsonValue } from '../../shared/model/json.ts';
import {
  SERIES_CLASSES,
  SERIES_NOISE,
  type SeriesClass,
  type SeriesRow,
  type SeriesSide,
  type SeriesStep,
  type SeriesSummary,
} from '../../shared/model/series.ts';
import { leftOutWords, NOISE_WORDS, SERIES_WORDS, seriesVerdict } from '../../shared/model/series-words.ts';
import type { Block, Cell, ReportDocument } from '../trackers/document/report-document.ts';
import type { SeriesPage } from './series-result.ts';

/** Differences of one step that are shown, and characters of a value. */
const MOST_DIFFERENCES = 8;
const LONGEST = 160;
const MOST_PLACES = 50;

/** Two captures compared, as a document for people. Pure. */
export function seriesDocument(summary: SeriesSummary, { rows, total }: SeriesPage): ReportDocument {
  const { left, right } = summary;
  return {
    title: `${left.name} and ${right.name}`,
    blocks: [
      { kind: 'text', lead: true, text: seriesVerdict(summary) },
      sidesTable(left, right),
      { kind: 'heading', level: 2, text: 'Steps' },
      countsTable(summary),
      ...noiseOf(summary),
      ...placesOf(summary),
      ...(total === 0 ? [] : [{ kind: 'heading' as const, level: 2 as const, text: 'What differs' }]),
      ...rows.map(rowBlock),
      ...(total > rows.length
        ? [{ kind: 'text' as const, text: `${counted(total - rows.length, 'further row')} not shown here.` }]
        : []),
    ],
  };
}

function sidesTable(left: SeriesSide, right: SeriesSide): Block {
  return {
    kind: 'table',
    head: ['', 'capture', 'steps', 'left out'],
    numbers: [2],
    rows: [
      ['left', left.name, String(left.steps), leftOutWords(left)],
      ['right', right.name, String(right.steps), leftOutWords(right)],
    ],
  };
}

function countsTable({ counts }: SeriesSummary): Block {
  return {
    kind: 'table',
    head: ['steps', '', 'meaning'],
    numbers: [0],
    rows: SERIES_CLASSES.map((each) => [
      String(counts[each]),
      { text: SERIES_WORDS[each].title, as: isDifference(each) && counts[each] > 0 ? 'bad' : 'dim' },
      SERIES_WORDS[each].means,
    ]),
  };
}

function isDifference(each: SeriesClass): boolean {
  return each !== 'noise' && each !== 'same';
}

function noiseOf({ noise }: SeriesSummary): Block[] {
  const seen = SERIES_NOISE.filter((each) => (noise[each] ?? 0) > 0);
  if (seen.length === 0) return [];
  return [
    { kind: 'text', text: 'What differs and counts as no change:' },
    {
      kind: 'table',
      head: ['steps', 'noise', 'meaning'],
      numbers: [0],
      rows: seen.map((each) => [String(noise[each] ?? 0), NOISE_WORDS[each].title, NOISE_WORDS[each].means]),
    },
  ];
}

function placesOf({ places }: SeriesSummary): Block[] {
  if (places.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Where steps changed' },
    {
      kind: 'table',
      head: ['steps', 'method', 'name', 'place', 'kind'],
      numbers: [0],
      rows: places
        .slice(0, MOST_PLACES)
        .map(({ steps, method, name, pointer, kind }) => [
          String(steps),
          { text: method, as: 'code' },
          name,
          { text: pointer, as: 'code' },
          kind,
        ]),
    },
  ];
}

function rowBlock({ classes, left, right, differences, total }: SeriesRow): Block {
  const step = left ?? right;
  const summary: Cell = [
    { text: classes.map((each) => SERIES_WORDS[each].title).join(', '), as: 'bad' },
    ` ${step?.method ?? ''} ${step?.name ?? ''} `,
    { text: numbersOf(left, right), as: 'dim' },
  ];
  const shown = differences.slice(0, MOST_DIFFERENCES);
  const more = total - shown.length;
  if (shown.length === 0) return { kind: 'text', text: summary };
  return {
    kind: 'details',
    summary,
    blocks: [
      {
        kind: 'table',
        head: ['place', 'left', 'right'],
        rows: shown.map((difference) => [
          { text: difference.pointer, as: 'code' },
          ...valuesOf(difference).map((text) => ({ text, as: 'code' as const })),
        ]),
      },
      ...(more > 0 ? [{ kind: 'text' as const, text: `${String(more)} more.` }] : []),
    ],
  };
}

/** `#12 and #14`. Pure. */
function numbersOf(left: SeriesStep | undefined, right: SeriesStep | undefined): string {
  const names = [left && `#${String(left.number)}`, right && `#${String(right.number)}`];
  return names.filter((each) => each !== undefined).join(' and ');
}

/** Both sides as short texts; `–` where there is nothing. Pure. */
function valuesOf({ left, right }: Difference): [left: string, right: string] {
  return [valueText(left), valueText(right)];
}

function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return '–';
  const text = jsonOf(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
