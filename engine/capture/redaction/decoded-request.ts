import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { headerValue } from '../../../shared/model/headers.ts';
import { headersIn } from './exchange-texts.ts';

const MOST = { maxOutputLength: 64 * 1024 * 1024 };
const DECODERS: ReadonlyMap<string, (bytes: Buffer) => Buffer> = new Map([
  ['gzip', (bytes: Buffer) => gunzipSync(bytes, MOST)],
  ['x-gzip', (bytes: Buffer) => gunzipSync(bytes, MOST)],
  ['deflate', (bytes: Buffer) => inflateSync(bytes, MOST)],
  ['br', (bytes: Buffer) => brotliDecompressSync(bytes, MOST)],
  ['zstd', (bytes: Buffer) => zstdDecompressSync(bytes, MOST)],
]);

/** A request's body as it was before it was compressed, one byte a character. */
export type DecodedRequest =
  | { readonly kind: 'plain' }
  | { readonly kind: 'decoded'; readonly text: string }
  /** It is no such bytes, or of a coding that is not known: nobody can say what is in it. */
  | { readonly kind: 'closed' };

/** `head`: the JSON column. https://www.rfc-editor.org/rfc/rfc9110#section-8.4 */
export function decodedRequest(head: string, body: string): DecodedRequest {
  if (body === '' || !/"content-encoding"/i.test(head)) return { kind: 'plain' };
  const codings = (headerValue(headersIn(head), 'content-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0) return { kind: 'plain' };
  try {
    let bytes: Buffer = Buffer.from(body, 'latin1');
    for (const coding of codings.toReversed()) {
      const decode = DECODERS.get(coding);
      if (!decode) return { kind: 'closed' };
      bytes = decode(bytes);
    }
    return { kind: 'decoded', text: bytes.toString('latin1') };
  } catch {
    // A header that says what is not so: what was sent is JSON all the same.
    return /^\s*[[{]/.test(body) ? { kind: 'plain' } : { kind: 'closed' };
  }
}
