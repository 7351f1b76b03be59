import {
  faultInHeaderName,
  faultInHeaderValue,
  isHeaderName,
  isHeaderValue,
} from '../../shared/model/header-syntax.ts';
import { TransportFailure } from './transport-failure.ts';
import type { HttpRequest } from './http-request.ts';

/**
 * Why this request cannot be put on the wire byte for byte; undefined where it can. Only what would break the
 * framing of HTTP/1.1 is refused: everything else is the user's to try.
 */
export function whyRequestCannotLeave(request: HttpRequest): TransportFailure | undefined {
  const { url, httpMethod, headers } = request;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return cannotLeave(`the address begins with ${url.protocol}//, and Hopscope speaks http and https`);
  }
  if (!isHeaderName(httpMethod)) {
    return cannotLeave(`${JSON.stringify(httpMethod)} is not an HTTP method`);
  }
  for (const [name, value] of headers) {
    if (!isHeaderName(name)) {
      return cannotLeave(`${JSON.stringify(name)} is not a header name${faultIn(name)}`);
    }
    if (isHeaderValue(value)) continue;
    const fault = faultInHeaderValue(value);
    if (fault !== undefined) return cannotLeave(`header ${name} holds ${describe(fault)}`);
  }
  return undefined;
}

function cannotLeave(reason: string): TransportFailure {
  return new TransportFailure('malformed', `The request did not leave: ${reason}.`);
}

function faultIn(name: string): string {
  const fault = faultInHeaderName(name);
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
