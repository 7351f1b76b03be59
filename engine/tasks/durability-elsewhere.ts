import type { DurabilityStep } from '../../shared/model/durability.ts';
import { INPUT_KINDS, type Responder } from '../../shared/model/input.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { isTerminal } from '../../shared/model/task.ts';
import { automaticAnswer } from '../client/automatic-answer.ts';
import { saidOf, type ToldTask } from './durability-answers.ts';
import type { Asked } from './durability-asker.ts';
import { addCell, askedTask, pollPause, waitFor, type Check, type CheckedTask } from './durability-check.ts';
import { judgeCreated, judgeKnown, type Judgement } from './durability-verdicts.ts';
import { watchAll, type Watched } from './durability-watch.ts';

/**
 * A task of the creator's is updated on the second instance: with the answers that it asks for, or with none where it asks
 * for nothing, which a server acknowledges all the same. Then all are asked what became of it.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-update-requests
 */
export async function updateElsewhere(check: Check): Promise<void> {
  const { ids, asker } = check;
  const [creator = '', other = creator] = ids;
  const made = await createFor(check, 'update', other);
  if (!made) return;
  check.doing('waiting for the task to ask for something');
  const { responses, open } = answersTo(check, await untilItAsks(check, made, creator));
  const keys = Object.keys(responses);
  const what = keys.length > 0 ? `the answers to ${listed(keys)}` : 'an update without answers';
  check.doing(`sending ${what} to ${check.nameOf(other)}`);
  const taken = await sendElsewhere(check, {
    step: 'update',
    other,
    what,
    why: keys.length > 0 ? '' : whyNone(open),
    bothRefuse: keys.length > 0 ? 'not-reached' : 'not-applicable',
    send: (id) => asker.update(check.target(id), askedTask(made), responses),
  });
  if (!taken) return;
  const sees = ({ requests }: ToldTask): boolean => !requests.some(({ key }) => keys.includes(key));
  judgeAll(check, 'update', made, taken, await watchAll(check, askedTask(made), rest(check, taken), sees), {
    what: keys.length > 0 ? 'the answers' : 'the update',
    lags: (task) => (sees(task) ? undefined : `still asks for ${listed(keys)}`),
    note: () => '',
  });
}

/**
 * Another task of the creator's is cancelled on the third instance. Cancelling is cooperative: that the work goes on is no
 * fault, but all have to tell the same of it.
 * https://github.com/modelcontextprotocol/ext-tasks/blob/main/specification/draft/tasks.md#task-cancellation
 */
export async function cancelElsewhere(check: Check): Promise<void> {
  const { ids, asker } = check;
  const [creator = '', second = creator, third = second] = ids;
  const made = await createFor(check, 'cancel', third);
  if (!made) return;
  check.doing(`asking ${check.nameOf(third)} to cancel the task`);
  check.cancelAsked(made.told.taskId);
  const taken = await sendElsewhere(check, {
    step: 'cancel',
    other: third,
    what: 'the wish to cancel',
    why: '',
    bothRefuse: 'not-applicable',
    send: (id) => asker.cancel(check.target(id), askedTask(made)),
  });
  if (!taken) return;
  const hasEnded = ({ status }: ToldTask): boolean => isTerminal(status);
  const watched = await watchAll(check, askedTask(made), rest(check, taken), hasEnded);
  const ended = watched.find(({ last }) => last.answer.kind === 'task' && hasEnded(last.answer.task));
  judgeAll(check, 'cancel', made, taken, watched, {
    what: 'the wish to cancel',
    lags: (task) =>
      ended && !hasEnded(task)
        ? `still tells that it runs, and ${check.nameOf(ended.id)} that it has ended`
        : undefined,
    note: (task) => (hasEnded(task) ? '' : ' Cancelling is cooperative: it may run on.'),
  });
}

/** What an instance made of a request about a task that another one created. */
interface Taken {
  readonly other: string;
  readonly judged: Judgement;
  readonly asked: Asked;
  /** The same, sent to the creator after the other one had refused it. */
  readonly byCreator?: Asked;
}

interface Order {
  readonly step: DurabilityStep;
  readonly other: string;
  /** "the wish to cancel" */
  readonly what: string;
  /** A sentence after that it was taken. */
  readonly why: string;
  /** What it means that the creator refuses it as well. */
  readonly bothRefuse: 'not-reached' | 'not-applicable';
  readonly send: (id: string) => Promise<Asked>;
}

/** Undefined where nothing was taken by anybody: the cell is there then. */
async function sendElsewhere(check: Check, order: Order): Promise<Taken | undefined> {
  const { step, other, what, why } = order;
  const [creator = ''] = check.ids;
  const asked = await order.send(other);
  const { answer } = asked;
  if (answer.kind === 'task' || answer.kind === 'result') {
    return { other, judged: { verdict: 'ok', says: `It took ${what}.${why}` }, asked };
  }
  if (answer.kind === 'none') {
    addCell(check, step, other, { verdict: 'not-reached', says: answer.why }, [asked]);
    return undefined;
  }
  // Whether it is the task or the request that it does not like, its creator shows.
  const control = other === creator ? undefined : await order.send(creator);
  const name = check.nameOf(creator);
  if (control && (control.answer.kind === 'task' || control.answer.kind === 'result')) {
    const says = `It ${saidOf(answer)} to ${what}, which ${name}, the creator, takes.`;
    return { other, judged: { verdict: 'violated', says }, asked, byCreator: control };
  }
  const same = control ? `, and ${name}, the creator, takes it no more: it ${saidOf(control.answer)}` : '';
  const says = `It ${saidOf(answer)} to ${what}${same}. That tells nothing of what it knows.`;
  addCell(check, step, other, { verdict: order.bothRefuse, says }, control ? [asked, control] : [asked]);
  return undefined;
}

/** Those that are still to be asked: who refused has been judged. */
function rest({ ids }: Check, { other, judged }: Taken): readonly string[] {
  return judged.verdict === 'ok' ? ids : ids.filter((id) => id !== other);
}

function judgeAll(
  check: Check,
  step: DurabilityStep,
  { told }: CheckedTask,
  taken: Taken,
  watched: readonly Watched[],
  words: {
    readonly what: string;
    /** What is wrong with a task that is told so; undefined where nothing is. */
    readonly lags: (task: ToldTask) => string | undefined;
    readonly note: (task: ToldTask) => string;
  },
): void {
  const { other, judged: took, asked, byCreator } = taken;
  const [creator = ''] = check.ids;
  if (took.verdict !== 'ok') addCell(check, step, other, took, [asked]);
  const taker = check.nameOf(byCreator ? creator : other);
  for (const { id, first, last, forMs } of watched) {
    const own = [
      ...(id === other ? [asked] : []),
      ...(id === creator && byCreator ? [byCreator] : []),
      ...(first === last ? [last] : [first, last]),
    ];
    const { answer } = last;
    const when = id === other ? 'after that' : `after ${taker} had taken ${words.what}`;
    const knows = judgeKnown(answer, told, when);
    const lags = answer.kind === 'task' && knows.verdict === 'ok' ? words.lags(answer.task) : undefined;
    const seen: Judgement =
      lags === undefined
        ? { ...knows, says: knows.says + (answer.kind === 'task' ? words.note(answer.task) : '') }
        : { verdict: 'violated', says: `It ${lags}, ${shownSeconds(forMs)} ${when}.` };
    const says = id === other ? `${took.says} ${seen.says}` : seen.says;
    addCell(check, step, id, { verdict: seen.verdict, says }, own);
  }
}

/** Undefined where the work hands out no task: the cell is there then. */
async function createFor(
  check: Check,
  step: 'update' | 'cancel',
  instanceId: string,
): Promise<CheckedTask | undefined> {
  const work = (step === 'update' ? check.wish.inputWork : check.wish.cancelWork) ?? check.wish;
  const made = await check.create(work, step);
  if (made.told) return made;
  const { says } = judgeCreated(made.asked.answer, work.tool);
  const creator = check.nameOf(check.ids[0] ?? '');
  addCell(
    check,
    step,
    instanceId,
    { verdict: 'not-reached', says: `${creator} handed out no task. ${says}` },
    [made.asked],
  );
  return undefined;
}

/** Polls the creator until the task asks for something, or has ended, or has had its time. */
async function untilItAsks(check: Check, made: CheckedTask, creator: string): Promise<ToldTask> {
  const until = performance.now() + check.times.inputMs;
  let task = made.told;
  while (task.status === 'working' && performance.now() < until) {
    await waitFor(check, pollPause(check, task));
    const asked = await check.asker.get(check.target(creator), askedTask(made));
    check.heard(asked);
    if (asked.answer.kind !== 'task') break;
    ({ task } = asked.answer);
  }
  return task;
}

/** By the responders; a person is not asked in the middle of a check: what he would be asked is declined. */
function answersTo(
  { settings, wish }: Check,
  { requests }: ToldTask,
): { readonly responses: JsonObject; readonly open: readonly string[] } {
  const workspace = settings();
  const decline: Responder = { mode: 'decline' };
  const responders = { ...workspace.responders, ...wish.respond };
  const respond = Object.fromEntries(
    INPUT_KINDS.map((kind) => {
      const own = responders[kind];
      return [kind, own === undefined || own.mode === 'ask' ? decline : own];
    }),
  );
  const responses: Record<string, JsonObject> = {};
  const open: string[] = [];
  for (const { key, ...request } of requests) {
    const answer = automaticAnswer(request, workspace, respond);
    // A refusal of sampling or roots is an error, which no answer of a task can carry.
    if (answer?.kind === 'result') responses[key] = answer.result;
    else open.push(key);
  }
  return { responses, open };
}

function whyNone(open: readonly string[]): string {
  return open.length === 0
    ? ' The tool asked for nothing.'
    : ` It asks for ${listed(open)}, and no responder is set that answers.`;
}

function listed(keys: readonly string[]): string {
  return keys.map((key) => `“${key}”`).join(', ');
}

function shownSeconds(ms: number): string {
  return `${String(Math.round(ms / 100) / 10)} s`;
}
