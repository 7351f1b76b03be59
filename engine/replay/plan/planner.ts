import type { Row } from '../../../shared/model/exchange.ts';
import type {
  LeftOut,
  PlanStep,
  PlanWish,
  PlannedTool,
  ReplayPlan,
  ValueFlow,
} from '../../../shared/model/replay-plan.ts';
import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { ROUND_METHODS } from '../../lint/asked-input.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { AskedValues, subjectOf } from './asked-values.ts';
import { AddedFlows, decideFlows } from './decide-flows.ts';
import { dependencies } from './depend.ts';
import { findFlows } from './find-flows.ts';
import { assignLanes } from './lanes.ts';
import { supersedes, whyLeftOut, whyUnread, type Reason } from './leave-out.ts';
import { MintedValues } from './minted-values.ts';
import { soundsReading } from './names.ts';
import { claimsOf, judgeSafety, kindOf, type Claims } from './safety.ts';
import { sharedBySteps } from './shared-handles.ts';
import { VariableHints } from './variable-hints.ts';

/** Makes a plan of what it is told of a capture: first all requests, then all answers, each in the order of their numbers. */
export interface Planner {
  /** The request of an exchange; nothing is asked of its answer. */
  asked(exchange: SeenExchange): void;
  /** One of which not even the request can be read. */
  unread(row: Row): void;
  answered(exchange: SeenExchange): void;
  /** At the end, once. */
  plan(capture: { readonly id: string; readonly name: string }): ReplayPlan;
}

/** Pure: sends nothing, reads no clock. */
export function createPlanner(wish: PlanWish): Planner {
  return new Planning(wish);
}

/** A step as far as its request tells. */
interface Asker {
  readonly number: number;
  readonly method: string;
  readonly name: string;
  readonly era: PlanStep['era'];
  readonly isTool: boolean;
  readonly isRound: boolean;
  readonly taskId?: string;
  readonly client: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly linkedTo?: number;
  /** Of its answer. */
  hasAnswer: boolean;
  failedThen: boolean;
  /** Of a task, where the answer tells it. */
  status?: string;
}

const LINKS = new Set(['round', 'poll', 'update', 'task-cancel']);
const ENDED = new Set(['completed', 'failed', 'cancelled']);

class Planning implements Planner {
  readonly #wish: PlanWish;
  readonly #steps = new Map<number, Asker>();
  readonly #left: LeftOut[] = [];
  readonly #claims = new Map<string, Claims | undefined>();
  readonly #asked = new AskedValues();
  readonly #minted = new MintedValues(this.#asked);
  readonly #hints = new VariableHints();
  readonly #added: AddedFlows;
  readonly #clients = new Map<string, number>();
  /** Exchanges whose place another one took, and which. */
  readonly #superseded = new Map<number, number>();

  constructor(wish: PlanWish) {
    this.#wish = wish;
    this.#added = new AddedFlows(wish);
  }

  asked(exchange: SeenExchange): void {
    const { number } = exchange;
    const inRange = this.#isInRange(number);
    const reason = inRange ? whyLeftOut(exchange) : undefined;
    const isStep = inRange && reason === undefined;
    if (reason) this.#leaveOut(exchange, reason);
    const repeated = isStep ? supersedes(exchange) : undefined;
    if (repeated !== undefined) this.#superseded.set(repeated, number);
    if (exchange.origin !== 'replay') this.#asked.learn(exchange, isStep);
    if (!isStep) return;
    const params = exchange.request.message?.params ?? {};
    this.#steps.set(number, this.#asker(exchange));
    this.#hints.learn(number, params);
    this.#added.learn('consumer', number, { params });
  }

  unread(row: Row): void {
    if (!this.#isInRange(row.number)) return;
    this.#left.push({ number: row.number, method: row.method, name: row.name, ...whyUnread(row) });
  }

  answered(exchange: SeenExchange): void {
    const { answer, method, origin, number, response, failure } = exchange;
    if (origin !== 'replay' && method === 'tools/list') this.#learnClaims(answer?.result?.['tools']);
    this.#minted.learn(exchange);
    if (answer && isJsonObject(answer.value)) this.#added.learn('producer', number, answer.value);
    const step = this.#steps.get(number);
    if (!step) return;
    const { result, error } = answer ?? {};
    step.hasAnswer = answer !== undefined || (response !== undefined && failure === undefined);
    step.failedThen =
      error !== undefined ||
      result?.['isError'] === true ||
      failure !== undefined ||
      (response?.status ?? 0) >= 400;
    const status = result?.['status'];
    if (typeof status === 'string') step.status = status;
  }

  plan({ id, name }: { readonly id: string; readonly name: string }): ReplayPlan {
    for (const [number, by] of this.#superseded) {
      const step = this.#steps.get(number);
      if (step)
        this.#drop(step, { reason: 'followed', says: `#${String(by)} repeats it as the server wants it.` });
    }
    const found = findFlows(this.#asked, this.#minted, ({ method, subject }) =>
      this.#isWrite(method, subject),
    );
    let flows = decideFlows(found, this.#added.list(), this.#wish.flows);
    this.#dropWithoutCause(flows);
    flows = flows.flatMap((flow) => this.#reduced(flow));
    const steps = this.#finish(flows);
    const first = steps[0]?.offsetMs ?? 0;
    const lastedMs = steps.reduce(
      (most, { offsetMs, tookMs = 0 }) => Math.max(most, offsetMs + tookMs - first),
      0,
    );
    const flowing = new Set(flows.filter(({ use }) => use !== 'forbidden').map(({ value }) => String(value)));
    return {
      captureId: id,
      captureName: name,
      steps,
      leftOut: this.#left.sort((one, other) => one.number - other.number),
      flows,
      tools: this.#tools(steps),
      variables: this.#hints.list(flowing),
      recordedOn: recordedOn(steps),
      lanes: steps.reduce((most, { lane }) => Math.max(most, lane + 1), 0),
      lastedMs,
    };
  }

  #isInRange(number: number): boolean {
    const { range } = this.#wish;
    return !range || (number >= range.from && number <= range.to);
  }

  #asker(exchange: SeenExchange): Asker {
    const { number, method, speaks, startedAt, endedAt, instanceId, instanceName, link, request } = exchange;
    const params = request.message?.params ?? {};
    const { taskId, requestState, inputResponses } = params;
    const isTask = typeof taskId === 'string' && method.startsWith('tasks/');
    return {
      number,
      method,
      name: subjectOf(params) || (isTask ? taskId : ''),
      era: speaks,
      isTool: method === 'tools/call',
      isRound: ROUND_METHODS.has(method) && (requestState !== undefined || inputResponses !== undefined),
      ...(isTask && { taskId }),
      client: this.#client(exchange),
      startedAt,
      ...(endedAt !== undefined && { endedAt }),
      instanceId,
      instanceName,
      ...(link && LINKS.has(link.kind) && { linkedTo: link.to }),
      hasAnswer: false,
      failedThen: false,
    };
  }

  #client(exchange: SeenExchange): number {
    const { speaks, request, channel, client, instanceId } = exchange;
    const session = headerValue(request.headers, LEGACY_HEADER.sessionId);
    const key =
      speaks === 'modern'
        ? client
        : session !== undefined
          ? `session ${session}`
          : `${client} ${instanceId} ${String(channel ?? '')}`;
    const known = this.#clients.get(key) ?? this.#clients.size;
    this.#clients.set(key, known);
    return known;
  }

  #learnClaims(tools: JsonValue | undefined): void {
    if (!Array.isArray(tools)) return;
    for (const tool of tools as readonly JsonValue[]) {
      if (isJsonObject(tool) && typeof tool['name'] === 'string')
        this.#claims.set(tool['name'], claimsOf(tool));
    }
  }

  #isWrite(method: string, subject: string): boolean {
    if (method !== 'tools/call') return false;
    return !(this.#claims.get(subject)?.readOnlyHint ?? soundsReading(subject));
  }

  #leaveOut({ number, method, request, instanceName }: SeenExchange, reason: Reason): void {
    const name = subjectOf(request.message?.params ?? {}) || (method === '' ? instanceName : '');
    this.#left.push({ number, method: method || request.httpMethod, name, ...reason });
  }

  #drop({ number, method, name }: Asker, reason: Reason): void {
    this.#steps.delete(number);
    this.#left.push({ number, method, name, ...reason });
  }

  /** A step that needs what no step will have told cannot be sent as it was meant. */
  #dropWithoutCause(flows: readonly ValueFlow[]): void {
    const needs = new Map<number, number[]>();
    for (const { use, producer, consumers } of flows) {
      if (use !== 'used') continue;
      for (const { number } of consumers) {
        const known = needs.get(number);
        if (known) known.push(producer.number);
        else needs.set(number, [producer.number]);
      }
    }
    for (const step of this.#steps.values()) {
      const missing = needs.get(step.number)?.find((producer) => !this.#steps.has(producer));
      if (missing !== undefined) {
        this.#drop(step, {
          reason: 'cause-failed',
          says: `It needs what #${String(missing)} was answered with, which is not sent.`,
        });
        continue;
      }
      const cause = step.linkedTo === undefined ? undefined : this.#steps.get(step.linkedTo);
      if (cause && !cause.hasAnswer) {
        this.#drop(step, {
          reason: 'cause-failed',
          says: `It goes on from #${String(cause.number)}, which was never answered.`,
        });
      }
    }
  }

  /** Without consumers that are no steps. */
  #reduced(flow: ValueFlow): readonly ValueFlow[] {
    const consumers = flow.consumers.filter(({ number }) => this.#steps.has(number));
    if (consumers.length === 0 && flow.byHand !== true) return [];
    return consumers.length === flow.consumers.length ? [flow] : [{ ...flow, consumers }];
  }

  #finish(flows: readonly ValueFlow[]): PlanStep[] {
    const askers = [...this.#steps.values()].sort((one, other) => one.number - other.number);
    const follows = new Map<number, number>();
    for (const { kind, use, producer, consumers } of flows) {
      if (use === 'forbidden' || (kind !== 'request-state' && kind !== 'task-id')) continue;
      for (const { number } of consumers) follows.set(number, producer.number);
    }
    const creators = new Map<string, Asker>();
    for (const { kind, value, producer } of flows) {
      const creator = kind === 'task-id' ? this.#steps.get(producer.number) : undefined;
      if (creator) creators.set(String(value), creator);
    }
    const updated = new Map<string, number>();
    for (const { method, taskId, number } of askers) {
      if (method === 'tasks/update' && taskId !== undefined) updated.set(taskId, number);
    }
    const { lanes } = assignLanes(
      askers.map(({ startedAt, endedAt }) => ({
        from: startedAt,
        ...(endedAt !== undefined && { to: endedAt }),
      })),
    );
    const begin = askers[0]?.startedAt ?? 0;
    const bare = askers.map((asker, at) => {
      const creator = asker.taskId === undefined ? undefined : creators.get(asker.taskId);
      const cause =
        follows.get(asker.number) ??
        (asker.linkedTo !== undefined && this.#steps.has(asker.linkedTo) ? asker.linkedTo : undefined);
      return this.#step(asker, { creator, follows: cause, lane: lanes[at] ?? 0, begin, updated });
    });
    const after = dependencies(bare, flows, sharedBySteps(this.#asked, bare));
    return bare.map((step) => ({ ...step, after: after.get(step.number) ?? [] }));
  }

  #step(
    asker: Asker,
    context: {
      readonly creator: Asker | undefined;
      readonly follows: number | undefined;
      readonly lane: number;
      readonly begin: number;
      readonly updated: ReadonlyMap<string, number>;
    },
  ): Omit<PlanStep, 'after'> {
    const {
      number,
      method,
      name,
      era,
      client,
      startedAt,
      endedAt,
      instanceId,
      instanceName,
      taskId,
      status,
    } = asker;
    const { creator, follows, lane, begin, updated } = context;
    const isTool = asker.isTool || creator?.isTool === true;
    const tool = asker.isTool ? name : (creator?.name ?? method);
    const claims = this.#claims.get(tool);
    const kind = kindOf(method, { isRound: asker.isRound, readOnly: claims?.readOnlyHint === true });
    const judged =
      isTool && !asker.isTool && kind !== 'update'
        ? judgeSafety(method, undefined, this.#wish.allow, false)
        : judgeSafety(tool, claims, this.#wish.allow, isTool);
    const ended = status !== undefined && ENDED.has(status);
    const asks = status === 'input_required' && taskId !== undefined && (updated.get(taskId) ?? 0) > number;
    return {
      number,
      method,
      name,
      tool,
      era,
      kind,
      lane,
      client,
      offsetMs: Math.max(0, startedAt - begin),
      ...(endedAt !== undefined && { tookMs: Math.max(0, endedAt - startedAt) }),
      instanceId,
      instanceName,
      ...judged,
      ...(follows !== undefined && { follows }),
      ...(kind === 'poll' && ended && { until: 'ended' as const }),
      ...(kind === 'poll' && asks && { until: 'asks' as const }),
      ...(asker.failedThen && { failedThen: true }),
    };
  }

  #tools(steps: readonly PlanStep[]): PlannedTool[] {
    const tools = new Map<string, { first: PlanStep; steps: number }>();
    for (const step of steps) {
      const known = tools.get(step.tool);
      if (known) known.steps += 1;
      else tools.set(step.tool, { first: step, steps: 1 });
    }
    return [...tools]
      .map(([tool, { first, steps: count }]) => {
        const claims = this.#claims.get(tool);
        // A poll is safe by itself, whatever the tool of its task is.
        const call = steps.find((step) => step.tool === tool && step.kind !== 'poll') ?? first;
        const { safety, because } = call;
        return { tool, safety, because, steps: count, ...(claims && { claims }) };
      })
      .sort((one, other) => (one.tool < other.tool ? -1 : 1));
  }
}

function recordedOn(steps: readonly PlanStep[]): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { instanceId, instanceName } of steps)
    if (instanceId !== '') names.set(instanceId, instanceName);
  return [...names].map(([id, name]) => ({ id, name }));
}
