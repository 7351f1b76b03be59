import {
  LEFT_OUT,
  type FlowDecision,
  type FlowPlace,
  type LeftOutReason,
  type PlanStep,
  type PlanWish,
  type ValueFlow,
} from '../../../shared/model/replay-plan.ts';
import { formatCount } from '../../ui/format.ts';
import { LEFT_OUT_WORDS } from '../replay-words.ts';

/** "12: 5 notifications, 7 opening a session"; empty where nothing was. Pure. */
export function leftOutWords(counts: Readonly<Partial<Record<LeftOutReason, number>>>): string {
  const parts = LEFT_OUT.flatMap((reason) => {
    const count = counts[reason] ?? 0;
    return count === 0 ? [] : [`${formatCount(count)} ${LEFT_OUT_WORDS[reason]}`];
  });
  return parts.join(', ');
}

/** How many are left out for whatever reason. Pure. */
export function leftOutCount(counts: Readonly<Partial<Record<LeftOutReason, number>>>): number {
  return LEFT_OUT.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);
}

export type ReadRange =
  { readonly ok: true; readonly range: PlanWish['range'] } | { readonly ok: false; readonly problem: string };

/** Two fields as a range; both empty is the whole recording, an empty end is open. Pure. */
export function readRange(from: string, to: string): ReadRange {
  if (from.trim() === '' && to.trim() === '') return { ok: true, range: undefined };
  const first = from.trim() === '' ? 1 : Number(from);
  const last = to.trim() === '' ? Number.MAX_SAFE_INTEGER : Number(to);
  if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1) {
    return { ok: false, problem: 'These are numbers of exchanges, from 1.' };
  }
  if (last < first) return { ok: false, problem: 'The last one comes before the first one.' };
  return { ok: true, range: { from: first, to: last } };
}

/** "basket_get" or "tools/list": what a step is called in a word. An id of a task tells nobody anything. Pure. */
export function stepName({ method, name }: Pick<PlanStep, 'method' | 'name'>): string {
  return name === '' || method.startsWith('tasks/') ? method : name;
}

/** "#12 basket_get". Pure. */
export function stepWords(step: Pick<PlanStep, 'number' | 'method' | 'name'>): string {
  return `#${String(step.number)} ${stepName(step)}`;
}

/** "#3, #7 and 12 more". Pure. */
export function numberWords(numbers: readonly number[], most = 3): string {
  const shown = numbers.slice(0, most).map((number) => `#${String(number)}`);
  const rest = numbers.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${formatCount(rest)} more` : shown.join(', ');
}

/** The decision that made this flow what it is, of those that a person took. Pure. */
export function decisionOn(flow: ValueFlow, decisions: readonly FlowDecision[]): FlowDecision | undefined {
  const isSame = (one: FlowPlace, other: FlowPlace): boolean =>
    one.number === other.number && one.pointer === other.pointer;
  return decisions.find((decision) =>
    decision.op === 'add'
      ? isSame(decision.producer, flow.producer) &&
        flow.consumers.some((consumer) => isSame(decision.consumer, consumer))
      : decision.id === flow.id,
  );
}

/** A pin of the same kind as what was recorded: a number stays one. Undefined where the text is none. Pure. */
export function readPin(flow: ValueFlow, text: string): string | number | undefined {
  if (typeof flow.value === 'string') return text;
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

export type ReadPlace =
  { readonly ok: true; readonly place: FlowPlace } | { readonly ok: false; readonly problem: string };

/** A step's number and a pointer into its answer or its request, as a person writes them. Pure. */
export function readPlace(number: string, pointer: string, side: 'answer' | 'request'): ReadPlace {
  const step = Number(number);
  if (!Number.isInteger(step) || step < 1) {
    return { ok: false, problem: 'name the step by its number, such as 12.' };
  }
  const text = pointer.trim();
  const starts = side === 'answer' ? ['/result/', '/error/'] : ['/params/'];
  if (!starts.some((start) => text.startsWith(start))) {
    return { ok: false, problem: `the pointer starts with ${starts.join(' or ')}.` };
  }
  return { ok: true, place: { number: step, pointer: text } };
}
