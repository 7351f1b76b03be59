import { headerValue } from '../../../shared/model/headers.ts';
import type { ExchangeStart } from '../recorder.ts';
import type { ResponseHead } from '../../transport/exchange-sink.ts';
import { HeldAnswer, MOST_HELD, type AnswerSink } from './held-answer.ts';
import { HeldOutput } from './held-output.ts';
import { HeldRequest } from './held-request.ts';
import type { LiveRedactor } from './live-redactor.ts';
import type { RedactionCounts } from './redaction-note.ts';
import {
  AS_GIVEN,
  BatchWriter,
  type Batch,
  type OutputKind,
  type Place,
  type Redacted,
  type Side,
  type Told,
} from './redaction-batch.ts';

/** A piece that is held keeps no more than so many times its own bytes alive. */
const MOST_KEPT = 4;

type TellNow = (json: string) => void;

/**
 * The end at which the secrets are replaced: takes what is told of exchanges, holds back what may be a part of a secret, and
 * answers what may be recorded. It runs on a thread of its own.
 */
export class RedactingEnd {
  readonly #live: LiveRedactor;
  readonly #tellNow: TellNow;
  /** By slot. */
  readonly #open: (RedactedExchange | undefined)[] = [];
  readonly #writer = new BatchWriter<Redacted>();
  #bytes: Buffer = Buffer.alloc(0);

  /** `tellNow`: answers the thread that waits. */
  constructor(live: LiveRedactor, tellNow: TellNow) {
    this.#live = live;
    this.#tellNow = tellNow;
  }

  receive({ id, list, bytes }: Batch<Told>): Batch<Redacted> {
    this.#bytes = Buffer.from(bytes);
    for (const told of list) this.#hear(told);
    this.#bytes = Buffer.alloc(0);
    return this.#writer.take(id);
  }

  #hear(told: Told): void {
    switch (told[0]) {
      case 'task':
        this.#live.update(told[1]);
        return;
      case 'begin':
        this.#begin(told);
        return;
      case 'counts': {
        const { total: secrets, times, exchanges, blanked } = this.#live.report();
        const counts: RedactionCounts = { secrets, times, exchanges, blanked };
        this.#writer.add(['json', told[1], JSON.stringify(counts)]);
        return;
      }
      case 'json': {
        const [, id, text] = told;
        const json = this.#live.json(text);
        if (id === 0) this.#tellNow(json);
        else this.#writer.add(['json', id, json]);
        return;
      }
      default:
        this.#tell(this.#open[told[1]], told);
    }
  }

  #begin(told: Extract<Told, readonly ['begin', ...unknown[]]>): void {
    const [, slot, number, framing, head, instanceName, method, name, place, length] = told;
    const body = this.#bytes.subarray(place, place + length);
    const request = new HeldRequest(number, this.#live, { head, body, instanceName, method, name });
    const { news } = request;
    const at = news.body ? this.#writer.put(news.body) : AS_GIVEN;
    this.#writer.add([
      'begin',
      slot,
      news.replaced,
      news.head,
      news.instanceName,
      news.method,
      news.name,
      at,
      news.body?.length ?? 0,
    ]);
    this.#open[slot] = new RedactedExchange(this.#live, this.#writer, { slot, number, framing, request });
  }

  #tell(
    exchange: RedactedExchange | undefined,
    told: Exclude<Told, readonly ['task' | 'begin' | 'counts' | 'json', ...unknown[]]>,
  ): void {
    if (!exchange) return;
    switch (told[0]) {
      case 'request':
        exchange.request(this.#piece(told[3], told[4]), told[2]);
        return;
      case 'head':
        exchange.head(told[2]);
        return;
      case 'wire':
      case 'body':
        exchange.answer(told[0], this.#piece(told[2], told[3]));
        return;
      case 'output':
        exchange.says(told[2], told[3], this.#piece(told[4], told[5]));
        return;
      case 'finding':
        exchange.finding(told[2]);
        return;
      case 'gateway':
        exchange.gateway(told[2]);
        return;
      case 'giveUp':
        exchange.giveUp(told[2]);
        return;
      case 'end':
        this.#open[told[1]] = undefined;
        exchange.end(told[2], told[3], told[4]);
        return;
      case 'lose':
        this.#open[told[1]] = undefined;
        exchange.lose();
    }
  }

  #piece(place: Place, length: number): Buffer {
    const piece = this.#bytes.subarray(place, place + length);
    return this.#bytes.length > length * MOST_KEPT ? Buffer.from(piece) : piece;
  }
}

interface ExchangeParts {
  readonly slot: number;
  readonly number: number;
  readonly framing: ExchangeStart['framing'] | null;
  readonly request: HeldRequest;
}

class RedactedExchange implements AnswerSink {
  readonly #slot: number;
  readonly #number: number;
  readonly #live: LiveRedactor;
  readonly #writer: BatchWriter<Redacted>;
  readonly #framing: ExchangeStart['framing'] | null;
  readonly #request: HeldRequest;
  readonly #answer: HeldAnswer;
  readonly #output: HeldOutput;
  #coding: string | undefined;
  /** Who gave it knows by now, or will soon, that nothing of the answer is wanted any more. */
  #givenUp = false;

  constructor(
    live: LiveRedactor,
    writer: BatchWriter<Redacted>,
    { slot, number, framing, request }: ExchangeParts,
  ) {
    this.#slot = slot;
    this.#number = number;
    this.#live = live;
    this.#writer = writer;
    this.#framing = framing;
    this.#request = request;
    this.#answer = new HeldAnswer(number, live, this);
    this.#output = new HeldOutput(number, live, this);
  }

  piece(side: Side, length: number, news: Buffer | undefined): void {
    this.#writer.add([side, this.#slot, news ? this.#writer.put(news) : AS_GIVEN, length]);
  }

  output(method: string, length: number, news: Buffer | undefined): void {
    this.#writer.add(['output', this.#slot, method, news ? this.#writer.put(news) : AS_GIVEN, length]);
  }

  replaced(count: number): void {
    if (count > 0) this.#writer.add(['replaced', this.#slot, count]);
  }

  request(bytes: Buffer, atMs: number): void {
    this.#request.bytes(bytes, atMs);
    if (this.#request.isWhole) this.#handRequestOn();
  }

  head(json: string): void {
    const head = JSON.parse(json) as ResponseHead;
    const type = headerValue(head.headers, 'content-type');
    this.#coding = codingOf(head);
    const isLines = this.#framing === 'lines' && head.status < 400;
    const isEvents = /^\s*text\/event-stream\b/i.test(type ?? '');
    this.#answer.expect(isLines ? 'line' : isEvents ? 'event' : 'end', type, this.#coding !== undefined);
    const { text, replaced } = this.#live.column(this.#number, json);
    this.#writer.add(['head', this.#slot, text]);
    this.replaced(replaced);
  }

  answer(side: Side, bytes: Buffer): void {
    if (this.#givenUp) return;
    const isTaken = side === 'wire' ? this.#answer.wire(bytes) : this.#answer.body(bytes);
    if (isTaken) return;
    this.giveUp(
      `An answer of which ${String(MOST_HELD / 1024 / 1024)} MiB came without the end of a message cannot be redacted while it is recorded: what came since the last message is counted, and not kept.`,
    );
  }

  /** A process, beside its answers. */
  says(kind: OutputKind, method: string, bytes: Buffer): void {
    this.#output.add({ kind, method, bytes });
  }

  finding(json: string): void {
    const [message, pointer] = JSON.parse(json) as readonly [string, string | null];
    const now = JSON.stringify([
      this.#live.line(message),
      pointer === null ? null : this.#live.line(pointer),
    ]);
    this.#writer.add(['finding', this.#slot, now === json ? '' : now]);
  }

  gateway(json: string): void {
    this.#writer.add(['gateway', this.#slot, this.#live.column(this.#number, json).text]);
  }

  end(json: string, isCut: boolean, isDecoded: boolean): void {
    // Nobody undid this coding, so nobody can look into it.
    if (this.#coding !== undefined && !isDecoded) this.#unreadable();
    // It may name what stands in the bytes that are held: trailers.
    const text = json === '' ? '' : this.#live.column(this.#number, json).text;
    this.#release(isCut);
    this.#writer.add(['end', this.#slot, text]);
  }

  /** The recording is closed: what is held goes to the file; the exchange is marked as lost there. */
  lose(): void {
    if (this.#coding !== undefined) this.#unreadable();
    this.#release(true);
    this.#writer.add(['lose', this.#slot]);
  }

  /** Nothing more of this answer goes to the file. */
  giveUp(message: string): void {
    if (this.#givenUp) return;
    this.#givenUp = true;
    this.#answer.drop();
    this.#writer.add(['giveUp', this.#slot, this.#live.line(message)]);
  }

  #handRequestOn(): void {
    this.#request.handOn((bytes, atMs) => {
      this.#writer.add(['request', this.#slot, atMs, this.#writer.put(bytes), bytes.length]);
    });
  }

  #release(isCut: boolean): void {
    this.#handRequestOn();
    this.#output.end();
    if (!this.#givenUp) this.#answer.end(isCut);
  }

  #unreadable(): void {
    if (this.#givenUp || !this.#answer.hasBody) return;
    this.giveUp(
      `The answer came in the coding ${this.#coding ?? ''}, which was not undone. Nobody can redact within it: its bytes are counted, and not kept.`,
    );
  }
}

function codingOf({ headers }: ResponseHead): string | undefined {
  const coding = headerValue(headers, 'content-encoding')?.trim();
  return coding === undefined || /^(?:identity)?$/i.test(coding) ? undefined : coding;
}
