import { asBuffer } from '../../as-buffer.ts';
import type { Span } from '../redaction/wire-texts.ts';
import type { LiveRedactor } from './live-redactor.ts';
import type { Side } from './redaction-batch.ts';
import { WireCursor } from './wire-cursor.ts';

/** A message that is longer is not held back until its end: what it is within cannot be kept. */
export const MOST_HELD = 8 * 1024 * 1024;

/** Where a message ends: with an event, with a line, or with the answer. */
export type Boundary = 'event' | 'line' | 'end';

/** Hears what becomes of an answer, in the pieces of its coming. */
export interface AnswerSink {
  /** So many bytes of a side may be recorded: as they were given, or as these. */
  piece(side: Side, length: number, news: Buffer | undefined): void;
  /** So many values more were replaced. */
  replaced(count: number): void;
}

interface Part {
  readonly side: Side;
  readonly bytes: Buffer;
}

/** Of both sides, one byte a character. */
interface Texts {
  readonly wire: string;
  readonly body: string;
}

/**
 * Holds the bytes of an answer back until a message in it is whole, as only then can be told what of it is a secret; then hands
 * them on without those, in the pieces and with the times of their coming. Lengths stay.
 */
export class HeldAnswer {
  readonly #number: number;
  readonly #live: LiveRedactor;
  readonly #sink: AnswerSink;
  readonly #cursor = new WireCursor();
  #parts: Part[] = [];
  /** Bytes that were handed on. */
  #wireFrom = 0;
  #bodyFrom = 0;
  #wireTo = 0;
  #bodyTo = 0;
  #boundary: Boundary = 'end';
  #contentType: string | undefined;
  #isEncoded = false;
  /** The last bytes of the body, among which an event may end. */
  #tail: Buffer = Buffer.alloc(0);

  constructor(number: number, live: LiveRedactor, sink: AnswerSink) {
    this.#number = number;
    this.#live = live;
    this.#sink = sink;
  }

  /** Whether there is anything of the body. */
  get hasBody(): boolean {
    return this.#bodyTo > 0 || this.#cursor.bodyBytes > 0;
  }

  /** What the head of the answer says of its body. */
  expect(boundary: Boundary, contentType: string | undefined, isEncoded: boolean): void {
    this.#boundary = boundary;
    this.#contentType = contentType;
    this.#isEncoded = isEncoded;
  }

  /** False: it is too much, and nothing was taken. */
  wire(bytes: Uint8Array): boolean {
    if (!this.#hold('wire', bytes)) return false;
    this.#wireTo += bytes.length;
    this.#cursor.push(asBuffer(bytes));
    return true;
  }

  /** Likewise. */
  body(bytes: Uint8Array): boolean {
    if (!this.#hold('body', bytes)) return false;
    this.#bodyTo += bytes.length;
    const end = this.#endIn(asBuffer(bytes));
    if (end !== undefined) this.#handOn(this.#bodyTo - end);
    return true;
  }

  /** Nothing follows. `isCut`: what is there may end within a secret. */
  end(isCut: boolean): void {
    if (this.#parts.length > 0) this.#handOn(undefined, isCut);
  }

  /** Nothing is held from here on. */
  drop(): void {
    for (const { side, bytes } of this.#parts) this.#release(side, bytes.length);
    this.#parts = [];
  }

  /** Of each side, as the body is mostly a view of the wire bytes. */
  readonly #held = { wire: 0, body: 0 };

  #hold(side: Part['side'], bytes: Uint8Array): boolean {
    const more = bytes.length;
    if (this.#held[side] + more > MOST_HELD) return false;
    this.#held[side] += more;
    this.#live.heldBytes += more;
    this.#parts.push({ side, bytes: asBuffer(bytes) });
    return true;
  }

  #release(side: Part['side'], bytes: number): void {
    this.#held[side] -= bytes;
    this.#live.heldBytes -= bytes;
  }

  /** How many bytes are behind the last message that ends within these; undefined where none does. */
  #endIn(bytes: Buffer): number | undefined {
    if (this.#boundary === 'end') return undefined;
    if (this.#boundary === 'line') {
      const feed = bytes.lastIndexOf(10);
      return feed < 0 ? undefined : bytes.length - feed - 1;
    }
    const seen = this.#tail.length === 0 ? bytes : Buffer.concat([this.#tail, bytes]);
    const ends = EVENT_ENDS.map((end) => {
      const at = seen.lastIndexOf(end, undefined, 'latin1');
      return at < 0 ? -1 : at + end.length;
    });
    const end = Math.max(...ends);
    this.#tail = seen.subarray(Math.max(0, seen.length - LONGEST_END + 1));
    // What ended before these bytes has been handed on.
    return end <= seen.length - bytes.length ? undefined : seen.length - end;
  }

  /** Up to this place in the body; absent: all. */
  #handOn(upTo?: number, isCut = false): void {
    const body = upTo ?? this.#bodyTo;
    const isHidden = this.#isEncoded && this.#boundary === 'event';
    // Behind this part of the body there may be the beginning of the next one.
    const wire =
      upTo === undefined || isHidden ? this.#wireTo : (this.#cursor.placeOf(body) ?? this.#wireFrom);
    const old: Texts = {
      wire: textOf(this.#parts, 'wire', wire - this.#wireFrom),
      body: textOf(this.#parts, 'body', body - this.#bodyFrom),
    };
    const spans = this.#isEncoded ? [] : this.#spansIn(body, wire);
    const news = this.#redacted(old, spans, { wire, isHidden, isLast: upTo === undefined });
    this.#emit({ wire, body }, old, isCut ? this.#cutOff(news, spans, wire) : news);
  }

  /** Places of this part of the body in this part of the wire bytes. */
  #spansIn(body: number, wire: number): Span[] {
    return this.#cursor.spans.flatMap(({ from, at, length }) => {
      const end = Math.min(from + length, body, from + (wire - at));
      return end <= from
        ? []
        : [{ from: from - this.#bodyFrom, at: at - this.#wireFrom, length: end - from }];
    });
  }

  #redacted(
    old: Texts,
    spans: readonly Span[],
    {
      wire,
      isHidden,
      isLast,
    }: { readonly wire: number; readonly isHidden: boolean; readonly isLast: boolean },
  ): Texts {
    const answerHead = JSON.stringify({
      headers: this.#contentType === undefined ? [] : [['content-type', this.#contentType]],
    });
    const redact = (texts: { response?: string; body?: string; spans?: readonly Span[] }): Texts => {
      const redacted = this.#live.texts(this.#number, { answerHead, ...texts });
      if (redacted.replaced > 0) this.#sink.replaced(redacted.replaced);
      return { wire: redacted.texts.response, body: redacted.texts.body };
    };
    const isStrange = !this.#isEncoded && old.wire !== '' && !this.#carriesBody(old, spans, isLast);
    if (!isHidden && !isStrange) return redact({ response: old.wire, body: old.body, spans });
    const { body } = redact({ body: old.body });
    // The body came on another way than these bytes, which have one of their own.
    if (isStrange && this.#boundary === 'line')
      return { wire: this.#ownAnswer(old.wire, wire, redact), body };
    return { wire: redact({ response: this.#blank(old.wire, wire) }).wire, body };
  }

  #ownAnswer(
    wireText: string,
    wire: number,
    redact: (texts: { response: string; body: string; spans: readonly Span[] }) => Texts,
  ): string {
    const spans: Span[] = [];
    let body = '';
    for (const { at, length } of this.#cursor.spans) {
      const from = at - this.#wireFrom;
      const to = Math.min(from + length, wire - this.#wireFrom);
      if (from < 0 || to <= from) continue;
      spans.push({ from: body.length, at: from, length: to - from });
      body += wireText.slice(from, to);
    }
    return redact({ response: wireText, body, spans }).wire;
  }

  /** Whether the wire bytes carry the body that was told, and nothing else. */
  #carriesBody({ wire, body }: Texts, spans: readonly Span[], isLast: boolean): boolean {
    if (isLast && this.#cursor.bodyBytes > this.#bodyTo) return false;
    return spans.every(
      ({ from, at, length }) => wire.slice(at, at + length) === body.slice(from, from + length),
    );
  }

  /** Wire bytes with `x` for all that carries the body. */
  #blank(wireText: string, wire: number): string {
    const parts: string[] = [];
    let done = 0;
    for (const { at, length } of this.#cursor.spans) {
      const from = at - this.#wireFrom;
      const to = Math.min(from + length, wire - this.#wireFrom);
      if (to <= from) continue;
      parts.push(wireText.slice(done, from), 'x'.repeat(to - from));
      done = to;
    }
    return parts.join('') + wireText.slice(done);
  }

  /** Without the beginning of a secret where it was broken off. */
  #cutOff(news: Texts, spans: readonly Span[], wire: number): Texts {
    const body = this.#live.cutEnd(news.body);
    if (body === news.body) return news;
    if (this.#isEncoded) return { wire: this.#blank(news.wire, wire), body };
    return { wire: this.#overlaid(news.wire, spans, body), body };
  }

  #overlaid(wireText: string, spans: readonly Span[], newBody: string): string {
    let text = wireText;
    for (const { from, at, length } of spans)
      text = text.slice(0, at) + newBody.slice(from, from + length) + text.slice(at + length);
    return text;
  }

  #emit({ wire, body }: { readonly wire: number; readonly body: number }, old: Texts, news: Texts): void {
    const isSame = { wire: old.wire === news.wire, body: old.body === news.body };
    const left = { wire: wire - this.#wireFrom, body: body - this.#bodyFrom };
    const done = { wire: 0, body: 0 };
    const kept: Part[] = [];
    for (const part of this.#parts) {
      const { side, bytes } = part;
      const length = Math.min(bytes.length, left[side] - done[side]);
      if (length > 0) {
        const from = done[side];
        const piece = isSame[side] ? undefined : Buffer.from(news[side].slice(from, from + length), 'latin1');
        done[side] += length;
        this.#sink.piece(side, length, piece);
      }
      if (length < bytes.length) kept.push({ ...part, bytes: bytes.subarray(Math.max(0, length)) });
    }
    this.#parts = kept;
    this.#release('wire', done.wire);
    this.#release('body', done.body);
    this.#wireFrom = wire;
    this.#bodyFrom = body;
    this.#cursor.forget(wire === this.#wireTo ? this.#cursor.bodyBytes : body);
  }
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
const EVENT_ENDS = ['\n\n', '\n\r\n', '\r\r'];
const LONGEST_END = 3;

/** The first bytes of one side. */
function textOf(parts: readonly Part[], side: Part['side'], length: number): string {
  const texts: string[] = [];
  let left = length;
  for (const part of parts) {
    if (part.side !== side || left <= 0) continue;
    texts.push(part.bytes.toString('latin1', 0, Math.min(left, part.bytes.length)));
    left -= part.bytes.length;
  }
  return texts.join('');
}
