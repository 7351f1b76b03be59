import { paceOf, type Course } from './task-course.ts';

/** What a sentence about a task needs beside its course. */
export interface Surroundings {
  readonly nameOf: (instanceId: string) => string;
  readonly asks: readonly string[];
  /** Names of the instances whose streams tell of it now. */
  readonly listening: readonly string[];
  /** Epoch ms of the next poll. */
  readonly nextPollAt?: number;
  /** A sentence: why no stream tells of it although it was asked for. */
  readonly listenProblem?: string;
}

const MOST_NAMES = 4;

/** What a driven task does, or why it does nothing. Pure. */
export function saysOf(course: Course, around: Surroundings): string {
  switch (course.state) {
    case 'polling':
      return polling(course, around).join(' ');
    case 'paused':
      return ['Paused by hand: nothing is asked.', ...cancelling(course)].join(' ');
    case 'waiting':
    case 'stopped':
    case 'lost':
      return course.why ?? 'Nothing is asked.';
    case 'ended':
      return ended(course);
  }
}

function polling(course: Course, around: Surroundings): readonly string[] {
  const { nameOf, asks, listening, listenProblem } = around;
  const sentences: string[] = [];
  if (listening.length > 0)
    sentences.push(`${named(listening)} tell${listening.length > 1 ? '' : 's'} of it.`);
  if (listening.length === 0 || course.listen !== 'instead') sentences.push(asking(course, asks.map(nameOf)));
  else if (around.nextPollAt === undefined) sentences.push('Nobody is polled meanwhile.');
  else sentences.push('Nobody is polled before its time to live has passed.');
  if (course.listen !== 'off' && listening.length === 0 && listenProblem !== undefined)
    sentences.push(listenProblem);
  if (course.failures > 0) {
    sentences.push(
      `${course.failures === 1 ? 'The last poll' : `The last ${String(course.failures)} polls`} failed: ${course.trouble ?? ''}`,
    );
  } else if (course.trouble !== undefined) sentences.push(course.trouble);
  if (course.unknownOn.length > 0) {
    const names = course.unknownOn.map(nameOf);
    sentences.push(`${named(names)} ${names.length > 1 ? 'do' : 'does'} not know it.`);
  }
  if (course.inputs.some(({ state }) => state === 'open')) sentences.push('It waits for an answer.');
  return [...sentences, ...cancelling(course)];
}

function asking(course: Course, names: readonly string[]): string {
  const { pollEveryMs, paceBy } = paceOf(course);
  const all = course.routing === 'all' && names.length > 1 ? ' at once' : '';
  const turn = course.routing === 'round-robin' && names.length > 1 ? ' in turn' : '';
  const every = `every ${span(pollEveryMs)}`;
  const why = {
    server: 'as the server asks',
    default: 'as the server names no pace',
    hand:
      course.serverPollMs === undefined
        ? 'set by hand'
        : `set by hand: the server asks for ${span(course.serverPollMs)}`,
  }[paceBy];
  return `Asks ${named(names)}${turn}${all} ${every}, ${why}.`;
}

function cancelling(course: Course): readonly string[] {
  if (course.cancelProblem !== undefined) return [course.cancelProblem];
  return course.cancelAskedAt === undefined
    ? []
    : ['It was asked to cancel; whether it does is the server’s to decide.'];
}

function ended({ outcome, status, cancelAskedAt, statusMessage }: Course): string {
  const more = statusMessage === undefined ? '' : ` ${statusMessage}`;
  const late =
    cancelAskedAt !== undefined && status !== 'cancelled' ? ' It was asked to cancel before that.' : '';
  switch (outcome?.kind) {
    case 'cancelled':
      return `Cancelled${cancelAskedAt === undefined ? ', by somebody else than Hopscope' : ''}.${more}`;
    case 'tool-error':
      return `Completed: the tool reports an error of its own.${more}${late}`;
    case 'error':
      return `Failed with a JSON-RPC error.${more}${late}`;
    case 'none':
      return `${status === 'failed' ? 'Failed without its error' : 'Completed without its result'}, which the server has to give.${late}`;
    default:
      return `Completed.${more}${late}`;
  }
}

/** "alpha, beta and gamma". */
function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${String(rest)} more`] : shown;
  const last = parts.at(-1) ?? 'nobody';
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}

function span(ms: number): string {
  if (ms < 1_000) return `${String(Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  if (seconds < 120) return `${String(Math.round(seconds * 10) / 10)} s`;
  return `${String(Math.round(seconds / 60))} min`;
}
