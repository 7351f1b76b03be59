/**
 * Values of Mcp-Name and Mcp-Param-* headers: plain where that is safe, else the Base64 sentinel.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#value-encoding
 */

const PREFIX = '=?base64?';
const SUFFIX = '?=';
// Visible ASCII, with spaces and tabs only inside: what field parsing hands over unchanged.
const PLAIN = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;
const STRICT_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function looksEncoded(value: string): boolean {
  return value.length >= PREFIX.length + SUFFIX.length && value.startsWith(PREFIX) && value.endsWith(SUFFIX);
}

/** The header value that stands for `value`. An empty string is encoded too: an empty field is easily dropped. */
export function encodeHeaderValue(value: string): string {
  const ambiguous = value.startsWith(PREFIX) && value.endsWith(SUFFIX);
  if (PLAIN.test(value) && !ambiguous) return value;
  return `${PREFIX}${Buffer.from(value, 'utf8').toString('base64')}${SUFFIX}`;
}

export type DecodedHeaderValue =
  | { readonly ok: true; readonly value: string; readonly encoded: boolean }
  /** `reason` is a sentence. */
  | { readonly ok: false; readonly reason: string };

/** What the other side meant by a header value. */
export function decodeHeaderValue(value: string): DecodedHeaderValue {
  if (!looksEncoded(value)) {
    return /^[\t\x20-\x7e]*$/.test(value)
      ? { ok: true, value, encoded: false }
      : {
          ok: false,
          reason: 'The value holds characters outside visible ASCII; it must be sent in the Base64 form.',
        };
  }
  const base64 = value.slice(PREFIX.length, -SUFFIX.length);
  if (!STRICT_BASE64.test(base64)) {
    return { ok: false, reason: 'The part between =?base64? and ?= is not valid Base64.' };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(base64, 'base64'),
    );
    return { ok: true, value: text, encoded: true };
  } catch {
    return { ok: false, reason: 'The Base64 part does not decode to UTF-8 text.' };
  }
}
