import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/model/json.ts';
import { isTerminal, type TaskStatus } from '../../../shared/model/task.ts';
import { digest } from '../digest.ts';
import { hashJson } from '../hash-json.ts';
import type { SeenExchange } from '../seen-exchange.ts';
import { sparesExchange } from '../spare.ts';
import { Fleets } from './fleets.ts';
import { Pace } from './pace.ts';
import { taskSightings, UNKNOWN_TASK, type TaskSighting } from './sightings.ts';
import { TaskIndex, type Indexed } from './task-index.ts';

/** One state that an exchange told. */
export interface Told {
  readonly number: number;
  readonly instanceName: string;
  /** Epoch ms: see TaskSighting. */
  readonly at: number;
  readonly status: TaskStatus;
  readonly lastUpdatedAt: number | undefined;
  /** Stands for the result or the error that was told with it; undefined where there was none. */
  readonly outcome: number | undefined;
}

/** The exchange that a task came from. */
export interface TaskCreation {
  readonly number: number;
  /** Epoch ms: the request's start, and when the answer came. */
  readonly startedAt: number;
  readonly at: number;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly gatewayId: string | undefined;
  readonly client: string;
  readonly method: string;
  /** Of the request. */
  readonly id: JsonValue | undefined;
  /** On a pipe: number of the exchange whose process it is. */
  readonly channel: number | undefined;
}

/** A key of inputRequests. */
export interface AskedKey {
  /** Stands for the request. */
  readonly request: number;
  readonly number: number;
  /** The first update that answered it and was not refused. */
  answered?: { readonly number: number; readonly client: string; readonly at: number };
  /** Epoch ms: since then the task has been seen without it. */
  goneAt?: number;
}

/** What an instance said of a task: whether it knows it, and when. */
export interface InstanceWord {
  readonly number: number;
  readonly instanceName: string;
  readonly from: number;
  readonly at: number;
}

/** A task as far as exchanges that have ended, and streams that go on, tell of it. */
export interface KnownTask extends Indexed {
  readonly creation: TaskCreation | undefined;
  /** Epoch ms: when it was seen first. */
  readonly firstAt: number;
  readonly ttlMs: number | null | undefined;
  readonly pollIntervalMs: number | undefined;
  /** What came last, and the first that told an end. */
  readonly latest: Told | undefined;
  readonly terminal: Told | undefined;
  /** By instance: the last time at which it knew the task, and the last at which it did not. */
  readonly knownBy: ReadonlyMap<string, InstanceWord>;
  readonly unknownTo: ReadonlyMap<string, InstanceWord>;
  readonly keys: ReadonlyMap<string, AskedKey>;
  /** More keys than are remembered were asked. */
  readonly hasMoreKeys: boolean;
  readonly pace: Pace;
}

/** A sighting and what is known of its task from before it was asked. */
export interface TaskStep {
  readonly sighting: TaskSighting;
  readonly task: KnownTask | undefined;
  /** What was told last before this was asked; of a notification: before it, in the same stream. */
  readonly before: Told | undefined;
  /** The first end that was told before this was asked. */
  readonly end: Told | undefined;
}

type Writable = { -readonly [K in keyof KnownTask]: KnownTask[K] } & {
  instances: Set<string>;
  knownBy: Map<string, InstanceWord>;
  unknownTo: Map<string, InstanceWord>;
  keys: Map<string, AskedKey>;
};

const MOST_TASKS = 2000;
const MOST_KEYS = 50;
const MOST_INSTANCES = 50;
const MOST_STREAMS = 1000;

/** The tasks of one capture, for rules that look at more than one exchange. */
export class KnownTasks {
  readonly #fleets = new Fleets();
  readonly #tasks = new TaskIndex<Writable>(this.#fleets, MOST_TASKS);
  /** How much of the streams that go on is learnt, by the exchange's number. */
  readonly #streams = new Map<number, number>();
  #latest: { readonly exchange: SeenExchange; readonly steps: readonly TaskStep[] } | undefined;

  get size(): number {
    return this.#tasks.size;
  }

  /** What an exchange shows of tasks, beside what is known of them; nothing where the runner would not hear of it. */
  steps(exchange: SeenExchange): readonly TaskStep[] {
    // Many rules ask about the same exchange.
    if (this.#latest?.exchange !== exchange) this.#latest = { exchange, steps: this.#stepsOf(exchange) };
    return this.#latest.steps;
  }

  /** The task with this id on this instance. */
  find(taskId: string, instanceId: string): KnownTask | undefined {
    return this.#tasks.find({ taskId, kind: 'poll' }, instanceId);
  }

  /** Tasks that a call with this id, on the pipe of this process, was answered with. */
  createdBy(id: JsonValue | undefined, channel: number): readonly KnownTask[] {
    return [...this.#tasks].filter(({ creation }) => creation?.id === id && creation?.channel === channel);
  }

  learn(exchange: SeenExchange): void {
    this.#fleets.learn(exchange);
    this.#learn(exchange, true);
    this.#streams.delete(exchange.number);
  }

  /** Learns what the stream of an exchange that goes on has told by now. */
  glance(exchange: SeenExchange): void {
    this.#learn(exchange, false);
  }

  #stepsOf(exchange: SeenExchange): readonly TaskStep[] {
    const sightings = taskSightings(exchange);
    if (sightings.length === 0) return [];
    const own = new Map<string, Pick<TaskStep, 'before' | 'end'>>();
    return sightings.map((sighting) => {
      const task = this.#tasks.find(sighting, exchange.instanceId);
      const isNotified = sighting.kind === 'notification';
      const asked = isNotified ? exchange.startedAt : sighting.from;
      const known = (told: Told | undefined): Told | undefined =>
        told && told.at <= asked && told.number !== exchange.number ? told : undefined;
      const inStream = isNotified ? own.get(sighting.taskId) : undefined;
      const before = inStream?.before ?? known(task?.latest);
      const end = inStream?.end ?? known(task?.terminal);
      const told = isNotified ? toldIn(sighting, exchange) : undefined;
      if (told) {
        own.set(sighting.taskId, { before: told, end: end ?? (isTerminal(told.status) ? told : undefined) });
      }
      return { sighting, task, before, end };
    });
  }

  #learn(exchange: SeenExchange, isOver: boolean): void {
    this.#latest = undefined;
    const sightings = taskSightings(exchange);
    if (sightings.length === 0 || sparesExchange(exchange, 'server') === 'drop') return;
    const { number, instanceId } = exchange;
    let learnt = this.#streams.get(number) ?? 0;
    for (const sighting of sightings.slice(learnt)) {
      if (!isOver && sighting.kind !== 'notification') break;
      let task = this.#tasks.find(sighting, instanceId);
      if (!task) this.#tasks.add((task = begin(sighting)));
      see(task, sighting, exchange);
      learnt += 1;
    }
    if (!isOver && this.#streams.size < MOST_STREAMS) this.#streams.set(number, learnt);
  }
}

function begin({ taskId, at }: TaskSighting): Writable {
  return {
    taskId,
    instances: new Set(),
    isCreated: false,
    creation: undefined,
    firstAt: at,
    ttlMs: undefined,
    pollIntervalMs: undefined,
    latest: undefined,
    terminal: undefined,
    knownBy: new Map(),
    unknownTo: new Map(),
    keys: new Map(),
    hasMoreKeys: false,
    pace: new Pace(),
  };
}

function see(task: Writable, sighting: TaskSighting, exchange: SeenExchange): void {
  const { kind, at, ttlMs, pollIntervalMs } = sighting;
  if (task.instances.size < MOST_INSTANCES) task.instances.add(exchange.instanceId);
  task.firstAt = Math.min(task.firstAt, at);
  if (kind === 'created' && !task.creation) {
    task.creation = creationOf(exchange, at);
    task.isCreated = true;
  }
  if (kind === 'poll') task.pace.polled(exchange);
  if (kind === 'update' || kind === 'cancel') task.pace.forget(exchange);
  seeWord(task, sighting, exchange);
  const told = toldIn(sighting, exchange);
  if (told && isTerminal(told.status) && (!task.terminal || told.at < task.terminal.at)) task.terminal = told;
  seeKeys(task, sighting, exchange);
  if (!told || (task.latest && told.at < task.latest.at)) return;
  task.latest = told;
  if (ttlMs !== undefined) task.ttlMs = ttlMs;
  if (pollIntervalMs !== undefined) task.pollIntervalMs = pollIntervalMs;
}

function creationOf(exchange: SeenExchange, at: number): TaskCreation {
  const { number, startedAt, instanceId, instanceName, gateway, client, method, request, channel } = exchange;
  const id = request.message?.id;
  return {
    ...{ number, startedAt, at, instanceId, instanceName, client: digest(client), method, id, channel },
    gatewayId: gateway?.gatewayId,
  };
}

/** Whether the instance knows the task. */
function seeWord(task: Writable, sighting: TaskSighting, exchange: SeenExchange): void {
  const { kind, status, errorCode, from, at } = sighting;
  const { number, instanceId, instanceName } = exchange;
  const word = { number, instanceName, from, at };
  // That it was handed out tells nothing of what tasks/get finds.
  if (kind === 'created') return;
  const isUnknown = kind === 'poll' && errorCode === UNKNOWN_TASK;
  if (!isUnknown && status === undefined) return;
  const words = isUnknown ? task.unknownTo : task.knownBy;
  if (words.size < MOST_INSTANCES || words.has(instanceId)) words.set(instanceId, word);
}

/** The state that a sighting tells; undefined where it tells none. */
export function toldIn(
  { status, at, lastUpdatedAt, task }: TaskSighting,
  { number, instanceName }: SeenExchange,
): Told | undefined {
  if (!status) return undefined;
  const outcome = status === 'completed' ? task['result'] : status === 'failed' ? task['error'] : undefined;
  return {
    ...{ number, instanceName, at, status, lastUpdatedAt },
    outcome: outcome === undefined ? undefined : hashJson(withoutMeta(outcome)),
  };
}

/** Who answers, and when, may stand in `_meta`. */
function withoutMeta(outcome: JsonValue): JsonValue {
  if (!isJsonObject(outcome)) return outcome;
  const { _meta, ...rest } = outcome;
  return rest;
}

/** Requests that a sighting shows to be open; undefined where it does not tell. */
export function openRequests({ status, task }: TaskSighting): JsonObject | undefined {
  if (!status) return undefined;
  const requests = task['inputRequests'];
  if (status !== 'input_required') return {};
  return isJsonObject(requests) ? requests : undefined;
}

/** Answers that a tasks/update carries. */
export function answersIn({ request }: SeenExchange): JsonObject {
  const answers = request.message?.params['inputResponses'];
  return isJsonObject(answers) ? answers : {};
}

function seeKeys(task: Writable, sighting: TaskSighting, exchange: SeenExchange): void {
  const { kind, at, message } = sighting;
  const open = openRequests(sighting);
  if (open && kind !== 'created') {
    for (const [key, request] of Object.entries(open)) seeKey(task, key, request, exchange.number);
    for (const [key, known] of task.keys) {
      if (!Object.hasOwn(open, key)) known.goneAt ??= at;
    }
  }
  if (kind !== 'update' || !message?.result) return;
  for (const key of Object.keys(answersIn(exchange))) {
    const known = task.keys.get(digest(key));
    if (known) known.answered ??= { number: exchange.number, client: digest(exchange.client), at };
  }
}

function seeKey(task: Writable, key: string, request: JsonValue, number: number): void {
  const name = digest(key);
  if (task.keys.has(name)) return;
  if (task.keys.size < MOST_KEYS) task.keys.set(name, { request: hashJson(request), number });
  else task.hasMoreKeys = true;
}
