import { counted } from '../../../shared/model/counted.ts';
import type { RunSummary } from '../../../shared/model/replay-run.ts';
import type { PointerClass, ReplayState, StepReport } from '../../../shared/model/replay-verdict.ts';
import { CLASS_MEANINGS } from '../../../shared/model/replay-words.ts';
import {
  momentOf,
  type Block,
  type Cell,
  type Inline,
  type ReportDocument,
} from '../../trackers/document/report-document.ts';
import { shown } from './difference-lines.ts';
import { findingsBlocks } from './findings-blocks.ts';
import { matrixOf } from './matrix-table.ts';
import { stepWords, type ReportFacts } from './report-facts.ts';
import { witnessBlocks } from './witness-blocks.ts';

/** How much of a replay is written out; all is counted. */
export interface ReportLimits {
  readonly rows: number;
  readonly details: number;
  readonly noise: number;
  /** Characters of each request and answer of a witness. */
  readonly exchange?: number;
  /** For a pull request: what is not the verdict itself is folded away. */
  readonly folded: boolean;
}

const MOST_WITNESSES = 20;
const MOST_VALUES = 10;

/** A replay as a document: verdict, witnesses, the steps that say something, what each is based on. Pure. */
export function replayDocument(facts: ReportFacts, limits: ReportLimits): ReportDocument {
  const { state, witnesses, headline, tone, title } = facts;
  const notes = state.verdict?.notes ?? [];
  const further: Block[] = [
    ...stepsBlocks(facts, limits),
    ...runsBlocks(state),
    ...noiseBlocks(state, limits),
  ];
  return {
    title,
    blocks: [
      { kind: 'text', lead: true, text: toned(headline, tone) },
      { kind: 'text', text: { text: scopeWords(state), as: 'dim' } },
      ...(notes.length > 0 ? [{ kind: 'list' as const, items: notes }] : []),
      ...witnesses
        .slice(0, MOST_WITNESSES)
        .flatMap((witness, index) => witnessBlocks(witness, index + 1, facts, limits.exchange)),
      ...findingsBlocks(facts),
      ...countsBlocks(facts),
      ...matrixOf(facts, limits.rows),
      ...(limits.folded
        ? [{ kind: 'details' as const, summary: 'Evidence, runs and noise', blocks: further }]
        : further),
    ],
  };
}

function toned(text: string, tone: ReportFacts['tone']): Inline {
  return tone === 'open' ? { text } : { text, as: tone };
}

function scopeWords({ steps, runs, instances, done, startedAt, recording }: ReplayState): string {
  const names = instances.map(({ name }) => name).join(', ');
  const own = runs.filter(({ purpose }) => purpose !== 'witness').length;
  const trials = runs.length - own;
  const made = `${counted(own, 'run')}${trials > 0 ? ` and ${counted(trials, 'trial')}` : ''}`;
  return `${counted(steps, 'step')} of ${recording.name}, ${made} on ${names}: ${counted(done, 'request')}. ${momentOf(startedAt)} UTC.`;
}

function countsBlocks({ state }: ReportFacts): Block[] {
  const { verdict, held } = state;
  if (!verdict) return [];
  const rows = Object.entries(verdict.classes)
    .filter(([, count]) => count > 0)
    .map(([name, count]): Cell[] => [
      String(count),
      { text: name, ...(name === 'sticky' && { as: 'bad' as const }) },
      CLASS_MEANINGS[name as keyof typeof CLASS_MEANINGS],
    ]);
  if (held > 0)
    rows.push([String(held), { text: 'held', as: 'strong' }, 'Not sent, as nobody has allowed it.']);
  return [
    { kind: 'heading', level: 2, text: 'Steps' },
    { kind: 'table', head: ['Steps', 'Class', 'Meaning'], numbers: [0], rows },
  ];
}

function stepsBlocks(facts: ReportFacts, { details }: ReportLimits): Block[] {
  const told = facts.telling.map(facts.rowOf).filter((row) => row.pointers > 0);
  if (told.length === 0) return [];
  const left = told.length - Math.min(told.length, details);
  return [
    { kind: 'heading', level: 2, text: 'Evidence' },
    ...told.slice(0, details).map((row): Block => {
      const report = facts.stepOf(row.number);
      const kind = facts.kindOf(row);
      return {
        kind: 'details',
        id: `step-${String(row.number)}`,
        summary: [
          { text: stepWords(row), as: 'code' },
          ' ',
          { text: kind, as: kind === 'violation' ? 'bad' : 'dim' },
        ],
        blocks: [evidenceTable(report, facts)],
      };
    }),
    ...(left > 0 ? [{ kind: 'text' as const, text: `and ${counted(left, 'more step')}` }] : []),
  ];
}

function evidenceTable({ classes }: StepReport, facts: ReportFacts): Block {
  return {
    kind: 'table',
    head: ['Where', 'Class', 'Why', 'Values'],
    rows: classes.map((each) => [
      { text: each.pointer, as: 'code' },
      { text: each.violates === true ? 'not deterministic' : each.class, as: worthOf(each) },
      each.because,
      valuesOf(each, facts),
    ]),
  };
}

function worthOf({ class: own, violates }: PointerClass): NonNullable<Inline['as']> {
  if (own === 'sticky' || violates === true) return 'bad';
  return own === 'noise' ? 'dim' : 'strong';
}

function valuesOf({ values }: PointerClass, facts: ReportFacts): Cell {
  return values.slice(0, MOST_VALUES).flatMap(({ value, seenAt, recorded }, index): (string | Inline)[] => {
    const places = seenAt
      .slice(0, 4)
      .map(({ run, instanceId }) => `run ${String(run)} ${facts.nameOf(instanceId)}`);
    const where = [
      ...(recorded === true ? ['recorded'] : []),
      ...places,
      ...(seenAt.length > places.length ? [`${String(seenAt.length - places.length)} more`] : []),
    ];
    return [
      ...(index === 0 ? [] : ['; ']),
      { text: shown(value), as: 'code' },
      { text: ` ${where.join(', ')}`, as: 'dim' },
    ];
  });
}

function runsBlocks({ runs, instances }: ReplayState): Block[] {
  const own = runs.filter(({ purpose }) => purpose !== 'witness');
  if (own.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Runs' },
    {
      kind: 'table',
      head: ['Run', 'Schedule', 'Planned', 'Answered', 'No answer', 'Not sent', 'State'],
      numbers: [0, 2, 3, 4, 5],
      rows: own.map(({ run, says, choice, planned, counts, state, problem }) => [
        String(run),
        choice.name === 'pinned' ? `${says} (${nameOfPinned(choice, instances)})` : says,
        String(planned),
        String(counts.answered),
        String(counts.failed),
        String(counts.skipped + counts['not-sent']),
        state === 'done'
          ? 'done'
          : { text: `${state}${problem === undefined ? '' : `: ${problem}`}`, as: 'strong' },
      ]),
    },
  ];
}

function nameOfPinned({ instanceId }: RunSummary['choice'], instances: ReplayState['instances']): string {
  const found = instances.find(({ id }) => id === instanceId) ?? instances[0];
  return found?.name ?? '';
}

function noiseBlocks({ learned }: ReplayState, { noise }: ReportLimits): Block[] {
  const { entries = [], quiet = [] } = learned ?? {};
  const left = entries.length - Math.min(entries.length, noise);
  return [
    ...(entries.length > 0
      ? [
          { kind: 'heading' as const, level: 2 as const, text: 'Noise' },
          {
            kind: 'table' as const,
            head: ['Request', 'Where', 'Evidence'],
            rows: entries
              .slice(0, noise)
              .map(({ method, name, pointer, evidence }): Cell[] => [
                { text: name === undefined ? method : `${method} ${name}`, as: 'code' },
                { text: pointer, as: 'code' },
                evidence,
              ]),
          },
          ...(left > 0 ? [{ kind: 'text' as const, text: `and ${counted(left, 'more place')}` }] : []),
        ]
      : []),
    ...(quiet.length > 0
      ? [
          { kind: 'heading' as const, level: 2 as const, text: 'Known noise that did not vary' },
          { kind: 'text' as const, text: 'These entries of the noise file may be removed.' },
          {
            kind: 'list' as const,
            items: quiet.map(({ method, name, pointer }): Cell => ({
              text: [method, ...(name === undefined ? [] : [name]), pointer].join(' '),
              as: 'code',
            })),
          },
        ]
      : []),
  ];
}
