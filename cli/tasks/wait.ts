import { counted } from '../../shared/model/counted.ts';
import type { DrivenTask } from '../../shared/model/driven-task.ts';
import type { ExchangeLink, Row } from '../../shared/model/exchange.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { Console } from '../console.ts';
import { rowsAfter, withLinked, type Conversation, type TaskEnd } from '../conversation.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createLiveLine, type LiveLine } from '../live-line.ts';
import { resultOf } from '../outcome.ts';
import { visibleLine } from '../output/paint.ts';
import { ask, type Session } from '../session.ts';
import { unansweredRequests } from '../unanswered.ts';

/** What the driver sends about a task. */
const ABOUT_IT: ReadonlySet<ExchangeLink['kind']> = new Set(['poll', 'update', 'task-cancel']);

/** Waits for the tasks of one command. */
export interface TaskWaiter {
  /** Drives the task to its end where the answer is one; else the conversation as it was. */
  wait(session: Session, instance: Instance, came: Conversation): Promise<Conversation>;
}

export interface WaitOptions {
  readonly quiet: boolean;
  /** Each poll is one of the steps. */
  readonly keepPolls: boolean;
}

export function createTaskWaiter(options: WaitOptions, console: Console): TaskWaiter {
  const live = createLiveLine(console);
  const waiting = new Map<string, DrivenTask>();
  const show = (task: DrivenTask): void => {
    waiting.set(task.id, task);
    if (!options.quiet) live.show(visibleLine([...waiting.values()].map(progressText).join('  '), 160));
  };
  let open = 0;
  return {
    async wait(session, instance, came) {
      if (resultOf(came.answer)?.['resultType'] !== 'task') return came;
      open += 1;
      try {
        const end = await driveToEnd(session, came, console.interrupted, show);
        const { steps, answer } = await exchangesOf(session, came, end.task, options.keepPolls);
        const unanswered = unansweredOf(instance, end);
        return { steps, answer, unanswered, task: taskEnd(instance, end) };
      } finally {
        open -= 1;
        if (open === 0) endLine(live, options.quiet);
      }
    },
  };
}

/** Why nobody waits any more. */
interface Driven {
  readonly task: DrivenTask;
  readonly because: 'over' | 'interrupted' | 'unanswered';
}

/**
 * Ctrl-C, and a question that nobody answers, ask the server to cancel; its acknowledgement is waited for, its obedience
 * is not.
 */
async function driveToEnd(
  session: Session,
  { answer }: Conversation,
  interrupted: AbortSignal,
  show: (task: DrivenTask) => void,
): Promise<Driven> {
  const { engine } = session;
  const over = Promise.withResolvers<Driven>();
  const look = (task: DrivenTask): void => {
    show(task);
    if (task.state !== 'polling') over.resolve({ task, because: 'over' });
    else if (task.inputs.some(({ state }) => state === 'open')) over.resolve({ task, because: 'unanswered' });
  };
  const first = await ask(engine, 'task.drive', answer.detail.ref);
  const { id } = first;
  const off = engine.bridge.on('task', (task) => {
    if (task.id === id) look(task);
  });
  const giveUp = (): void => {
    void ask(engine, 'task.list', null).then((list) => {
      const task = list.find((one) => one.id === id);
      if (task) over.resolve({ task, because: 'interrupted' });
    }, over.reject);
  };
  interrupted.addEventListener('abort', giveUp, { once: true });
  try {
    look(first);
    if (interrupted.aborted) giveUp();
    const end = await over.promise;
    if (end.because !== 'over') await cancel(session, id);
    const { state: _forgotten, ...last } = await ask(engine, 'task.control', { id, action: 'forget' });
    // What was seen last counts, but for what the forgetting says.
    return { ...end, task: { ...last, state: end.task.state, says: end.task.says } };
  } finally {
    interrupted.removeEventListener('abort', giveUp);
    off();
  }
}

/** One that has ended meanwhile needs no cancelling; one that nobody can be asked for has none. */
async function cancel({ engine }: Session, id: string): Promise<void> {
  const answer = await engine.bridge.invoke('task.control', { id, action: 'cancel' });
  if (answer.ok && answer.value.cancelSentBy) await engine.whenDone(answer.value.cancelSentBy);
}

/** All that was sent about the task, and the exchange that shows it last. */
async function exchangesOf(
  session: Session,
  came: Conversation,
  task: DrivenTask,
  keepPolls: boolean,
): Promise<Pick<Conversation, 'steps' | 'answer'>> {
  const { captureId, number } = task.created;
  const rows = await rowsAfter((command, input) => ask(session.engine, command, input), captureId, number);
  const about = rows.filter(({ link }) => link?.to === number && ABOUT_IT.has(link.kind));
  const isPoll = ({ link }: Row): boolean => link?.kind === 'poll';
  const last =
    task.outcome?.shownBy.number ?? about.findLast((row) => isPoll(row) && row.state === 'done')?.number;
  if (last === undefined) return came;
  const kept = about.filter((row) => row.number !== last && (keepPolls || !isPoll(row)));
  const numbers = withLinked(
    kept.map((row) => row.number),
    rows,
  );
  const read = (one: number) => session.read({ captureId, number: one });
  return {
    steps: [...came.steps, came.answer, ...(await Promise.all(numbers.map(read)))],
    answer: await read(last),
  };
}

function unansweredOf({ name }: Instance, { task, because }: Driven): readonly string[] {
  if (because !== 'unanswered') return [];
  const open = task.inputs.filter(({ state }) => state === 'open');
  const problem = open.find((input) => input.problem !== undefined)?.problem;
  const why =
    problem === undefined ? unansweredRequests(name, open) : `${name}: the answer was not taken. ${problem}`;
  return [`${why} ${cancelled(task)}`];
}

function taskEnd({ name }: Instance, { task, because }: Driven): TaskEnd {
  const { polls } = task;
  if (because === 'interrupted') {
    return { code: EXIT.incomplete, polls, warning: `${name}: nobody waits any more. ${cancelled(task)}` };
  }
  if (because === 'unanswered') return { code: EXIT.answer, polls };
  const code = codeOf(task);
  return { code, polls, ...(task.state !== 'ended' && { warning: `${name}: ${task.says}` }) };
}

function codeOf({ state, outcome }: DrivenTask): ExitCode {
  if (state === 'lost') return EXIT.answer;
  if (state !== 'ended') return EXIT.incomplete;
  return outcome?.kind === 'result' ? EXIT.fine : EXIT.answer;
}

function cancelled({ cancelProblem, cancelAskedAt, taskId }: DrivenTask): string {
  if (cancelProblem !== undefined) return `The task goes on: ${cancelProblem}`;
  return cancelAskedAt === undefined
    ? `The task goes on as ${taskId}.`
    : 'The server was asked to cancel the task, which it may or may not.';
}

function progressText({ tool, status, statusMessage, polls, creator }: DrivenTask): string {
  const message = statusMessage === undefined ? '' : ` (${statusMessage})`;
  return `${creator.instanceName} ${tool} ${status}${message} ${counted(polls, 'poll')}`;
}

function endLine(live: LiveLine, quiet: boolean): void {
  if (!quiet) live.end();
}
