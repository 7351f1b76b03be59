import type { DurabilityState, DurabilityWish, ToolWork } from '../../../shared/model/durability.ts';
import type { Fleet, Instance } from '../../../shared/model/instance.ts';
import { parseObject, prettyJson } from '../../ui/json-text.ts';

/** A tool and its arguments as they stand in the fields. */
export interface WorkText {
  /** Undefined: nobody has chosen; empty: on purpose the same as what is created. */
  readonly tool: string | undefined;
  /** JSON object; empty: none. */
  readonly args: string;
}

/** The works that a check asks for: what is created first, what asks for input, what lasts until it is cancelled. */
export const WORKS = ['work', 'inputWork', 'cancelWork'] as const;
export type WorkName = (typeof WORKS)[number];

/** A durability check that is being put together. */
export interface DurabilityForm extends Readonly<Record<WorkName, WorkText>> {
  /** Undefined: nobody has chosen, so that it follows the fleet. */
  readonly instanceIds: readonly string[] | undefined;
  /** Undefined: the first of the instances. */
  readonly creatorId: string | undefined;
  /** Seconds; empty: the engine's own limit. */
  readonly ttlWait: string;
  readonly timeout: string;
}

const NO_WORK: WorkText = { tool: undefined, args: '' };

export const FIRST_FORM: DurabilityForm = {
  instanceIds: undefined,
  creatorId: undefined,
  work: NO_WORK,
  inputWork: NO_WORK,
  cancelWork: NO_WORK,
  ttlWait: '',
  timeout: '',
};

/** Tools of the demo fleet that fit each work, best first. */
const FITTING: Readonly<Record<WorkName, readonly string[]>> = {
  work: ['render_report', 'approve_work'],
  inputWork: ['approve_work'],
  cancelWork: ['approve_work'],
};

/** What a form means here and now. */
export interface ResolvedForm {
  /** In the order of the workspace. */
  readonly instanceIds: readonly string[];
  /** Absent where there is no instance. */
  readonly creatorId: string | undefined;
  /** Names of tools; empty: none is chosen, or for input and cancellation the same as `work`. */
  readonly tools: Readonly<Record<WorkName, string>>;
}

interface Known {
  readonly instances: readonly Pick<Instance, 'id'>[];
  readonly fleets: readonly Pick<Fleet, 'instanceIds'>[];
  /** Names of the creator's tools, as far as they are known. */
  readonly tools: readonly string[];
}

/** The fleet: the first one that has instances, else all that there are. Pure. */
function fleetOf({ instances, fleets }: Omit<Known, 'tools'>): readonly string[] {
  const known = instances.map(({ id }) => id);
  const fleet = fleets.find(({ instanceIds }) => instanceIds.some((id) => known.includes(id)));
  return fleet ? known.filter((id) => fleet.instanceIds.includes(id)) : known;
}

/** The instances that are checked, and the one that creates the tasks. Pure. */
export function chosenInstances(
  form: Pick<DurabilityForm, 'instanceIds' | 'creatorId'>,
  known: Omit<Known, 'tools'>,
): Pick<ResolvedForm, 'instanceIds' | 'creatorId'> {
  const chosen = known.instances.map(({ id }) => id).filter((id) => form.instanceIds?.includes(id));
  // Nobody is left of those that were chosen, as after another start of the demo fleet.
  const isGone = form.instanceIds !== undefined && form.instanceIds.length > 0 && chosen.length === 0;
  const instanceIds = form.instanceIds === undefined || isGone ? fleetOf(known) : chosen;
  const creatorId = instanceIds.find((id) => id === form.creatorId) ?? instanceIds[0];
  return { instanceIds, creatorId };
}

/** With what nobody has chosen filled in. Pure. */
export function resolveForm(form: DurabilityForm, known: Known): ResolvedForm {
  const fitting = (name: WorkName): string => FITTING[name].find((tool) => known.tools.includes(tool)) ?? '';
  return {
    ...chosenInstances(form, known),
    tools: {
      work: form.work.tool ?? fitting('work'),
      inputWork: form.inputWork.tool ?? fitting('inputWork'),
      cancelWork: form.cancelWork.tool ?? fitting('cancelWork'),
    },
  };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

const WORK_WORDS: Readonly<Record<WorkName, string>> = {
  work: 'The arguments',
  inputWork: 'The arguments of the work that asks for input',
  cancelWork: 'The arguments of the work that is cancelled',
};

function readWork(name: WorkName, form: DurabilityForm, tool: string): Read<ToolWork> {
  const args = parseObject(form[name].args, WORK_WORDS[name]);
  return args.ok ? { ok: true, value: { tool, args: args.value } } : args;
}

/** Seconds as ms; undefined where the field is empty. Pure. */
function readSeconds(text: string, what: string, least: number): Read<number | undefined> {
  if (text.trim() === '') return { ok: true, value: undefined };
  const seconds = Number(text.replace(',', '.'));
  if (Number.isFinite(seconds) && seconds >= least) return { ok: true, value: Math.round(seconds * 1000) };
  return {
    ok: false,
    problem: `${what}: a number of seconds${least > 0 ? ` from ${String(least)}` : ''} is needed here.`,
  };
}

/** What would be checked, or a sentence that says what is missing. Pure. */
export function wishOf(form: DurabilityForm, resolved: ResolvedForm): Read<DurabilityWish> {
  const { instanceIds, creatorId, tools } = resolved;
  if (creatorId === undefined) return { ok: false, problem: 'Choose the instances to check.' };
  if (tools.work === '') return { ok: false, problem: 'Choose a tool that hands out tasks.' };
  const work = readWork('work', form, tools.work);
  if (!work.ok) return work;
  const others: { inputWork?: ToolWork; cancelWork?: ToolWork } = {};
  for (const name of ['inputWork', 'cancelWork'] as const) {
    if (tools[name] === '') continue;
    const read = readWork(name, form, tools[name]);
    if (!read.ok) return read;
    others[name] = read.value;
  }
  const ttlWait = readSeconds(form.ttlWait, 'The longest wait for a ttl', 0);
  if (!ttlWait.ok) return ttlWait;
  const timeout = readSeconds(form.timeout, 'The longest wait for an answer', 0.1);
  if (!timeout.ok) return timeout;
  return {
    ok: true,
    value: {
      ...work.value,
      ...others,
      instanceIds,
      creatorId,
      ...(ttlWait.value !== undefined && { ttlWaitMs: ttlWait.value }),
      ...(timeout.value !== undefined && { timeoutMs: timeout.value }),
    },
  };
}

function workText(work: ToolWork | undefined): WorkText {
  if (!work) return { tool: '', args: '' };
  return { tool: work.tool, args: Object.keys(work.args).length === 0 ? '' : prettyJson(work.args) };
}

function secondsText(ms: number | undefined): string {
  return ms === undefined ? '' : String(ms / 1000);
}

/** From a check that was made back to what stood in the fields. Pure. */
export function formOf({ wish }: Pick<DurabilityState, 'wish'>): DurabilityForm {
  return {
    instanceIds: wish.instanceIds,
    creatorId: wish.creatorId,
    work: workText(wish),
    inputWork: workText(wish.inputWork),
    cancelWork: workText(wish.cancelWork),
    ttlWait: secondsText(wish.ttlWaitMs),
    timeout: secondsText(wish.timeoutMs),
  };
}
