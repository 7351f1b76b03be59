import { TransportFailure } from './transport-failure.ts';
import type { HttpRequest } from './http-request.ts';

/** RFC 9110 section 5.6.2: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** What a header value may not hold: all but HTAB, visible ASCII, space and obs-text (RFC 9110 section 5.5). */
const NOT_IN_VALUE = /[^\t\u0020-\u007e\u0080-\u00ff]/u;

/**
 * Why this request cannot be put on the wire byte for byte; undefined where it can. Only what would break the
 * framing of HTTP/1.1 is refused: everything else is the user's to try.
 */
export function whyRequestCannotLeave(request: HttpRequest): TransportFailure | undefined {
  const { url, httpMethod, headers } = request;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return cannotLeave(`the address begins with ${url.protocol}//, and Hopscope speaks http and https`);
  }
  if (!TOKEN.test(httpMethod)) {
    return cannotLeave(`${JSON.stringify(httpMethod)} is not an HTTP method`);
  }
  for (const [name, value] of headers) {
    if (!TOKEN.test(name)) {
      return cannotLeave(`${JSON.stringify(name)} is not a header name${faultIn(name)}`);
    }
    const fault = NOT_IN_VALUE.exec(value)?.[0];
    if (fault !== undefined) return cannotLeave(`header ${name} holds ${describe(fault)}`);
  }
  return undefined;
}

function cannotLeave(reason: string): TransportFailure {
  return new TransportFailure('malformed', `The request did not leave: ${reason}.`);
}

function faultIn(name: string): string {
  const fault = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/u.exec(name)?.[0];
  return fault === undefined ? ': it is empty' : `: it holds ${describe(fault)}`;
}

function describe(character: string): string {
  if (character === '\n') return 'a line feed';
  if (character === '\r') return 'a carriage return';
  if (character === '\0') return 'a NUL';
  if (character === ' ') return 'a space';
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (point < 0x20 || point === 0x7f) return `the control character ${code}`;
  return point > 0xff
    ? `${character} (${code}), which no header can carry unencoded`
    : `${character} (${code})`;
}
