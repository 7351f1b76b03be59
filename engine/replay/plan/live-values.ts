import type { Draft, HeaderTamper } from '../../../shared/model/draft.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import type { FlowPlace, ReplayPlan, StepAnswer, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { decodeHeaderValue, encodeHeaderValue } from '../../protocol/modern/header-value.ts';
import { changedAt, jsonIn, pathOf, pointerOf, readAt, renamedAt } from './json-place.ts';
import { SwappedValues, type MintedText } from './swapped-values.ts';
import { partAt, replacePart } from './text-parts.ts';

/** A text of the recording that is another one now: `value` is filled in already. */
export interface FilledVariable {
  readonly recorded: string;
  readonly value: string;
}

/** The request that leaves, or the flow whose value never came. */
export type Rewritten =
  | { readonly draft: Draft }
  /** `why`: a sentence. */
  | { readonly missing: ValueFlow; readonly why: string };

type Live = MintedText;

/** What an answer minted in this run in place of the recorded value of a flow. */
export interface MintedValue {
  /** The flow's id. */
  readonly flow: string;
  readonly value: Live;
}

/**
 * The values that one run has been given in place of the recorded ones. Pure but for what it remembers: one a run.
 */
export class LiveValues {
  readonly #byProducer = new Map<number, ValueFlow[]>();
  readonly #byConsumer = new Map<number, { readonly flow: ValueFlow; readonly place: FlowPlace }[]>();
  readonly #live = new Map<string, Live>();
  /** Live to recorded. */
  readonly #recorded = new SwappedValues();
  readonly #variables: readonly FilledVariable[];

  constructor(plan: Pick<ReplayPlan, 'flows'>, variables: readonly FilledVariable[] = []) {
    // The longest first: one may be a part of another.
    this.#variables = variables
      .filter(({ recorded }) => recorded !== '')
      .toSorted((one, other) => other.recorded.length - one.recorded.length);
    for (const flow of plan.flows) {
      if (flow.use === 'forbidden') continue;
      if (flow.use === 'used') addTo(this.#byProducer, flow.producer.number, flow);
      else this.#remember(flow, flow.pinnedTo ?? flow.value);
      for (const place of flow.consumers) addTo(this.#byConsumer, place.number, { flow, place });
    }
  }

  /** Takes from an answer what later steps carry; says what that is. */
  learn(number: number, answer: StepAnswer): MintedValue[] {
    const minted = this.mintedBy(number, answer);
    for (const { flow, value } of minted) this.#remember(flow, value);
    return minted.map(({ flow, value }) => ({ flow: flow.id, value }));
  }

  /** The same without remembering it, as of an answer that feeds nobody. */
  mintedBy(number: number, answer: StepAnswer): { readonly flow: ValueFlow; readonly value: Live }[] {
    return (this.#byProducer.get(number) ?? []).flatMap((flow) => {
      const value = producedBy(flow, answer);
      return value === undefined ? [] : [{ flow, value }];
    });
  }

  /** The recorded request with this run's values. Variables are filled in first. */
  rewrite(number: number, draft: Draft): Rewritten {
    let current = this.#filled(draft);
    for (const { flow, place } of this.#byConsumer.get(number) ?? []) {
      const live = this.#live.get(flow.id);
      if (live === undefined) return { missing: flow, why: whyMissing(flow) };
      current = carrying(current, place, flow.value, live);
    }
    return { draft: current };
  }

  /**
   * The answer to a step as it would have been with the recorded values: what was minted shows as no difference. What this
   * answer mints itself is put back by its place, also where another instance's answer was the one that was learnt.
   */
  putBack(number: number, answer: StepAnswer): StepAnswer {
    let current = answer as JsonValue as JsonObject;
    for (const flow of this.#byProducer.get(number) ?? []) {
      current = withProduced(flow, current);
    }
    if (this.#recorded.isEmpty && this.#variables.length === 0) return current as JsonValue as StepAnswer;
    return this.#recorded.swap(current, {
      alsoIn: (text) =>
        this.#variables.reduce(
          (put, { recorded, value }) => (value === '' ? put : put.replaceAll(value, recorded)),
          text,
        ),
    }) as StepAnswer;
  }

  /**
   * Takes from another run's request what stands in it for values that nothing has given yet: of flows whose producers are not
   * looked at.
   */
  adopt(number: number, params: JsonObject, isLookedAt: (producer: number) => boolean): void {
    for (const { flow, place } of this.#byConsumer.get(number) ?? []) {
      if (this.#live.has(flow.id) || isLookedAt(flow.producer.number)) continue;
      const live = valueAt({ params } as JsonValue as StepAnswer, place);
      if (live !== undefined) this.#remember(flow, live);
    }
  }

  /** Params of another run's request with the recorded values where they stand in for them. */
  putBackParams(params: JsonObject): JsonObject {
    return this.#recorded.isEmpty ? params : (this.#recorded.swap(params) as JsonObject);
  }

  #remember(flow: ValueFlow, live: Live): void {
    this.#live.set(flow.id, live);
    if (live === flow.value) return;
    this.#recorded.add(live, flow.value, namesOf(flow));
  }

  #filled(draft: Draft): Draft {
    if (this.#variables.length === 0) return draft;
    const fill = (text: string): string =>
      this.#variables.reduce((filled, { recorded, value }) => filled.replaceAll(recorded, value), text);
    const { body } = draft.tamper;
    return {
      ...draft,
      params: mapTexts(draft.params, fill) as JsonObject,
      tamper: {
        ...draft.tamper,
        headers: draft.tamper.headers.map((header) =>
          header.value === undefined ? header : { ...header, value: filledHeader(header.value, fill) },
        ),
        ...(body !== undefined && { body: fill(body) }),
      },
    };
  }
}

function addTo<T>(map: Map<number, T[]>, number: number, value: T): void {
  const known = map.get(number);
  if (known) known.push(value);
  else map.set(number, [value]);
}

/** Names of the members in which a flow's value stands. Pure. */
export function namesOf({ producer, alsoAt, consumers }: ValueFlow): Set<string> {
  const pointers = [producer.pointer, ...alsoAt, ...consumers.map(({ pointer }) => pointer)];
  return new Set(
    pointers.map((pointer) => pathOf(pointer).findLast((segment) => !/^\d+$/.test(segment)) ?? ''),
  );
}

function whyMissing({ producer, value, kind }: ValueFlow): string {
  const what = kind === 'handle' ? `the value for ${JSON.stringify(value).slice(0, 60)}` : NAMES[kind];
  return `${what} was to come from #${String(producer.number)} (${producer.pointer}), and did not.`;
}

const NAMES = {
  cursor: 'the cursor',
  'request-state': 'the requestState',
  'task-id': 'the task’s id',
  'subscription-id': 'the subscription’s id',
} as const;

/** What stands in an answer where this flow's value stood; the first place that has something. */
function producedBy({ producer, alsoAt, value }: ValueFlow, answer: StepAnswer): Live | undefined {
  const places: readonly FlowPlace[] = [
    producer,
    ...(producer.within || producer.key
      ? []
      : alsoAt.map((pointer) => ({ number: producer.number, pointer }))),
  ];
  for (const place of places) {
    const live = valueAt(answer, place);
    if (live !== undefined && (typeof live === typeof value || place === producer)) return live;
  }
  return undefined;
}

function valueAt(answer: StepAnswer, { pointer, within, key }: FlowPlace): Live | undefined {
  if (key) return nameAt(answer, pointer);
  const value = standing(answer, pointer);
  if (typeof value === 'string' && within) return partAt(value, within);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** `/notifications/METHOD/…` is a place in the params of the first notification of that method that has something there. */
function standing(answer: StepAnswer, pointer: string): JsonValue | undefined {
  const path = pathOf(pointer);
  if (path[0] !== 'notifications') return readAt(answer as JsonValue, pointer);
  const [, method, ...rest] = path;
  for (const message of answer.notifications ?? []) {
    if (!isJsonObject(message) || message['method'] !== method) continue;
    const value = readAt(message['params'], pointerOf(rest));
    if (value !== undefined) return value;
  }
  return undefined;
}

function nameAt(answer: StepAnswer, pointer: string): string | undefined {
  const path = pathOf(pointer);
  const members = readAt(answer as JsonValue, pointerOf(path.slice(0, -1)));
  return isJsonObject(members) ? Object.keys(members)[Number(path.at(-1))] : undefined;
}

/** An answer in which the recorded value stands wherever this flow's does. */
function withProduced({ producer, alsoAt, value }: ValueFlow, answer: JsonObject): JsonObject {
  if (producer.pointer.startsWith('/notifications/')) return answer;
  if (producer.key) {
    const live = nameAt(answer as JsonValue as StepAnswer, producer.pointer);
    if (live === undefined) return answer;
    const parent = pathOf(producer.pointer).slice(0, -1);
    return renamedAt(answer, pointerOf([...parent, live]), String(value)) as JsonObject;
  }
  const { within } = producer;
  if (within) {
    return changedAt(answer, producer.pointer, (text) => {
      const part = typeof text === 'string' ? partAt(text, within) : undefined;
      return typeof text === 'string' && part !== undefined ? replacePart(text, part, String(value)) : text;
    }) as JsonObject;
  }
  return [producer.pointer, ...alsoAt].reduce<JsonValue>(
    (current, pointer) =>
      changedAt(current, pointer, (found) =>
        typeof found === typeof value && !isPartOnly(found, value) ? value : found,
      ),
    answer,
  ) as JsonObject;
}

/** `alsoAt` may lead to a text in which the value is a part. */
function isPartOnly(found: JsonValue, value: Live): boolean {
  return typeof found === 'string' && typeof value === 'string' && /\s/.test(found) && !/\s/.test(value);
}

/** The draft with a live value where the recorded one stood, in a header that repeats it as well. */
function carrying(draft: Draft, place: FlowPlace, recorded: Live, live: Live): Draft {
  const { body } = draft.tamper;
  const replace = (root: JsonValue): JsonValue =>
    place.key
      ? renamedAt(root, place.pointer, String(live))
      : changedAt(root, place.pointer, (found) =>
          place.within && typeof found === 'string'
            ? replacePart(found, String(recorded), String(live))
            : // A text stays one, whatever it was made of.
              typeof found === 'string'
              ? String(live)
              : live,
        );
  const { params } = replace({ params: draft.params }) as { readonly params: JsonObject };
  const headers = draft.tamper.headers.map((header) => carryingHeader(header, recorded, live));
  return {
    ...draft,
    params,
    tamper: { ...draft.tamper, headers, ...(body !== undefined && { body: carryingBody(body, replace) }) },
  };
}

/** What is filled in may need the Base64 form, or stand in it. */
function filledHeader(value: string, fill: (text: string) => string): string {
  const decoded = decodeHeaderValue(value);
  const filled = decoded.ok ? fill(decoded.value) : value;
  return decoded.ok && filled !== decoded.value ? encodeHeaderValue(filled) : value;
}

function carryingHeader(header: HeaderTamper, recorded: Live, live: Live): HeaderTamper {
  if (header.value === undefined) return header;
  const decoded = decodeHeaderValue(header.value);
  return decoded.ok && decoded.value === String(recorded)
    ? { ...header, value: encodeHeaderValue(String(live)) }
    : header;
}

function carryingBody(body: string, replace: (root: JsonValue) => JsonValue): string {
  const json = jsonIn(body);
  if (!json) return body;
  const next = replace(json);
  return next === json ? body : JSON.stringify(next);
}

function mapTexts(node: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof node === 'string') return change(node);
  if (Array.isArray(node)) return (node as readonly JsonValue[]).map((item) => mapTexts(item, change));
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, member]) => [key, mapTexts(member, change)]));
}
