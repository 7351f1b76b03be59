/** Longer texts are looked at in their beginning and their end only: what encodes wrongly does so everywhere. */
const WHOLE = 65_536;

const ODD = /[^A-Za-z0-9+/\r\n]/;

/**
 * Why a text is no standard Base64 with padding (RFC 4648, section 4), as the end of a sentence; undefined where it is.
 * Line breaks are spared: decoders skip them.
 */
export function base64Fault(text: string): string | undefined {
  const body = text.replace(/={1,2}\s*$/, '');
  const parts = body.length <= WHOLE ? [body] : [body.slice(0, WHOLE / 2), body.slice(-WHOLE / 2)];
  for (const part of parts) {
    const [odd] = ODD.exec(part) ?? [];
    if (odd === undefined) continue;
    if (text.startsWith('data:')) return 'it is a data: address, of which only the end is';
    if (odd === '-' || odd === '_') return 'it uses the alphabet for addresses (- and _)';
    return `it contains ${JSON.stringify(odd)}`;
  }
  // Where lines are broken the length says nothing without counting.
  if (parts.some((part) => /[\r\n]/.test(part)) || /\s$/.test(text)) return undefined;
  if (text.length % 4 === 0) return undefined;
  return text.length === body.length
    ? 'its padding is missing, or its end'
    : 'its length is no multiple of 4';
}
