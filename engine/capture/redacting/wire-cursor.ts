import type { Span } from '../redaction/wire-texts.ts';

/** Longer heads than this are none that a transport lets through. */
const LONGEST_HEAD = 1024 * 1024;
const HTTP = 'HTTP/1.';

type State =
  | { readonly kind: 'head'; text: string }
  | { readonly kind: 'plain' }
  /** A line with a size, or the trailers, is being read. */
  | { readonly kind: 'size'; line: string }
  | { readonly kind: 'data'; left: number }
  | { readonly kind: 'trailers' };

/**
 * Where the body of an answer stands among its wire bytes, as these come: behind the heads, and within the chunks.
 * https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */
export class WireCursor {
  #state: State = { kind: 'head', text: '' };
  #at = 0;
  #body = 0;
  #spans: { from: number; at: number; length: number }[] = [];

  /** Bytes of the body, as encoded, that have come. */
  get bodyBytes(): number {
    return this.#body;
  }

  /** Places that were not forgotten, one behind the other. */
  get spans(): readonly Span[] {
    return this.#spans;
  }

  push(bytes: Buffer): void {
    let from = 0;
    while (from < bytes.length) from = this.#step(bytes, from);
    this.#at += bytes.length;
  }

  /** Where the wire bytes end that carry the body up to `body`; undefined where they have not come, or carry something else. */
  placeOf(body: number): number | undefined {
    const span = this.#spans.findLast(({ from, length }) => from < body && body <= from + length);
    return span && span.at + (body - span.from);
  }

  /** What stands before these places is not asked for any more. */
  forget(body: number): void {
    const kept = this.#spans.filter(({ from, length }) => from + length > body);
    for (const span of kept) {
      const gone = Math.max(0, body - span.from);
      span.from += gone;
      span.at += gone;
      span.length -= gone;
    }
    this.#spans = kept;
  }

  #step(bytes: Buffer, from: number): number {
    const state = this.#state;
    switch (state.kind) {
      case 'head':
        return this.#head(state, bytes, from);
      case 'plain':
        this.#carries(from, bytes.length - from);
        return bytes.length;
      case 'size':
        return this.#size(state, bytes, from);
      case 'data': {
        const length = Math.min(state.left, bytes.length - from);
        this.#carries(from, length);
        state.left -= length;
        if (state.left === 0) this.#state = { kind: 'size', line: '' };
        return from + length;
      }
      case 'trailers':
        return bytes.length;
    }
  }

  #head(state: { text: string }, bytes: Buffer, from: number): number {
    const before = state.text.length;
    state.text += bytes.toString('latin1', from);
    const end = endOfHead(state.text);
    if (end === undefined) {
      if (state.text.length > LONGEST_HEAD) this.#state = { kind: 'trailers' };
      return bytes.length;
    }
    const isChunked = /\r\ntransfer-encoding:[^\r\n]*\bchunked\b/i.test(state.text.slice(0, end));
    this.#state = isChunked ? { kind: 'size', line: '' } : { kind: 'plain' };
    return from + Math.max(0, end - before);
  }

  #size(state: { line: string }, bytes: Buffer, from: number): number {
    const feed = bytes.indexOf(10, from);
    const stop = feed < 0 ? bytes.length : feed + 1;
    state.line += bytes.toString('latin1', from, stop);
    if (feed < 0) return stop;
    // Behind the data of a chunk a line ends that is empty.
    const line = state.line.trim();
    state.line = '';
    if (line === '') return stop;
    const size = Number.parseInt(/^[0-9a-f]+/i.exec(line)?.[0] ?? '0', 16);
    this.#state = size > 0 ? { kind: 'data', left: size } : { kind: 'trailers' };
    return stop;
  }

  #carries(from: number, length: number): void {
    if (length === 0) return;
    const at = this.#at + from;
    const last = this.#spans.at(-1);
    if (last && last.at + last.length === at) last.length += length;
    else this.#spans.push({ from: this.#body, at, length });
    this.#body += length;
  }
}

/** Where the last head ends, and 0 where this is no HTTP message; undefined where more has to come. */
function endOfHead(text: string): number | undefined {
  let from = 0;
  for (;;) {
    const start = text.slice(from, from + HTTP.length);
    if (!HTTP.startsWith(start) || (start === '' && from > 0)) return start === '' ? undefined : from;
    const end = text.indexOf('\r\n\r\n', from);
    if (end < 0) return undefined;
    if (!/^HTTP\/1\.[01] 1\d\d/.test(text.slice(from, from + 16))) return end + 4;
    from = end + 4;
  }
}
