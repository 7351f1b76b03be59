import { counted } from '../../shared/model/counted.ts';
import type { LeftOut, PlannedTool, PlanSummary, ValueFlow } from '../../shared/model/replay-plan.ts';
import { shownDuration, visible, visibleLine, type Paint } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';
import type { NamedInstance } from './make-wish.ts';
import type { PlannedSchedule, WholePlan } from './read-plan.ts';

/** So many numbers of steps stand in a list; of more it says how many. */
const MOST_NUMBERS = 8;

/** What `--dry-run` prints for people: each step and where it would go, what is held and left out, which values flow. */
export function planText(plan: WholePlan, instances: readonly NamedInstance[], paint: Paint): string {
  const blocks = [
    headText(plan, paint),
    stepsText(plan, instances, paint),
    heldText(plan.summary, paint),
    leftOutText(plan.leftOut, paint),
    flowsText(plan.flows, paint),
    variablesText(plan, paint),
    ...plan.schedules.map((schedule) => `${scheduleName(schedule)}: ${visible(schedule.says)}`),
    'Nothing was sent.',
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function headText({ summary, steps }: WholePlan, paint: Paint): string {
  const { captureName, recordedOn, lanes, lastedMs, held, leftOut, flows } = summary;
  const left = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const clients = new Set(steps.map(({ client }) => client)).size;
  const names = recordedOn.map(({ name }) => visibleLine(name, 90)).join(', ');
  const parts = [
    paint('bold', `${counted(steps.length, 'step')} of ${visibleLine(captureName, 200)}`),
    ...(held > 0 ? [paint('yellow', `${String(held)} held`)] : []),
    ...(left > 0 ? [`${String(left)} left out`] : []),
    ...(flows > 0 ? [counted(flows, 'value') + ' to rewrite'] : []),
  ];
  const then = `recorded on ${names === '' ? 'nothing' : names}: ${counted(clients, 'client')}, ${counted(lanes, 'lane')}, ${shownDuration(lastedMs)}`;
  return `${parts.join(', ')}\n${paint('dim', then)}`;
}

function stepsText(
  { steps, schedules }: WholePlan,
  instances: readonly NamedInstance[],
  paint: Paint,
): string {
  if (steps.length === 0) return 'There is nothing in it that could be sent again.';
  const names = new Map(instances.map(({ id, name }) => [id, name]));
  const places = schedules.map(
    (schedule) =>
      new Map(
        schedule.steps.map(({ number, to }) => [number, to.map((id) => names.get(id) ?? id).join('+')]),
      ),
  );
  const [heads = '', ...lines] = alignedTable(
    [
      { head: 'step', right: true },
      { head: 'request', most: 50 },
      { head: 'kind' },
      { head: 'lane', right: true },
      { head: 'after', most: 30 },
      { head: 'safety' },
      ...schedules.map((schedule) => ({ head: scheduleName(schedule), most: 40 })),
    ],
    steps.map((step) => [
      `#${String(step.number)}`,
      requestOf(step),
      step.kind,
      String(step.lane),
      numbersText(step.after, 4),
      step.safety,
      ...places.map((place) => place.get(step.number) ?? '–'),
    ]),
  );
  const painted = lines.map((line, index) =>
    steps[index]?.safety === 'held' ? paint('yellow', line) : line,
  );
  return [paint('dim', heads), ...painted].join('\n');
}

/** `tools/call basket_get`. */
export function requestOf({ method, name }: { readonly method: string; readonly name: string }): string {
  return name === '' ? method : `${method} ${name}`;
}

function heldText({ tools, held }: Pick<PlanSummary, 'tools' | 'held'>, paint: Paint): string {
  const lines = heldLines(tools, held);
  if (lines.length === 0) return '';
  return [
    paint('yellow', 'Held, and not sent unless --allow TOOL or --allow-all says so:'),
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

/** A line for each tool that is held, and one for the steps that are held because they need what those would have made. */
export function heldLines(tools: readonly PlannedTool[], held: number): readonly string[] {
  const own = tools.filter(({ safety }) => safety === 'held');
  const others = held - own.reduce((sum, { steps }) => sum + steps, 0);
  return [
    ...own.map(
      ({ tool, steps, because }) =>
        `${visibleLine(tool, 100)}  ${counted(steps, 'step')}: ${visibleLine(because, 300)}`,
    ),
    ...(others > 0
      ? [`${counted(others, 'further step')} that ${others === 1 ? 'needs' : 'need'} what these make.`]
      : []),
  ];
}

function leftOutText(leftOut: readonly LeftOut[], paint: Paint): string {
  if (leftOut.length === 0) return '';
  const bySentence = Map.groupBy(leftOut, ({ reason, says }) => `${reason} ${says}`);
  return [
    paint('dim', 'Left out:'),
    ...[...bySentence.values()].map((same) => {
      const [first] = same;
      const numbers = numbersText(
        same.map(({ number }) => number),
        MOST_NUMBERS,
      );
      return `  ${first?.reason ?? ''}  ${numbers}: ${visibleLine(first?.says ?? '', 300)}`;
    }),
  ].join('\n');
}

function flowsText(flows: readonly ValueFlow[], paint: Paint): string {
  if (flows.length === 0) return '';
  const [heads = '', ...lines] = alignedTable(
    [
      { head: 'kind' },
      { head: 'value', most: 30 },
      { head: 'from', most: 60 },
      { head: 'to', most: 30 },
      { head: 'sure' },
      { head: 'use', most: 40 },
      // Whole: --flow takes it.
      { head: 'flow', most: 1_000 },
    ],
    flows.map((flow) => [
      flow.kind,
      String(flow.value),
      `#${String(flow.producer.number)} ${flow.producer.pointer}`,
      numbersText([...new Set(flow.consumers.map(({ number }) => number))], 4),
      flow.confidence,
      flow.use === 'pinned' ? `pinned to ${String(flow.pinnedTo)}` : flow.use,
      flow.id,
    ]),
  );
  return [paint('dim', heads), ...lines].join('\n');
}

function variablesText({ summary: { variables } }: WholePlan, paint: Paint): string {
  if (variables.length === 0) return '';
  return [
    paint('dim', 'May be another one by now; --replace RECORDED=VALUE sends that instead:'),
    ...variables.map(
      ({ kind, recorded, steps, count }) =>
        `  ${kind}  ${visibleLine(recorded, 100)}  in ${counted(count, 'step')}: ${numbersText(steps, MOST_NUMBERS, count)}`,
    ),
  ].join('\n');
}

function scheduleName({ choice }: PlannedSchedule): string {
  return choice.seed === undefined ? choice.name : `${choice.name}:${String(choice.seed)}`;
}

/** `#3 #4 #9 and 12 more`. `total`: how many there are, where not all of them are known. */
export function numbersText(numbers: readonly number[], most: number, total = numbers.length): string {
  const shown = numbers.slice(0, most).map((number) => `#${String(number)}`);
  const more = total - shown.length;
  return [...shown, ...(more > 0 ? [`and ${String(more)} more`] : [])].join(' ');
}
