import type { JsonValue } from '../../../shared/model/draft.ts';
import type { ExchangeLink } from '../../../shared/model/exchange.ts';
import type { Era, Instance } from '../../../shared/model/instance.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { hasBatches, isLegacyRevision } from '../../../shared/spec/legacy.ts';
import { META } from '../../../shared/spec/modern.ts';
import type { Recording } from '../../capture/recorder.ts';
import { ProcessJournal } from '../../client/process-journal.ts';
import { ProcessMessages, type Incoming } from '../../client/process-messages.ts';
import { StdioFlight } from '../../client/stdio-flight.ts';
import { judgeLine, type ValidMessage } from '../../protocol/judge-line.ts';
import { nameTwinOf, type RequestId } from '../../protocol/json-rpc.ts';
import { LineSplitter, type Line } from '../../protocol/line-splitter.ts';
import { ownerKeysOf } from '../../protocol/message-owner.ts';
import type { ProcessExit } from '../../transport/child-process.ts';
import { TransportFailure } from '../../transport/transport-failure.ts';

const LIMITS = { maxLineBytes: 64 * 1024 * 1024, keptBytes: 64 * 1024 };
/** What a server asked its client and has no answer to. */
const REMEMBERED_QUESTIONS = 1_000;
/** So much is held back until the first message shows the era: a server that only logs must not fill the memory. */
const MOST_HELD_BACK = 1_000;
const NEVER = new AbortController().signal;

export interface ObserverOptions {
  /** The server as it is called in the capture, with its command. */
  readonly instance: Instance;
  readonly recording: () => Recording;
  /** `performance.now()` when the process started. */
  readonly startedAtMs: number;
}

/** What there is once the era is known. */
interface Parts {
  readonly journal: ProcessJournal;
  readonly messages: ProcessMessages;
}

/**
 * Records what passes between a client and a server on stdio, of either era. Bytes are given as they pass, in their
 * order within each direction; times are `performance.now()`. Changes nothing and answers nothing.
 *
 * Sources: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio and
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio
 */
export class StdioObserver {
  readonly #options: ObserverOptions;
  readonly #fromClient = new LineSplitter(LIMITS);
  readonly #fromServer = new LineSplitter(LIMITS);
  /** The server's requests by their id: method. */
  readonly #questions = new Map<RequestId, string>();
  #heldBack: (() => void)[] = [];
  #parts: Parts | undefined;
  #readsBatches = false;
  #clientLeft = false;

  constructor(options: ObserverOptions) {
    this.#options = options;
  }

  /** A line a step: whoever takes the steps can do something else in between. */
  *client(bytes: Uint8Array, atMs: number): Generator<undefined, void> {
    for (const line of this.#fromClient.push(bytes)) {
      this.#clientLine(line, atMs);
      yield;
    }
  }

  /** The same for the server's lines. */
  *server(bytes: Uint8Array, atMs: number): Generator<undefined, void> {
    for (const line of this.#fromServer.push(bytes)) {
      this.#whenKnown(() => {
        this.#serverLine(line, atMs);
      });
      yield;
    }
  }

  stderr(bytes: Uint8Array, atMs: number): void {
    this.#whenKnown(({ journal }) => {
      journal.stderr(bytes, atMs);
    });
  }

  /** The client writes no more. */
  clientEnd(atMs: number): void {
    const rest = this.#fromClient.end();
    if (rest) this.#clientLine(rest, atMs);
    this.#clientLeft = true;
  }

  /** The process is gone, and all that it wrote was given. */
  exit(exit: ProcessExit, atMs: number): void {
    this.#whenKnown(({ journal, messages }) => {
      const rest = this.#fromServer.end();
      if (rest) this.#serverLine(rest, atMs);
      const { name } = this.#options.instance;
      const isQuiet = exit.code === 0 && exit.problem === undefined;
      const problem = exit.problem ?? `The process of ${name} ${howItEnded(exit)}.`;
      messages.endAll(() =>
        this.#clientLeft
          ? new TransportFailure(
              'cancelled',
              `The client closed its side before ${name} answered. ${problem}`,
            )
          : new TransportFailure('lost', `${name} ended before it answered. ${problem}`),
      );
      const isFine = isQuiet || (this.#clientLeft && exit.problem === undefined);
      journal.end(
        isFine
          ? undefined
          : new TransportFailure(exit.problem === undefined ? 'cut' : 'unreachable', problem),
      );
    });
    // A client that said nothing has an era all the same: that of most clients.
    this.#know('legacy');
  }

  /** What needs the process's row waits until its era is known, by the client's first message. */
  #whenKnown(work: (parts: Parts) => void): void {
    if (this.#parts) work(this.#parts);
    else {
      this.#heldBack.push(() => {
        if (this.#parts) work(this.#parts);
      });
      if (this.#heldBack.length > MOST_HELD_BACK) this.#know('legacy');
    }
  }

  #know(era: Era): Parts {
    if (this.#parts) return this.#parts;
    const { instance, recording, startedAtMs } = this.#options;
    const target = { instance, headers: [] };
    const journal = new ProcessJournal({ target, era, origin: 'gateway', recording, startedAtMs });
    const parts = {
      journal,
      messages: new ProcessMessages({
        journal,
        name: instance.name,
        onIncoming: (incoming) => {
          this.#hear(incoming);
        },
        readsBatches: () => this.#readsBatches,
      }),
    };
    this.#parts = parts;
    for (const work of this.#heldBack.splice(0)) work();
    return parts;
  }

  #serverLine({ bytes, cut }: Line, atMs: number): void {
    const { messages } = this.#know('legacy');
    if (bytes.length === 0) return;
    if (cut) {
      messages.stray(bytes, tooLong(), atMs, undefined);
      return;
    }
    const judged = judgeLine(bytes);
    if (judged.kind === 'message') messages.message(bytes, judged.message, atMs, judged.json);
    else if (judged.kind === 'batch') messages.batch(bytes, judged.members, atMs);
    else messages.stray(bytes, judged.reason, atMs, judged.json);
  }

  /** What the server's messages tell about those that follow. */
  #hear({ message, json, owner }: Incoming): void {
    if (message.kind === 'request') {
      this.#questions.set(message.id, message.method);
      const [oldest] = this.#questions.keys();
      if (this.#questions.size > REMEMBERED_QUESTIONS && oldest !== undefined) this.#questions.delete(oldest);
    }
    if (message.kind === 'result' && owner?.method === 'initialize' && isJsonObject(json['result'])) {
      const revision = json['result']['protocolVersion'];
      this.#readsBatches = isLegacyRevision(revision) && hasBatches(revision);
    }
  }

  #clientLine({ bytes, cut }: Line, atMs: number): void {
    if (bytes.length === 0) return;
    const judged = cut ? ({ kind: 'stray', reason: tooLong() } as const) : judgeLine(bytes);
    if (judged.kind === 'message') this.#clientMessage(bytes, judged.message, judged.json, atMs);
    else if (judged.kind === 'stray') this.#strayOfClient(bytes, judged.reason, atMs);
    else {
      for (const { message, json } of judged.members) {
        const text = Buffer.from(JSON.stringify(json));
        if (message.kind === 'invalid') this.#strayOfClient(text, message.reason, atMs);
        else this.#clientMessage(text, message, json, atMs);
      }
    }
  }

  #clientMessage(line: Uint8Array, message: ValidMessage, json: JsonValue, atMs: number): void {
    const era = eraOf(json);
    const { journal, messages } = this.#know(era);
    if (message.kind === 'request') {
      messages.add(this.#begin({ line, json, era, atMs, expectsAnswer: true }));
      return;
    }
    if (message.kind !== 'notification') {
      const { id } = message;
      const method = id === undefined ? undefined : this.#questions.get(id);
      if (id !== undefined) this.#questions.delete(id);
      const link = { kind: 'reply', to: journal.ref.number } as const;
      this.#begin({ line, json, era, atMs, link, method: method ?? 'answer' }).end(undefined, atMs);
      return;
    }
    const cancelled = message.method === 'notifications/cancelled' ? this.#cancelledBy(json) : undefined;
    const link = cancelled && ({ kind: 'cancel', to: cancelled.ref.number } as const);
    this.#begin({ line, json, era, atMs, ...(link && { link }) }).end(undefined, atMs);
    if (!cancelled) return;
    if (cancelled.id !== undefined) messages.giveUp(cancelled.id);
    cancelled.end(new TransportFailure('cancelled', 'The client cancelled this request.'), atMs);
  }

  #cancelledBy(json: JsonValue): StdioFlight | undefined {
    const params = isJsonObject(json) && isJsonObject(json['params']) ? json['params'] : {};
    return [...(this.#parts?.messages.flights ?? [])].find(
      ({ id }) => id !== undefined && id === params['requestId'],
    );
  }

  /** Not a message, and yet the client wrote it: a row that has no answer. */
  #strayOfClient(line: Uint8Array, reason: string, atMs: number): void {
    const flight = this.#begin({ line, json: null, era: 'legacy', atMs, method: 'not JSON-RPC' });
    flight.finding({
      rule: 'stdio.stray-input',
      severity: 'error',
      side: 'client',
      message: `The client wrote a line to the server’s standard input that is no MCP message: ${reason}.`,
      link: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#sending-messages',
    });
    flight.end(undefined, atMs);
  }

  #begin(sent: {
    readonly line: Uint8Array;
    readonly json: JsonValue;
    readonly era: Era;
    readonly atMs: number;
    readonly link?: ExchangeLink;
    /** What the row calls it, where the message itself has no method. */
    readonly method?: string;
    readonly expectsAnswer?: boolean;
  }): StdioFlight {
    const { line, json, era, atMs, link, method } = sent;
    const { journal, messages } = this.#know(era);
    const { instance } = this.#options;
    const { recording } = journal;
    const twin = nameTwinOf(json) ?? { method: method ?? '', name: '' };
    const recorder = recording.begin({
      origin: 'gateway',
      instanceId: instance.id,
      instanceName: instance.name,
      era,
      transport: 'stdio',
      channel: journal.ref.number,
      url: instance.url,
      startedAt: Date.now() - (performance.now() - atMs),
      ...(link && { link }),
      ...(sent.expectsAnswer !== true && { expected: { expects: 'nothing', requestId: undefined } }),
      framing: 'lines',
      httpMethod: '',
      target: '',
      headers: [],
      body: line,
      ...twin,
      routing: [],
      origins: [],
      tampered: false,
      headerFault: false,
    });
    const flight = new StdioFlight({
      recorder,
      ref: { captureId: recording.captureId, number: recorder.number },
      keys: ownerKeysOf(json),
      line: Buffer.concat([line, Uint8Array.of(10)]),
      draft: undefined,
      // Whoever waits here is the client, and it says when it has waited long enough.
      limits: { idleTimeoutMs: 0 },
      startedAtMs: atMs,
      signal: NEVER,
      where: instance.name,
      mayBeSilent: () => true,
      onGiveUp: () => undefined,
      onEnd: (ended) => {
        messages.delete(ended);
      },
    });
    flight.sent(atMs);
    return flight;
  }
}

/** A modern request carries its revision with it: https://modelcontextprotocol.io/specification/2026-07-28/basic/index#meta */
function eraOf(json: JsonValue): Era {
  const params = isJsonObject(json) && isJsonObject(json['params']) ? json['params'] : {};
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  return meta[META.protocolVersion] === undefined ? 'legacy' : 'modern';
}

function tooLong(): string {
  return `it is longer than the limit of ${LIMITS.maxLineBytes.toLocaleString('en')} bytes, and the rest of it was passed over`;
}

function howItEnded({ code, signal }: ProcessExit): string {
  return signal === null ? `ended with exit code ${String(code)}` : `was ended by ${signal}`;
}
