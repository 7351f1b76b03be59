import { counted } from '../../shared/model/counted.ts';
import { replayEnd, replaySummary } from '../../shared/model/replay-end.ts';
import { findingGroups, findingPlaces, findingSteps } from '../../shared/model/replay-findings.ts';
import type { JsonValue } from '../../shared/model/json.ts';
import type { StepState } from '../../shared/model/replay-run.ts';
import type {
  DifferenceClass,
  MatrixCell,
  PointerClass,
  ReplayState,
  Witness,
  WitnessStep,
} from '../../shared/model/replay-verdict.ts';
import { shownDuration, visible, visibleLine, type Paint, type Style } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';
import { erasText } from './eras-text.ts';
import { heldLines, numbersText, requestOf } from './plan-text.ts';
import type { ClassRows, ReplayReportParts } from './replay-report.ts';

const COLOUR = {
  holds: 'green',
  violated: 'red',
  differs: 'red',
  incomplete: 'yellow',
} as const satisfies Record<string, Style>;

const CLASS_COLOUR: Readonly<Record<DifferenceClass, Style>> = {
  sticky: 'red',
  changed: 'yellow',
  unclear: 'yellow',
  'order-dependent': 'cyan',
  noise: 'dim',
  stable: 'dim',
};

const MOST_WITNESSES = 5;

/** What `hopscope replay` and `hopscope prove` print for people: the answer first, then what it rests on. */
export function replayText(parts: ReplayReportParts, paint: Paint): string {
  const { state, rows } = parts;
  const witnesses = state.verdict?.witnesses ?? [];
  const end = replayEnd(state);
  const mark = end === 'holds' ? `${paint('green', '✓')} ` : '';
  const blocks = [
    `${mark}${paint(COLOUR[end], visibleLine(replaySummary(state), 1_500))}`,
    ...witnesses.slice(0, MOST_WITNESSES).map((witness) => witnessText(witness, state, paint)),
    moreWitnesses(witnesses.length - MOST_WITNESSES),
    findingsText(state, paint),
    rowsText(rows, state, paint),
    erasText(state, paint),
    heldText(parts, paint),
    notesText(state),
    paint('dim', sentText(state)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function moreWitnesses(count: number): string {
  if (count <= 0) return '';
  return `${count === 1 ? '1 more witness is' : `${String(count)} more witnesses are`} in the reports.`;
}

function witnessText(witness: Witness, state: ReplayState, paint: Paint): string {
  const { says, causeSays, cause, steps, otherwise, failing, passing, alike, trials, pointer } = witness;
  const [fails = [], passes = []] = [steps, otherwise].map((list) => stepLines(list, state));
  return [
    `${paint('red', '✗')} ${paint('bold', visibleLine(says, 500))}`,
    `  ${paint('dim', 'cause')}  ${cause}: ${visible(causeSays).replaceAll('\n', ' ')}`,
    `  ${paint('dim', 'fails')}  at ${visibleLine(pointer, 200)}${valueText(failing.value)}  ${paint('dim', `#${String(failing.ref.number)}`)}`,
    ...fails.map((line) => `    ${line}`),
    `  ${paint('dim', 'goes well')}${valueText(passing.value)}  ${paint('dim', `#${String(passing.ref.number)}`)}`,
    ...passes.map((line) => `    ${line}`),
    `  ${paint('dim', `found in ${counted(trials, 'trial')}${alike.length > 0 ? `; the same at ${numbersText(alike, 8)}` : ''}`)}`,
  ].join('\n');
}

function stepLines(steps: readonly WitnessStep[], { instances }: ReplayState): readonly string[] {
  const [, ...lines] = alignedTable(
    [{ head: '', right: true }, { head: 'request' }, { head: 'on' }, { head: 'role' }],
    steps.map((step) => [
      `#${String(step.number)}`,
      requestOf(step),
      instances.find(({ id }) => id === step.instanceId)?.name ?? step.instanceId,
      step.role,
    ]),
  );
  return lines;
}

function valueText(value: JsonValue | undefined): string {
  return value === undefined ? '' : `: ${visibleLine(JSON.stringify(value), 120)}`;
}

const SEVERITY_COLOUR = { error: 'red', warning: 'yellow', note: 'dim' } as const satisfies Record<
  string,
  Style
>;
/** Rules of a group that are told; reports have more of them. */
const MOST_RULES = 8;

/** What the rules have found in the answers, which is no part of the verdict. */
function findingsText({ verdict, instances }: ReplayState, paint: Paint): string {
  return findingGroups(verdict?.findings ?? [], instances)
    .map(({ title, findings }) => {
      const shown = findings.slice(0, MOST_RULES);
      const [, ...lines] = alignedTable(
        [
          { head: '', right: true },
          { head: '', most: 40 },
          { head: '' },
          { head: '', most: 40 },
          { head: '', most: 40 },
          { head: '', most: 160 },
        ],
        shown.map((finding) => [
          `${String(finding.count)} ×`,
          finding.rule,
          finding.severity,
          findingPlaces(finding, instances),
          findingSteps(finding),
          finding.example.message,
        ]),
      );
      const more = findings.length - shown.length;
      return [
        `${title}:`,
        ...lines.map((line, index) => paint(SEVERITY_COLOUR[shown[index]?.severity ?? 'note'], `  ${line}`)),
        ...(more > 0
          ? [paint('dim', `  and ${counted(more, 'more rule')}: --report html:FILE has them.`)]
          : []),
      ].join('\n');
    })
    .join('\n');
}

/** Steps against instances, as far as they are not as they ought to be. */
function rowsText(classes: readonly ClassRows[], state: ReplayState, paint: Paint): string {
  const { instances, wish } = state;
  const harmless = wish.kind === 'prove' && replayEnd(state) === 'holds';
  const rows = classes.flatMap((each) => each.rows.map((row) => ({ row, class: each.class })));
  if (rows.length === 0) return '';
  const [heads = '', ...lines] = alignedTable(
    [
      { head: 'step', right: true },
      { head: 'request', most: 50 },
      { head: 'class' },
      ...instances.map(({ name }) => ({ head: visibleLine(name, 30), most: 40 })),
      { head: 'where', most: 160 },
    ],
    rows.map(({ row, class: found }) => [
      `#${String(row.number)}`,
      requestOf(row),
      found,
      ...instances.map(({ id }) => cellText(row.cells.find(({ instanceId }) => instanceId === id))),
      placeText(row.at, row.pointers),
    ]),
  );
  const more = classes.flatMap(({ class: found, rows: shown, total }) =>
    total > shown.length ? [`and ${String(total - shown.length)} more ${found}`] : [],
  );
  return [
    ...(harmless ? ['Differences that are no violation:'] : []),
    paint('dim', heads),
    ...lines.map((line, index) => paint(CLASS_COLOUR[rows[index]?.class ?? 'stable'], line)),
    ...(more.length > 0 ? [paint('dim', `${more.join(', ')}: --report html:FILE has all.`)] : []),
  ].join('\n');
}

/** Where it differs first, and what stood there: as recorded, and else. */
function placeText(at: PointerClass | undefined, pointers: number): string {
  if (!at) return '';
  const recorded = at.values.find((value) => value.recorded);
  const other = at.values.find((value) => !value.recorded);
  const [was, is] = [recorded, other].map((seen) =>
    seen?.value === undefined ? 'nothing' : visibleLine(JSON.stringify(seen.value), 40),
  );
  const values = `${recorded ? `${was ?? ''} → ` : ''}${is ?? ''}`;
  return `${visibleLine(at.pointer, 60)} ${values}${pointers > 1 ? ` (${String(pointers)} places)` : ''}`;
}

const STATE_WORDS: Readonly<Record<Exclude<StepState, 'answered'>, string>> = {
  failed: 'not answered',
  held: 'held',
  skipped: 'skipped',
  'not-sent': 'not sent',
};

function cellText(cell: MatrixCell | undefined): string {
  if (!cell) return '–';
  const { answered, different, states } = cell;
  const parts =
    answered === 0
      ? []
      : [different === 0 ? 'as expected' : `${String(different)} of ${String(answered)} differ`];
  for (const [state, words] of Object.entries(STATE_WORDS)) {
    const count = states[state as StepState] ?? 0;
    if (count > 0) parts.push(`${String(count)} ${words}`);
  }
  return parts.length === 0 ? '–' : parts.join(', ');
}

function heldText({ state, held }: ReplayReportParts, paint: Paint): string {
  const lines = heldLines(held, state.held);
  if (lines.length === 0) return '';
  return [
    paint('yellow', 'Held, and not sent; --allow TOOL or --allow-all sends them:'),
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

const UNCLEAR =
  'What is unclear may vary anyway: --repeat 2 would show it, and --noise FILE --learn-noise would keep it for the next time.';

function notesText({ verdict, learned, wish }: ReplayState): string {
  const notes = [
    ...(verdict?.notes ?? []),
    ...(wish.kind === 'replay' && (verdict?.classes.unclear ?? 0) > 0 ? [UNCLEAR] : []),
    ...(learned?.quiet ?? []).map(
      ({ method, name, pointer, since }) =>
        `Known noise that did not vary any more: ${method}${name === undefined ? '' : ` ${name}`} ${pointer}, known since ${since}.`,
    ),
  ];
  return notes.map((note) => `· ${visibleLine(note, 900)}`).join('\n');
}

/** How much was sent, and what of it varied. */
function sentText(state: ReplayState): string {
  const { runs, instances, steps, startedAt, endedAt, verdict } = state;
  const sum = (kind: StepState): number => runs.reduce((total, { counts }) => total + counts[kind], 0);
  const trials = runs.filter(({ purpose }) => purpose === 'witness').length;
  const names = instances.map(({ name }) => visibleLine(name, 90)).join(', ');
  const took = endedAt === undefined ? '' : ` in ${shownDuration(endedAt - startedAt)}`;
  const parts = [
    `${counted(steps, 'step')} on ${names}: ${counted(runs.length - trials, 'run')}${trials > 0 ? ` and ${counted(trials, 'trial')}` : ''}, ${counted(sum('answered'), 'answer')}${took}`,
  ];
  const { noise = 0, 'order-dependent': ordered = 0 } = verdict?.classes ?? {};
  if (noise > 0) parts.push(`${counted(noise, 'step')} with noise`);
  if (ordered > 0) parts.push(`${counted(ordered, 'step')} that hang on what came before`);
  return `${parts.join('; ')}.`;
}
