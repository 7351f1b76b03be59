import type { Row } from '../../../shared/model/exchange.ts';
import type { LeftOut, PlanWish, ReplayPlan, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import { LEGACY_HEADER } from '../../../shared/spec/legacy.ts';
import { ROUND_METHODS } from '../../lint/asked-input.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import type { AnsweredExchange } from './answered.ts';
import { AskedValues, subjectOf } from './asked-values.ts';
import { allowSteps, producersOf, toolsOf } from './allow-steps.ts';
import { buildSteps, recordedOn, type Asker } from './build-steps.ts';
import { AddedFlows, decideFlows } from './decide-flows.ts';
import { dependencies } from './depend.ts';
import { findFlows } from './find-flows.ts';
import { supersedes, whyLeftOut, whyUnread, type Reason } from './leave-out.ts';
import { MintedValues } from './minted-values.ts';
import { soundsReading } from './names.ts';
import { claimsOf, type Claims } from './safety.ts';
import { sharedBySteps } from './shared-handles.ts';
import { VariableHints } from './variable-hints.ts';

/** Makes a plan of what it is told of a capture: first all requests, then all answers, each in the order of their numbers. */
export interface Planner {
  /** The request of an exchange; nothing is asked of its answer. */
  asked(exchange: SeenExchange): void;
  /** One of which not even the request can be read. */
  unread(row: Row): void;
  answered(exchange: AnsweredExchange): void;
  /** At the end, once. */
  plan(capture: { readonly id: string; readonly name: string }): ReplayPlan;
}

/** Pure: sends nothing, reads no clock. */
export function createPlanner(wish: PlanWish): Planner {
  return new Planning(wish);
}

const LINKS = new Set(['round', 'poll', 'update', 'task-cancel']);

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
  readonly #texts = new Map<string, string>();
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

  answered(exchange: AnsweredExchange): void {
    const { answer, method, origin, number, status, failed } = exchange;
    if (origin !== 'replay' && method === 'tools/list') this.#learnClaims(answer?.result?.['tools']);
    this.#minted.learn(exchange);
    if (answer && isJsonObject(answer.value)) this.#added.learn('producer', number, answer.value);
    const step = this.#steps.get(number);
    if (!step) return;
    const { result, error } = answer ?? {};
    step.hasAnswer = answer !== undefined || (status !== undefined && !failed);
    step.failedThen = error !== undefined || result?.['isError'] === true || failed || (status ?? 0) >= 400;
    const task = result?.['status'];
    if (typeof task === 'string') step.status = task;
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
    const context = { flows, claims: this.#claims, allow: this.#wish.allow };
    const askers = [...this.#steps.values()].sort((one, other) => one.number - other.number);
    const bare = buildSteps(askers, context);
    const after = dependencies(bare, flows, sharedBySteps(this.#asked, bare));
    for (const step of bare) step.after = after.get(step.number) ?? step.after;
    const steps = allowSteps(bare, context);
    const flowing = new Set(flows.filter(({ use }) => use !== 'forbidden').map(({ value }) => String(value)));
    return {
      captureId: id,
      captureName: name,
      steps,
      leftOut: this.#left.sort((one, other) => one.number - other.number),
      flows,
      tools: toolsOf(steps, context),
      variables: this.#hints.list(flowing),
      recordedOn: recordedOn(steps),
      lanes: steps.reduce((most, { lane }) => Math.max(most, lane + 1), 0),
      lastedMs: steps.reduce((most, { offsetMs, tookMs = 0 }) => Math.max(most, offsetMs + tookMs), 0),
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
      method: this.#shared(method),
      name: this.#shared(subjectOf(params) || (isTask ? taskId : '')),
      era: speaks,
      isTool: method === 'tools/call',
      isRound: ROUND_METHODS.has(method) && (requestState !== undefined || inputResponses !== undefined),
      ...(isTask && { taskId }),
      client: this.#client(exchange),
      startedAt,
      ...(endedAt !== undefined && { endedAt }),
      instanceId: this.#shared(instanceId),
      instanceName: this.#shared(instanceName),
      ...(link && LINKS.has(link.kind) && { linkedTo: link.to }),
      hasAnswer: false,
      failedThen: false,
    };
  }

  /** The same few texts come all the time: one of each is kept. */
  #shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
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
    const needs = producersOf(flows);
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
}
