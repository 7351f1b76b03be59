import { headerValue, type HeaderList, type HeaderPair } from '../../../shared/model/headers.ts';

/** Headers of an answer that scripts may read beside the harmless ones. */
const EXPOSED = 'Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, X-Hopscope-Instance';
/** How long a browser need not ask again, in s: short, since settings change while one tries. */
const MAX_AGE_S = '60';

/** Whether a browser asks beforehand: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
export function isPreflight(httpMethod: string, headers: HeaderList): boolean {
  return (
    httpMethod === 'OPTIONS' &&
    headerValue(headers, 'origin') !== undefined &&
    headerValue(headers, 'access-control-request-method') !== undefined
  );
}

/** What a preflight of an allowed origin is answered with: what it asks for, since the server decides. Pure. */
export function preflightAnswer(headers: HeaderList): HeaderPair[] {
  const asked = headerValue(headers, 'access-control-request-headers');
  return [
    ['Access-Control-Allow-Origin', headerValue(headers, 'origin') ?? ''],
    ['Access-Control-Allow-Methods', headerValue(headers, 'access-control-request-method') ?? ''],
    ...(asked === undefined ? [] : [['Access-Control-Allow-Headers', asked] as const]),
    ...(headerValue(headers, 'access-control-request-private-network') === undefined
      ? []
      : [['Access-Control-Allow-Private-Network', 'true'] as const]),
    ['Access-Control-Max-Age', MAX_AGE_S],
    ['Vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
  ];
}

/**
 * An answer's headers with what a browser needs before it hands the answer to a page of this origin. Where the server
 * already permits it, its own words stay. Pure.
 */
export function permitOrigin(answer: HeaderPair[], origin: string): HeaderPair[] {
  const own = headerValue(answer, 'access-control-allow-origin');
  if (own === '*' || own === origin) return answer;
  return [
    ...answer.filter(([name]) => name.toLowerCase() !== 'access-control-allow-origin'),
    ['Access-Control-Allow-Origin', origin],
    ...(headerValue(answer, 'access-control-expose-headers') === undefined
      ? [['Access-Control-Expose-Headers', EXPOSED] as const]
      : []),
    ['Vary', 'Origin'],
  ];
}
