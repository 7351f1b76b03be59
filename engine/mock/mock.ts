import type { Era } from '../../shared/model/instance.ts';
import type { MockNews } from '../../shared/model/mock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import { META, MODERN_ERROR } from '../../shared/spec/modern.ts';
import { introduction, supportedRevisions } from './introductions.ts';
import { matchRequest } from './matcher.ts';
import { recordedFlows, type RecordedFlows, type RecordedPlan } from './recorded-flows.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { RecordingIndex } from './recording-index.ts';
import { nameOf } from './request-key.ts';
import { scriptOf, type Script, type ScriptStep } from './script.ts';
import { MockSessions } from './sessions.ts';
import { nearestSentence, refusalOf } from './unmatched.ts';
import type { WholeExchanges } from './whole-exchange.ts';
import { MockWorld, type Gate, type Given } from './world.ts';

export interface MockParts {
  /** What is served, ascending. */
  readonly requests: readonly RecordedRequest[];
  readonly plan: RecordedPlan;
  readonly exchanges: WholeExchanges;
  readonly lenient: boolean;
  readonly onNews: (news: Omit<MockNews, 'id'>) => void;
}

/** A request of a client, as far as the recording is concerned. */
export interface Question {
  readonly era: Era;
  readonly id: string | number;
  readonly method: string;
  readonly params: JsonObject;
}

/** What a client gets. */
export type MockReply =
  | {
      readonly kind: 'script';
      readonly script: Script;
      readonly given: Given;
      readonly alike: boolean;
      /** Of a stream: what holds a step back; undefined where nothing does. */
      readonly gateOf?: (step: ScriptStep) => Gate | undefined;
      /** Ms from the recorded exchange's start to its end. */
      readonly endMs: number;
      /** The recorded exchange ended by a failure. */
      readonly broke: boolean;
    }
  /** An answer of the mock's own: a JSON-RPC result, or an error that says why there is none. */
  | {
      readonly kind: 'own';
      readonly status: number;
      readonly result?: JsonObject;
      readonly error?: JsonObject;
    };

/** Answers requests from a recording. Knows nothing of HTTP. */
export class Mock {
  readonly index: RecordingIndex;
  readonly sessions: MockSessions;
  /** Legacy requests belong to sessions of the mock's. */
  readonly hasSessions: boolean;
  readonly #parts: Omit<MockParts, 'plan' | 'requests'>;
  readonly #flows: RecordedFlows;
  readonly #requests: ReadonlyMap<number, RecordedRequest>;
  readonly #modern: MockWorld;
  readonly #legacy: MockWorld;
  readonly #streams = new WeakMap<MockWorld, number>();
  #schemas: Promise<ReadonlyMap<string, JsonValue>> | undefined;
  #asked = 0;

  constructor({ plan, requests, ...parts }: MockParts) {
    // Of the plan no more is kept than what flows.
    this.#parts = parts;
    this.#flows = recordedFlows(plan);
    this.index = new RecordingIndex(requests);
    this.#requests = new Map(requests.map((request) => [request.number, request]));
    const createWorld = (): MockWorld => new MockWorld(this.#flows);
    this.#modern = createWorld();
    this.#legacy = createWorld();
    this.sessions = new MockSessions(createWorld);
    this.hasSessions = requests.some(
      ({ era, inSession, transport }) => era === 'legacy' && (inSession === true || transport !== 'http'),
    );
  }

  /** Where those ask who have no session. */
  world(era: Era): MockWorld {
    return era === 'modern' ? this.#modern : this.#legacy;
  }

  /** Rejects with AppError where the recording cannot be read. */
  async ask({ era, id, method, params }: Question, world: MockWorld): Promise<MockReply> {
    const understood = world.understand(params);
    const match = await matchRequest(
      this.index,
      { era, method, params: understood.params },
      {
        lenient: this.#parts.lenient,
        read: (number) =>
          this.#parts.exchanges.read(number).then(
            (whole) => whole.params,
            () => undefined,
          ),
      },
    );
    const name = nameOf(params);
    if (match.kind === 'found') {
      const { nearest } = match;
      if (nearest) {
        const says = `${sentenceOf(method, name)} is not in the recording with these parameters, and got the answer of #${String(nearest.number)}. ${nearestSentence(nearest)}`;
        this.#parts.onNews({ kind: 'alike', era, method, name, nearest: nearest.number, says });
      }
      const given = world.give(match.same, understood.lives);
      this.#tellWaiting({ era, method, name }, given);
      const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
      const asker = { id, progressToken: meta[META.progressToken] };
      return this.#scripted(given, asker, world, nearest !== undefined);
    }
    if (match.names.length === 0) {
      const result = introduction(this.index, era, method, params);
      if (result) return { kind: 'own', status: 200, result };
    }
    const revision = unsupported(era, params, supportedRevisions(this.index));
    if (revision) return { kind: 'own', status: 400, error: revision };
    const refusal = refusalOf({ method, name }, match);
    const nearest = match.nearest && { nearest: match.nearest.number };
    this.#parts.onNews({ kind: 'unmatched', era, method, name, ...nearest, says: refusal.message });
    const { code, message, data } = refusal;
    // https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#protocol-version-header
    const status = era === 'modern' && code === -32601 ? 404 : 200;
    return { kind: 'own', status, error: { code, message, data } };
  }

  /** A client that only polls never learns by itself what its task waits for. */
  #tellWaiting(asked: Pick<MockNews, 'era' | 'method' | 'name'>, { waitsFor, ahead }: Given): void {
    if (asked.method !== 'tasks/get' || waitsFor === undefined) return;
    const change = this.#requests.get(waitsFor);
    const what = change
      ? ` ${sentenceOf(change.method, change.method === 'tools/call' ? change.name : '')}`
      : '';
    const task = sentenceOf(asked.method, asked.name);
    const missing = `#${String(waitsFor)}${what}, which this client has not sent`;
    const says = ahead
      ? `${task} gets what was answered after ${missing}: nobody had asked before that.`
      : `${task} is polled again and again, and answers the same: in the recording the task went on after ${missing}.`;
    this.#parts.onNews({ kind: 'waiting', ...asked, nearest: waitsFor, says });
  }

  /** The next stream of what a server says unasked; undefined where none was recorded. */
  async stream(era: Era, world: MockWorld): Promise<MockReply | undefined> {
    const streams = this.index.streams(era);
    const last = this.#streams.get(world) ?? 0;
    const request = streams.find(({ number }) => number > last) ?? streams.at(-1);
    if (!request) return undefined;
    this.#streams.set(world, request.number);
    const given: Given = { request, repeated: request.number <= last, lives: [] };
    const reply = await this.#scripted(given, { id: undefined, progressToken: undefined }, world, false);
    if (request.transport === 'http' || reply.kind !== 'script') return reply;
    // On a channel that all share, what is asked goes with the request that waits for it: see WholeExchanges.
    const steps = reply.script.steps.filter(({ asks }) => !asks);
    return { ...reply, script: { ...reply.script, form: 'events', steps } };
  }

  /** inputSchema of a tool, as the recording's latest list has it. */
  async toolSchema(name: string): Promise<JsonValue | undefined> {
    this.#schemas ??= this.#readSchemas();
    return (await this.#schemas).get(name);
  }

  async #scripted(
    given: Given,
    asker: { readonly id: JsonValue | undefined; readonly progressToken: JsonValue | undefined },
    world: MockWorld,
    alike: boolean,
  ): Promise<MockReply> {
    const { request, lives } = given;
    const whole = await this.#parts.exchanges.read(request.number);
    const script = scriptOf(whole, asker, {
      dress: (message) => world.dress(message, lives),
      nextId: () => {
        this.#asked += 1;
        return `mock-${String(this.#asked)}`;
      },
    });
    return {
      ...{ kind: 'script', script, given, alike },
      ...(request.answer === 'stream' && {
        gateOf: ({ atMs }: ScriptStep) =>
          world.gateAt(
            request,
            whole.startedAt + atMs,
            lives,
            (number) => this.#requests.get(number)?.startedAt ?? 0,
          ),
      }),
      endMs: whole.endMs,
      broke: whole.failure !== undefined,
    };
  }

  async #readSchemas(): Promise<ReadonlyMap<string, JsonValue>> {
    const schemas = new Map<string, JsonValue>();
    const lists = this.index.named('modern', 'tools/list', '').flatMap((same) => same);
    for (const { number } of lists.sort((one, other) => one.number - other.number).slice(-MOST_LISTS)) {
      const whole = await this.#parts.exchanges.read(number).catch(() => undefined);
      for (const { value } of whole?.messages ?? []) {
        const tools = isJsonObject(value['result']) ? value['result']['tools'] : undefined;
        for (const tool of Array.isArray(tools) ? (tools as readonly JsonValue[]) : []) {
          if (!isJsonObject(tool) || typeof tool['name'] !== 'string') continue;
          const { inputSchema } = tool;
          if (inputSchema !== undefined) schemas.set(tool['name'], inputSchema);
        }
      }
    }
    return schemas;
  }
}

/** So many pages of lists are read for what their tools want in headers. */
const MOST_LISTS = 100;

function sentenceOf(method: string, name: string): string {
  return name === '' ? method : `${method} ${JSON.stringify(name)}`;
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning */
function unsupported(era: Era, params: JsonObject, supported: readonly string[]): JsonObject | undefined {
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const requested = meta[META.protocolVersion];
  if (era !== 'modern' || typeof requested !== 'string' || supported.includes(requested)) return undefined;
  return {
    code: MODERN_ERROR.unsupportedVersion,
    message: `Revision ${requested.slice(0, 40)} is not in the recording.`,
    data: { supported: [...supported], requested },
  };
}
