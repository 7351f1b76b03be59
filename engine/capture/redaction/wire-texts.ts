/** A part of one text that stands in another. */
export interface Span {
  /** In the body. */
  readonly from: number;
  /** In the wire bytes. */
  readonly at: number;
  readonly length: number;
}

/** Where the heads of an HTTP message end, further ones (100, 103) among them; all of it where none ends. */
export function endOfHeads(text: string): number {
  let from = 0;
  for (;;) {
    const end = text.indexOf('\r\n\r\n', from);
    if (end < 0) return text.length;
    const isInterim = /^HTTP\/1\.[01] 1\d\d/.test(text.slice(from, from + 16));
    if (!isInterim || !text.startsWith('HTTP/1.', end + 4)) return end + 4;
    from = end + 4;
  }
}

/**
 * Where a chunked body stands on the wire from `start` on, as far as it goes.
 * https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */
export function chunkedSpans(wire: string, start: number): Span[] {
  const spans: Span[] = [];
  let at = start;
  let from = 0;
  for (;;) {
    const lineEnd = wire.indexOf('\r\n', at);
    const size = lineEnd < 0 ? null : /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(wire.slice(at, lineEnd));
    const length = size?.[1] === undefined ? 0 : Number.parseInt(size[1], 16);
    if (length === 0) return spans;
    const there = Math.min(length, wire.length - lineEnd - 2);
    if (there > 0) spans.push({ from, at: lineEnd + 2, length: there });
    from += there;
    at = lineEnd + 2 + length + 2;
    if (at >= wire.length) return spans;
  }
}

/** What the spans hold, one behind the other. */
export function textOfSpans(wire: string, spans: readonly Span[]): string {
  return spans.map(({ at, length }) => wire.slice(at, at + length)).join('');
}

/**
 * The wire bytes with another body of the same length in the spans, which stand in the order of the wire; `gap` says what comes
 * of what lies between.
 */
export function overlay(
  wire: string,
  start: number,
  spans: readonly Span[],
  body: string,
  gap: (text: string) => string,
): string {
  const parts: string[] = [];
  let at = start;
  for (const span of spans) {
    if (span.at < at) continue;
    parts.push(gap(wire.slice(at, span.at)), body.slice(span.from, span.from + span.length));
    at = span.at + span.length;
  }
  parts.push(gap(wire.slice(at)));
  return parts.join('');
}

/** Whether it is nothing but sizes of chunks and line ends. */
export function isFraming(text: string): boolean {
  return text.length < 8 || /^[0-9a-fA-F\r\n]*$/.test(text);
}
