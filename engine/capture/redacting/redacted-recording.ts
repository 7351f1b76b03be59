import type { StreamEvent } from '../../../shared/model/exchange.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import { OpenList, type Listed } from '../../open-list.ts';
import type { ExchangeEnd, ResponseHead } from '../../transport/exchange-sink.ts';
import type { OwnedRecording } from '../record-exchange.ts';
import type { ExchangeRecorder, ExchangeStart, GatewayEnding, OwnedRecorder } from '../recorder.ts';
import { HeldAnswer, MOST_HELD } from './held-answer.ts';
import { HeldOutput } from './held-output.ts';
import { HeldRequest } from './held-request.ts';
import type { LiveRedactor } from './live-redactor.ts';

/**
 * A recording to which everything goes without its secrets: they are replaced before anything is handed to the file's writer, so
 * that no byte of them is ever in the file or its journal. What is told of an exchange reads as what is in the file.
 */
export function redactRecording(inner: OwnedRecording, live: LiveRedactor): OwnedRecording {
  const open = new OpenList<RedactedRecorder>();
  return {
    captureId: inner.captureId,
    withoutSecrets: (json) => live.json(json),
    begin(start) {
      live.refresh();
      const number = inner.count() + 1;
      const request = new HeldRequest(number, live, start);
      const own = inner.begin(request.start);
      const recorder = new RedactedRecorder(own, {
        live,
        start,
        request,
        onEnd: () => open.delete(recorder),
      });
      open.add(recorder);
      return recorder;
    },
    count: () => inner.count(),
    show: (number) => inner.show(number),
    whenDone: (number) => inner.whenDone(number),
    end() {
      for (const recorder of open.all()) recorder.lose();
      inner.end();
    },
  };
}

interface RecorderParts {
  readonly live: LiveRedactor;
  readonly start: ExchangeStart;
  readonly request: HeldRequest;
  readonly onEnd: () => void;
}

class RedactedRecorder implements OwnedRecorder, Listed {
  place = -1;
  readonly number: number;
  readonly #own: OwnedRecorder;
  readonly #live: LiveRedactor;
  readonly #framing: ExchangeStart['framing'];
  readonly #onEnd: () => void;
  readonly #request: HeldRequest;
  readonly #answer: HeldAnswer;
  readonly #output: HeldOutput;
  #coding: string | undefined;
  /** What comes is counted, and not kept. */
  #givenUp = false;
  #ended = false;

  constructor(own: OwnedRecorder, { live, start, request, onEnd }: RecorderParts) {
    this.#own = own;
    this.number = own.number;
    this.#live = live;
    this.#framing = start.framing;
    this.#onEnd = onEnd;
    this.#request = request;
    this.#answer = new HeldAnswer(own.number, live, own);
    this.#output = new HeldOutput(own.number, live, own);
  }

  row(): ReturnType<ExchangeRecorder['row']> {
    return this.#own.row();
  }

  replaced(count: number): void {
    this.#own.replaced(count);
  }

  giveUp(): void {
    this.#own.giveUp();
  }

  requestBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended) return;
    this.#request.bytes(bytes, atMs);
    if (this.#request.isWhole) this.#request.handOn(this.#own);
  }

  responseHead(head: ResponseHead, atMs: number): void {
    if (this.#ended) return;
    const { value, replaced } = this.#live.column(this.number, head);
    const type = headerValue(head.headers, 'content-type');
    this.#coding = codingOf(head);
    const isLines = this.#framing === 'lines' && head.status < 400;
    const isEvents = /^\s*text\/event-stream\b/i.test(type ?? '');
    this.#answer.expect(isLines ? 'line' : isEvents ? 'event' : 'end', type, this.#coding !== undefined);
    this.#own.responseHead(value, atMs);
    if (replaced > 0) this.#own.replaced(replaced);
  }

  responseBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    if (this.#givenUp) this.#own.responseBytes(bytes, atMs);
    else if (!this.#answer.wire(bytes, atMs)) {
      this.#tooMuch();
      this.#own.responseBytes(bytes, atMs);
    }
  }

  bodyBytes(bytes: Uint8Array, atMs: number): void {
    if (this.#ended || bytes.length === 0) return;
    if (this.#givenUp) this.#own.bodyBytes(bytes, atMs);
    else if (!this.#answer.body(bytes, atMs)) {
      this.#tooMuch();
      this.#own.bodyBytes(bytes, atMs);
    }
  }

  outputBytes(
    kind: 'stderr' | 'stray' | 'line',
    bytes: Uint8Array,
    atMs: number,
    message?: Pick<StreamEvent, 'message' | 'method'>,
  ): void {
    if (!this.#ended && bytes.length > 0) this.#output.add({ kind, bytes, atMs, message });
  }

  finding(finding: Finding): void {
    if (this.#ended) return;
    const { message, pointer } = finding;
    this.#own.finding({
      ...finding,
      message: this.#live.line(message),
      ...(pointer !== undefined && { pointer: this.#live.line(pointer) }),
    });
  }

  gatewayEnd(part: GatewayEnding): void {
    if (this.#ended) return;
    this.#own.gatewayEnd(this.#live.column(this.number, part).value);
  }

  end(end: ExchangeEnd): void {
    if (this.#ended) return;
    // Nobody undid this coding, so nobody can look into it.
    if (this.#coding !== undefined && end.decodedFrom === undefined) this.#unreadable();
    // It may name what stands in the bytes that are held: trailers.
    const hasTexts = end.failure ?? end.trailers ?? end.trustedDespite;
    const value = hasTexts === undefined ? end : this.#live.column(this.number, end).value;
    this.#release(end.failure !== undefined || end.cutAtLimit === true);
    this.#ended = true;
    this.#onEnd();
    this.#own.end(value);
  }

  /** The recording is closed: what is held goes to the file; the exchange is marked as lost there. */
  lose(): void {
    if (this.#ended) return;
    if (this.#coding !== undefined) this.#unreadable();
    this.#release(true);
    this.#ended = true;
    this.#onEnd();
  }

  #release(isCut: boolean): void {
    this.#request.handOn(this.#own);
    this.#output.end();
    if (!this.#givenUp) this.#answer.end(isCut);
  }

  #tooMuch(): void {
    this.#giveUpWith(
      `An answer of which ${String(MOST_HELD / 1024 / 1024)} MiB came without the end of a message cannot be redacted while it is recorded: what came since the last message is counted, and not kept.`,
    );
  }

  #unreadable(): void {
    if (this.#givenUp || !this.#answer.hasBody) return;
    this.#giveUpWith(
      `The answer came in the coding ${this.#coding ?? ''}, which was not undone. Nobody can redact within it: its bytes are counted, and not kept.`,
    );
  }

  /** Nothing more of this answer goes to the file. It is read on, for the row. */
  #giveUpWith(message: string): void {
    this.#givenUp = true;
    this.#own.giveUp();
    this.#own.finding({
      rule: 'recording.not-redacted',
      severity: 'note',
      side: 'none',
      message: this.#live.line(message),
    });
    for (const { side, bytes, atMs } of this.#answer.take()) {
      if (side === 'wire') this.#own.responseBytes(bytes, atMs);
      else this.#own.bodyBytes(bytes, atMs);
    }
  }
}

function codingOf({ headers }: ResponseHead): string | undefined {
  const coding = headerValue(headers, 'content-encoding')?.trim();
  return coding === undefined || /^(?:identity)?$/i.test(coding) ? undefined : coding;
}
