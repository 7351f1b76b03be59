import { isJsonObject } from '../../../shared/model/json.ts';
import type { TaskLife, TaskMark, TaskStatus } from '../../../shared/model/task.ts';
import { Pace } from '../../lint/tasks/pace.ts';
import { UNKNOWN_TASK, type TaskSighting } from '../../lint/tasks/sightings.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { clientLabel, type SeenClient } from '../client-book.ts';
import { Inputs } from './inputs.ts';
import { Marks, type KeptMark } from './marks.ts';
import { Phases } from './phases.ts';

const LONGEST_MESSAGE = 200;
const MOST_CHANGES = 100;
const MOST_INSTANCES = 200;

/** One task from its creation to its end, as it becomes known. */
export class Life {
  readonly key: string;
  readonly taskId: string;
  readonly instances = new Set<string>();
  readonly marks = new Marks();
  readonly #phases = new Phases();
  readonly #inputs = new Inputs();
  readonly #pace = new Pace();
  readonly #ttlChanges: { readonly number: number; readonly ttlMs: number | null }[] = [];
  readonly #unknownOn: { readonly instanceId: string; readonly number: number }[] = [];
  #creator: { readonly number: number; readonly at: number; readonly instanceId: string } | undefined;
  #client: SeenClient;
  #legacy: boolean;
  #tool = '';
  #told: { readonly at: number; readonly status: TaskStatus; readonly lastUpdatedAt: number } | undefined;
  #createdAt: number | undefined;
  #lastUpdatedAt: number | undefined;
  #ttlMs: number | null | undefined;
  #pollIntervalMs: number | undefined;
  #cancelAskedAt: number | undefined;
  #outcome: TaskLife['outcome'];
  #firstAt = Infinity;
  #lastAt = -Infinity;
  #polls = 0;
  #earlyPolls = 0;

  constructor(key: string, sighting: TaskSighting, client: SeenClient) {
    this.key = key;
    this.taskId = sighting.taskId;
    this.#legacy = sighting.legacy;
    this.#client = client;
  }

  get isCreated(): boolean {
    return this.#creator !== undefined;
  }

  /** Learns from one sighting; answers the mark that it has made. */
  see(sighting: TaskSighting, exchange: SeenExchange, client: SeenClient): KeptMark {
    const { number, instanceId } = exchange;
    const { kind, at, task, status, errorCode } = sighting;
    if (instanceId !== '' && this.instances.size < MOST_INSTANCES) this.instances.add(instanceId);
    if (kind === 'created') this.#create(sighting, exchange, client);
    const isEarly = this.#isEarly(sighting, exchange);
    if (kind === 'poll') this.#polls += 1;
    if (isEarly) this.#earlyPolls += 1;
    if (kind === 'cancel') this.#cancelAskedAt ??= sighting.from;
    if (errorCode === UNKNOWN_TASK && kind !== 'update') this.#unknown(instanceId, number);
    this.#learn(sighting, number);
    this.#inputs.learn(sighting, exchange);
    this.#end(sighting, number);
    this.#firstAt = Math.min(this.#firstAt, at);
    this.#lastAt = Math.max(this.#lastAt, at);
    const said = task['statusMessage'];
    const mark: KeptMark = {
      number,
      at,
      instanceId,
      kind: kind === 'list' ? 'poll' : kind,
      ...(status && { status }),
      ...(typeof said === 'string' && { statusMessage: said.slice(0, LONGEST_MESSAGE) }),
      ...(errorCode !== undefined && { errorCode }),
      ...(isEarly && { early: true }),
      root: sighting.message?.place ?? '',
      rules: [],
    };
    this.marks.add(mark);
    return mark;
  }

  #create({ legacy, at }: TaskSighting, exchange: SeenExchange, client: SeenClient): void {
    if (this.#creator) return;
    const { number, instanceId, method, request } = exchange;
    const name = request.message?.params['name'];
    this.#creator = { number, at, instanceId };
    this.#tool =
      method === 'tools/call' && typeof name === 'string' ? name.slice(0, LONGEST_MESSAGE) : method;
    this.#legacy = legacy;
    this.#client = client;
  }

  #isEarly({ kind }: TaskSighting, exchange: SeenExchange): boolean {
    if (kind === 'update' || kind === 'cancel') this.#pace.forget(exchange);
    if (kind !== 'poll') return false;
    const isEarly = this.#pace.early(exchange, this.#pollIntervalMs) !== undefined;
    this.#pace.polled(exchange);
    return isEarly;
  }

  #learn(sighting: TaskSighting, number: number): void {
    const { kind, status, at, from, createdAt, lastUpdatedAt = 0, ttlMs, pollIntervalMs } = sighting;
    if (createdAt !== undefined) this.#createdAt ??= createdAt;
    const told = this.#told;
    // What was on its way when something newer came is no step back.
    const isStale =
      told !== undefined &&
      at > told.at &&
      (from <= told.at || kind === 'notification') &&
      lastUpdatedAt < told.lastUpdatedAt;
    if (status && !isStale) this.#phases.told(status, at);
    // A stream tells late what came long ago.
    if (isStale || (told && at < told.at)) return;
    if (status) this.#told = { at, status, lastUpdatedAt };
    if (lastUpdatedAt > 0) this.#lastUpdatedAt = lastUpdatedAt;
    if (pollIntervalMs !== undefined) this.#pollIntervalMs = pollIntervalMs;
    if (ttlMs === undefined || ttlMs === this.#ttlMs) return;
    this.#ttlMs = ttlMs;
    if (this.#ttlChanges.length < MOST_CHANGES) this.#ttlChanges.push({ number, ttlMs });
  }

  #unknown(instanceId: string, number: number): void {
    if (this.#unknownOn.length >= MOST_INSTANCES) return;
    if (this.#unknownOn.some((known) => known.instanceId === instanceId)) return;
    this.#unknownOn.push({ instanceId, number });
  }

  #end({ kind, status, task, message }: TaskSighting, number: number): void {
    if (this.#outcome) return;
    const result = kind === 'result' ? message?.result : task['result'];
    if (status === 'failed' && !this.#legacy) this.#outcome = { number, kind: 'error' };
    else if (kind === 'result' && message?.error && this.#told?.status === 'failed') {
      this.#outcome = { number, kind: 'error' };
    } else if (isJsonObject(result) && (kind === 'result' || status === 'completed')) {
      this.#outcome = { number, kind: result['isError'] === true ? 'tool-error' : 'result' };
    }
  }

  /** All of it by now. */
  report(): TaskLife {
    const marks: readonly TaskMark[] = this.marks.list();
    return {
      key: this.key,
      taskId: this.taskId,
      legacy: this.#legacy,
      tool: this.#tool,
      client: this.#client.key,
      clientName: clientLabel(this.#client),
      ...(this.#creator && { creator: this.#creator }),
      ...(this.#createdAt !== undefined && { createdAt: this.#createdAt }),
      ...(this.#lastUpdatedAt !== undefined && { lastUpdatedAt: this.#lastUpdatedAt }),
      ...(this.#ttlMs !== undefined && { ttlMs: this.#ttlMs }),
      ...(this.#pollIntervalMs !== undefined && { pollIntervalMs: this.#pollIntervalMs }),
      ttlChanges: [...this.#ttlChanges],
      ...(this.#told && { status: this.#told.status }),
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      phases: this.#phases.list(),
      marks,
      marksLeftOut: this.marks.leftOut,
      polls: this.#polls,
      earlyPolls: this.#earlyPolls,
      inputs: this.#inputs.list(),
      ...(this.#cancelAskedAt !== undefined && { cancelAskedAt: this.#cancelAskedAt }),
      ...(this.#outcome && { outcome: this.#outcome }),
      unknownOn: [...this.#unknownOn],
      instances: [...this.instances],
      rules: this.marks.rules(),
    };
  }
}
