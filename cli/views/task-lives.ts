import { counted } from '../../shared/model/counted.ts';
import type { Engine } from '../../engine/index.ts';
import { isNobodys, isTerminal, type TaskLife } from '../../shared/model/task.ts';
import { shownDuration, visibleLine, type Paint, type Style } from '../output/paint.ts';
import { alignedTable } from '../output/table.ts';
import { ask } from '../session.ts';

/** The tasks of a capture, with the names of the instances that their lives mention by id. */
export interface TaskLives {
  readonly instances: readonly { readonly id: string; readonly name: string }[];
  /** More than there are lives where there were too many to be kept. */
  readonly total: number;
  readonly lives: readonly TaskLife[];
}

/** Lines that are printed. */
const MOST_LIVES = 200;

/** Reads the tasks of a capture that is judged as a whole. */
export async function readTaskLives(engine: Engine, captureId: string): Promise<TaskLives> {
  const { lives, total, instances } = await ask(engine, 'tracker.tasks', { captureId, since: 0 });
  return { instances, total, lives };
}

/** What `hopscope tasks` prints for people: a line a task, and what is wrong with it below. */
export function taskLivesText({ instances, lives, total }: TaskLives, paint: Paint): string {
  if (lives.length === 0) return 'There are no tasks in this capture.\n';
  const names = new Map(instances.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const shown = lives.slice(0, MOST_LIVES);
  const [heads = '', ...lines] = alignedTable(
    [
      { head: 'task', most: 36 },
      { head: 'tool', most: 30 },
      { head: 'made on', most: 30 },
      { head: 'status' },
      { head: 'life', most: 100 },
      { head: 'polls', right: true },
      { head: 'asked', right: true },
      { head: 'ttl', right: true },
      { head: 'notes', most: 100 },
    ],
    shown.map((life) => [
      life.taskId,
      life.tool,
      life.creator ? nameOf(life.creator.instanceId) : isNobodys(life) ? '(nobody)' : '(before)',
      life.status ?? 'not known',
      phasesText(life),
      String(life.polls),
      life.inputs.length === 0 ? '' : `${String(answeredOf(life))}/${String(life.inputs.length)}`,
      life.ttlMs === undefined ? '' : life.ttlMs === null ? 'none' : shownDuration(life.ttlMs),
      notesOf(life),
    ]),
  );
  const left = total - shown.length;
  return [
    paint('dim', heads),
    ...shown.flatMap((life, at) => [
      paint(styleOf(life), lines[at] ?? ''),
      ...troublesOf(life, nameOf).map((text) => `  ${visibleLine(text, 300)}`),
    ]),
    '',
    `${counted(total, 'task')}${left > 0 ? `, ${String(left)} of them not shown: --json has those that were kept` : ''}`,
    '',
  ].join('\n');
}

/** `working 1.20 s, completed`: each status as long as it was seen. */
function phasesText({ phases, lastAt }: TaskLife): string {
  return phases
    .map(({ status, from, to }, at) =>
      isTerminal(status) && at === phases.length - 1
        ? status
        : `${status} ${shownDuration(Math.max(0, (to ?? lastAt) - from))}`,
    )
    .join(', ');
}

function answeredOf({ inputs }: TaskLife): number {
  return inputs.filter(({ answered }) => answered !== undefined).length;
}

function notesOf({ legacy, cancelAskedAt, earlyPolls, outcome, marksLeftOut }: TaskLife): string {
  return [
    ...(legacy ? ['legacy: to be migrated'] : []),
    ...(cancelAskedAt === undefined ? [] : ['cancel asked']),
    ...(earlyPolls > 0 ? [counted(earlyPolls, 'early poll')] : []),
    ...(outcome?.kind === 'tool-error' ? ['the tool failed'] : []),
    ...(marksLeftOut > 0 ? [`${String(marksLeftOut)} polls left out`] : []),
  ].join('; ');
}

function troublesOf(life: TaskLife, nameOf: (id: string) => string): readonly string[] {
  const { unknownOn, rules } = life;
  const byInstance = Map.groupBy(unknownOn, ({ instanceId }) => instanceId);
  const unknown = [...byInstance].map(
    ([id, at]) =>
      `unknown on ${nameOf(id)} in #${String(at[0]?.number ?? 0)}${at.length > 1 ? ` and ${String(at.length - 1)} more` : ''}`,
  );
  const found = Object.entries(rules).map(
    ([rule, count]) => `${rule}${count > 1 ? ` ×${String(count)}` : ''}`,
  );
  return [...unknown, ...(found.length === 0 ? [] : [`findings: ${found.join(', ')}`])];
}

function styleOf(life: TaskLife): Style {
  const { status, unknownOn, rules } = life;
  if (isNobodys(life)) return 'dim';
  if (unknownOn.length > 0 || Object.keys(rules).length > 0) return 'red';
  if (status === 'completed') return 'green';
  return status === 'failed' || status === undefined ? 'yellow' : 'dim';
}
