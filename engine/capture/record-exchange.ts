import type { ExchangeRef, Failure, Row, StreamEvent } from '../../shared/model/exchange.ts';
import { SEVERITIES, type Finding } from '../../shared/model/finding.ts';
import { headerValue } from '../../shared/model/headers.ts';
import type { AnswerFacts } from '../protocol/answer.ts';
import { createAnswerReader, type AnswerReader } from '../protocol/answer-reader.ts';
import { preview } from '../protocol/answer-judge.ts';
import { createLineReader } from '../protocol/line-reader.ts';
import { OpenList, type Listed } from '../open-list.ts';
import type { ExchangeEnd, ResponseHead } from '../transport/exchange-sink.ts';
import { createTrack, type RowSource } from './append-buffer.ts';
import { expectedAnswer } from './expected-answer.ts';
import type { Feed } from './feed.ts';
import { BodyFinder } from './find-body.ts';
import { lostFailure } from './lost-failure.ts';
import type { ExchangeStart, GatewayEnding, OwnedRecorder, Recording } from './recorder.ts';
import type { CaptureStore } from './store.ts';
import { writeAnswerHead, writeEnding, writeRequestHead, type AnswerText } from './stored-detail.ts';
import type { UseCount } from './use-count.ts';

export interface RecordingContext {
  readonly captureId: string;
  readonly store: CaptureStore;
  readonly feed: Feed;
  /** An open exchange uses its capture. */
  readonly uses: UseCount;
  /** Epoch ms. */
  readonly clock: () => number;
  /** A sentence: a fault of Hopscope's own that an exchange ran into. */
  readonly onProblem: (message: string) => void;
  /** A server told something unasked. Called as it is recorded; must not throw. */
  readonly onNotification?: (instanceId: string, method: string, from: ExchangeRef) => void;
}

/** A recording with what its owner needs beside appending. */
export interface OwnedRecording extends Recording {
  begin(start: ExchangeStart): OwnedRecorder;
  /** Exchanges so far, those of an earlier session in the same file included. */
  count(): number;
  /** Its row is to be shown anew, although nothing has come; answers whether it is open. */
  show(number: number): boolean;
  /** Resolves when this exchange has ended; undefined where it is not open. */
  whenDone(number: number): Promise<Row> | undefined;
  /** Marks what is still open as lost; nothing can be appended from here on. */
  end(): void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Appends to one store. Numbers are given out at once, in the order of `begin`. */
export function createRecording(context: RecordingContext): OwnedRecording {
  const open = new OpenList<ExchangeWriter>();
  let last = context.store.file.lastNumber;
  return {
    captureId: context.captureId,
    begin(start) {
      last += 1;
      const number = last;
      const endUse = context.uses.begin();
      const writer = new ExchangeWriter(number, start, context, () => {
        open.delete(writer);
        endUse();
      });
      open.add(writer);
      return writer;
    },
    count: () => last,
    show(number) {
      const writer = open.find((one) => one.number === number);
      writer?.show();
      return writer !== undefined;
    },
    whenDone: (number) => open.find((writer) => writer.number === number)?.done(),
    end() {
      for (const writer of open.all()) writer.lose();
    },
  };
}

class ExchangeWriter implements OwnedRecorder, RowSource, Listed {
  place = -1;
  readonly number: number;
  /** Until it has ended: whoever still waits for the row then must not keep all of it in memory. */
  #start:
    | Pick<ExchangeStart, 'body' | 'era' | 'expected' | 'framing' | 'instanceId' | 'missing' | 'onParsed'>
    | undefined;
  readonly #context: RecordingContext;
  #onEnd: (() => void) | undefined;
  readonly #row: Mutable<Row>;
  readonly #track;
  #finder: BodyFinder | undefined = new BodyFinder();
  /** Nothing of this exchange is in the file: it began when the disk took nothing more. */
  readonly #unrecorded: boolean;
  /** Whether the batch, or the feed, has this row for its next turn already. */
  #inBatch = false;
  #inFeed = false;
  readonly #snapshot = (): Row => {
    this.#inFeed = false;
    return this.row();
  };
  #reader: AnswerReader | undefined;
  #readerFault: Failure | undefined;
  #gateway: GatewayEnding | undefined;
  #notKept = 0;
  #givenUp = false;
  #ended = false;
  #waiters: ((row: Row) => void)[] = [];

  constructor(number: number, start: ExchangeStart, context: RecordingContext, onEnd: () => void) {
    this.number = number;
    this.#start = start;
    this.#context = context;
    this.#onEnd = onEnd;
    this.#track = createTrack(number);
    this.#row = firstRow(number, start);
    this.#unrecorded = !context.store.accepts();
    if (this.#unrecorded) context.store.losses.unrecorded += 1;
    else context.store.request(this.#track, writeRequestHead(start), start.body);
    if (start.framing === 'lines') {
      this.#reading(() => {
        this.#reader = createLineReader(start.expected ?? expectedAnswer(start.body, start.era));
        return [];
      });
    }
    this.#changed();
  }

  row(): Row {
    return { ...this.#row };
  }

  leave(): Row {
    this.#inBatch = false;
    return this.#row;
  }

  notKept(): number {
    return this.#notKept;
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    this.#row.requestBytes += bytes.length;
    if (this.#keeps(bytes.length)) this.#context.store.requestBytes(this.#track, bytes, atMs);
    this.#changed();
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    this.#row.responseBytes += bytes.length;
    if (this.#keeps(bytes.length)) {
      this.#finder?.wire(bytes, this.#track.responseBytes);
      this.#context.store.responseBytes(this.#track, bytes, atMs);
    }
    this.#changed();
  }

  responseHead(head: ResponseHead): void {
    if (this.#ended) return;
    if (head.status !== 0) this.#row.status = head.status;
    if (!this.#unrecorded) {
      this.#answer(writeAnswerHead(head), null);
    }
    const start = this.#start;
    // A message that was refused gets its answer from whoever refused it, and not on the stream.
    const refused = start?.framing === 'lines' && head.status >= 400;
    const isKnown = start?.missing?.includes('response-body') !== true;
    if (start && isKnown && (start.framing === undefined || refused)) {
      this.#reading(() => {
        this.#reader = createAnswerReader({
          contentType: headerValue(head.headers, 'content-type'),
          status: head.status,
          ...(start.expected ?? expectedAnswer(start.body, start.era)),
        });
        return [];
      });
    }
    this.#changed();
  }

  finding(finding: Finding): void {
    if (this.#ended) return;
    const { count, worst, rules } = this.#row.findings ?? { count: 0, worst: finding.severity, rules: {} };
    if (!this.#unrecorded) this.#context.store.finding(this.number, count, finding);
    const worse = SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(worst);
    this.#row.findings = {
      count: count + 1,
      worst: worse ? finding.severity : worst,
      rules: { ...rules, [finding.rule]: (rules[finding.rule] ?? 0) + 1 },
    };
    this.#changed();
  }

  gatewayEnd(part: GatewayEnding): void {
    if (this.#ended) return;
    this.#gateway = part;
    const { gateway } = this.#row;
    if (gateway && part.faults.length > 0)
      this.#row.gateway = { ...gateway, faults: part.faults.map(({ kind }) => kind) };
    this.#changed();
  }

  outputBytes(
    kind: 'stderr' | 'stray' | 'line',
    bytes: Uint8Array,
    atMs: number,
    message?: Pick<StreamEvent, 'message' | 'method'>,
  ): void {
    if (this.#ended || bytes.length === 0) return;
    this.#row.responseBytes += bytes.length;
    if (this.#keeps(bytes.length)) {
      const offset = this.#track.bodyBytes;
      this.#finder?.wire(bytes, this.#track.responseBytes);
      this.#context.store.responseBytes(this.#track, bytes, atMs);
      this.#context.store.bodyBytes(this.#track, bytes, this.#finder?.locate(bytes), atMs);
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
      const index = this.#row.eventCount;
      const event: StreamEvent = {
        index,
        atMs,
        kind,
        ...(kind === 'stray' && { message: 'invalid' }),
        ...message,
        offset,
        length: bytes.length,
        preview: preview(text.trimEnd()),
      };
      this.#context.store.event(this.number, event);
      this.#row.eventCount += 1;
    }
    if (message) this.#hear(message);
    this.#changed();
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    // What arrived is counted as wire bytes; a body is missing where those are.
    if (this.#keepsAll && this.#context.store.accepts(this.#track)) {
      this.#context.store.bodyBytes(this.#track, bytes, this.#finder?.locate(bytes), atMs);
    }
    this.#reading((reader) => reader?.push(bytes, atMs) ?? []);
  }

  end(end: ExchangeEnd): void {
    if (this.#ended) return;
    this.#reading((reader) => reader?.end(end.timing.endMs ?? 0) ?? []);
    const parsed = this.#start?.onParsed && this.#reader?.parsed?.();
    if (parsed) this.#start?.onParsed?.(parsed.value);
    const failure = end.failure ?? this.#readerFault ?? this.#answerFault(end);
    if (end.timing.endMs !== undefined) this.#row.durationMs = end.timing.endMs;
    this.#finish(end, failure);
  }

  /** The recording is closed while this exchange is still on its way. */
  lose(): void {
    this.#finish({ timing: {} }, lostFailure(this.#context.clock()));
  }

  done(): Promise<Row> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
    });
  }

  #finish(end: ExchangeEnd, failure: Failure | undefined): void {
    this.#row.state = failure ? 'failed' : 'done';
    if (failure) this.#row.failureKind = failure.kind;
    this.#answer(null, writeEnding({ ...end, ...(failure && { failure }) }, this.#gateway));
    this.#changed();
    this.#ended = true;
    this.#reader = undefined;
    this.#finder = undefined;
    this.#start = undefined;
    this.#gateway = undefined;
    this.#onEnd?.();
    this.#onEnd = undefined;
    for (const resolve of this.#waiters) resolve(this.row());
    this.#waiters = [];
  }

  #answer(head: string | null, ending: AnswerText | null): void {
    if (!this.#unrecorded) this.#context.store.answer(this.#track, head, ending);
  }

  /** Why the answer is none although the transport saw nothing wrong. */
  #answerFault(end: ExchangeEnd): Failure | undefined {
    // What we cut ourselves is not the peer's fault.
    if (end.cutAtLimit || this.#givenUp) return undefined;
    const problem = this.#reader?.problem();
    return problem && { ...problem, at: this.#context.clock() };
  }

  /** Lets the answer's reader work. A fault in it is a fault of ours: the bytes are recorded all the same. */
  #reading(read: (reader: AnswerReader | undefined) => StreamEvent[]): void {
    if (this.#readerFault) return;
    try {
      const events = read(this.#reader);
      if (!this.#reader) return;
      for (const event of events) {
        if (this.#keepsAll) this.#context.store.event(this.number, event);
      }
      this.#row.eventCount += events.length;
      for (const event of events) this.#hear(event);
      if (events.length > 0) this.#learn(this.#reader.facts());
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#context.onProblem(`The answer of exchange ${String(this.number)} could not be read: ${reason}`);
      this.#readerFault = {
        kind: 'internal',
        message: 'Hopscope could not read this answer because of a fault of its own; its bytes are recorded.',
        at: this.#context.clock(),
      };
    }
    this.#changed();
  }

  #learn({ resultType, errorCode, isError }: AnswerFacts): void {
    if (resultType !== undefined) this.#row.resultType = resultType;
    if (errorCode !== undefined) this.#row.errorCode = errorCode;
    if (isError !== undefined) this.#row.isError = isError;
  }

  #hear({ message, method }: Pick<StreamEvent, 'message' | 'method'>): void {
    if (message !== 'notification' || method === undefined || !this.#start) return;
    const { captureId } = this.#context;
    this.#context.onNotification?.(this.#start.instanceId, method, { captureId, number: this.number });
  }

  replaced(count: number): void {
    this.#row.redacted = (this.#row.redacted ?? 0) + count;
    this.#changed();
  }

  giveUp(): void {
    this.#givenUp = true;
  }

  /** Nothing is missing so far. */
  get #keepsAll(): boolean {
    return !this.#unrecorded && !this.#givenUp && this.#notKept === 0;
  }

  /** Whether these bytes can be kept. Once some could not, nothing that follows is: what is there has no holes. */
  #keeps(length: number): boolean {
    if (this.#unrecorded) return false;
    if (this.#keepsAll && this.#context.store.accepts(this.#track)) return true;
    this.#notKept += length;
    // That is no fault of the disk.
    if (!this.#givenUp) this.#context.store.losses.bytes += length;
    return false;
  }

  #changed(): void {
    if (!this.#unrecorded && !this.#inBatch) {
      this.#inBatch = true;
      this.#context.store.changed(this);
    }
    this.show();
  }

  show(): void {
    if (this.#inFeed) return;
    this.#inFeed = true;
    this.#context.feed.changed(this.#context.captureId, this.number, this.#snapshot);
  }
}

function firstRow(number: number, start: ExchangeStart): Mutable<Row> {
  const row: Mutable<Row> = {
    number,
    startedAt: start.startedAt,
    origin: start.origin,
    instanceId: start.instanceId,
    instanceName: start.instanceName,
    era: start.era,
    method: start.method,
    name: start.name,
    state: 'open',
    requestBytes: start.imported?.requestBytes ?? 0,
    responseBytes: start.imported?.responseBytes ?? 0,
    eventCount: 0,
  };
  // Not spread: one is made for each exchange, and most have none of these.
  const { transport, link, gateway, missing, redacted } = start;
  if (transport !== undefined && transport !== 'http') row.transport = transport;
  if (link) row.link = link;
  if (gateway) row.gateway = gatewayOf(gateway);
  if (missing && missing.length > 0) row.missing = missing;
  if (redacted !== undefined && redacted > 0) row.redacted = redacted;
  if (start.headerFault) row.headerFault = true;
  if (start.tampered) row.tampered = true;
  return row;
}

function gatewayOf({ gatewayId, trace }: NonNullable<ExchangeStart['gateway']>): NonNullable<Row['gateway']> {
  return { id: gatewayId, ...(trace.rule !== undefined && { rule: trace.rule }) };
}
