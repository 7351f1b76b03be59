import {
  DURABILITY_STEPS,
  DURABILITY_VERDICT_WORDS,
  DURABILITY_WORDS,
  type DurabilityCell,
  type DurabilityVerdict,
} from '../../shared/model/durability.ts';
import { visibleLine, type Paint, type Style } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';
import { checkExitCode, checkSummary, type CheckReport } from './check-report.ts';

const COLOUR: Readonly<Record<DurabilityVerdict, Style>> = {
  ok: 'green',
  violated: 'red',
  'not-applicable': 'dim',
  'not-reached': 'yellow',
};

/** What `hopscope tasks check` prints for people: the matrix, a sentence for each cell that is not well, the whole. */
export function checkText(report: CheckReport, paint: Paint): string {
  const { instances, cells } = report.state;
  const steps = DURABILITY_STEPS.filter((step) => cells.some((cell) => cell.step === step));
  const at = (step: string, id: string): DurabilityCell | undefined =>
    cells.find((cell) => cell.step === step && cell.instanceId === id);
  const [heads = '', ...lines] = alignedTable(
    [{ head: 'step' }, ...instances.map(({ name }) => ({ head: visibleLine(name, 30), most: 30 }))],
    steps.map((step) => [
      DURABILITY_WORDS[step].title,
      ...instances.map(({ id }) => {
        const verdict = at(step, id)?.verdict;
        return verdict === undefined ? '–' : DURABILITY_VERDICT_WORDS[verdict];
      }),
    ]),
  );
  const worst = (step: string): Style => {
    const verdicts = instances.flatMap(({ id }) => at(step, id)?.verdict ?? []);
    const found = (['violated', 'not-reached', 'ok', 'not-applicable'] as const).find((verdict) =>
      verdicts.includes(verdict),
    );
    return COLOUR[found ?? 'not-applicable'];
  };
  const noted = steps.flatMap((step) => notesOf(step, instances, at, paint));
  const mark = checkExitCode(report) === 0 ? `${paint('green', '✓')} ` : '';
  return [
    ...(steps.length === 0 ? [] : [paint('dim', heads)]),
    ...lines.map((line, index) => paint(worst(steps[index] ?? ''), line)),
    ...(noted.length === 0 ? [] : ['', ...noted]),
    ...(steps.length === 0 ? [] : ['']),
    `${mark}${visibleLine(checkSummary(report), 900)}`,
    '',
  ].join('\n');
}

/** What is not as it should be, and what was left out, once where it is the same everywhere. */
function notesOf(
  step: (typeof DURABILITY_STEPS)[number],
  instances: CheckReport['state']['instances'],
  at: (step: string, id: string) => DurabilityCell | undefined,
  paint: Paint,
): string[] {
  const cells = instances.flatMap(({ id, name }) => {
    const cell = at(step, id);
    return cell && cell.verdict !== 'ok' ? [{ name, cell }] : [];
  });
  const bySentence = Map.groupBy(cells, ({ cell }) => `${cell.verdict} ${cell.says}`);
  return [...bySentence.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { cell } = first;
    const exchanges = same.flatMap((entry) => entry.cell.exchanges.map(({ number }) => `#${String(number)}`));
    const where = exchanges.length === 0 ? '' : `  ${paint('dim', exchanges.join(' '))}`;
    const names = same.map(({ name }) => visibleLine(name, 90)).join(', ');
    const title = paint(COLOUR[cell.verdict], DURABILITY_VERDICT_WORDS[cell.verdict]);
    return [
      `${title}  ${DURABILITY_WORDS[step].title} on ${names}${where}`,
      `  ${visibleLine(cell.says, 900)}`,
    ];
  });
}
