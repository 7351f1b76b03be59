import type { IncomingHttpHeaders } from 'node:http';
import { TOKEN_PROTOCOL_PREFIX, WIRE_PROTOCOL } from '../shared/bridge/wire.ts';
import type { Refusal } from './answer.ts';
import type { Sessions } from './session.ts';

/** What this host is called: the value of Host, and of Origin. */
export interface HostNames {
  readonly host: string;
  readonly origin: string;
}

/** One name only. Port 80 is left out of both headers: RFC 9110 section 7.2, RFC 6454 section 6.2. */
export function hostNames(port: number): HostNames {
  const host = port === 80 ? '127.0.0.1' : `127.0.0.1:${String(port)}`;
  return { host, origin: `http://${host}` };
}

/**
 * Refuses what comes under another name (DNS rebinding) or from another page (a site that the user visits).
 * `originRequired` for what changes something or opens a channel: a browser always sends it there.
 */
export function checkNames(
  headers: IncomingHttpHeaders,
  names: HostNames,
  originRequired: boolean,
): Refusal | undefined {
  if (headers.host !== names.host) {
    return {
      status: 403,
      code: 'WRONG_HOST',
      message: `This is not served under that name. Open ${names.origin}/ instead.`,
    };
  }
  // A gateway gives its requests the Host that their target wants: it would pass for this host's own page.
  if (/\bhopscope-/i.test(headers.via ?? '')) {
    return {
      status: 403,
      code: 'THROUGH_GATEWAY',
      message: 'Nothing reaches Hopscope through a gateway of Hopscope. Correct the address of the instance.',
    };
  }
  const { origin } = headers;
  if (origin === undefined ? originRequired : origin !== names.origin) {
    const from = origin === undefined ? 'Requests without an Origin' : 'Requests from another page';
    return { status: 403, code: 'WRONG_ORIGIN', message: `${from} are refused here.` };
  }
  return undefined;
}

/** Refuses a request without the token in its Authorization header. */
export function checkBearer(headers: IncomingHttpHeaders, sessions: Sessions): Refusal | undefined {
  const token = /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined && sessions.isToken(token)) return undefined;
  return NO_SESSION;
}

/** Refuses an upgrade that does not offer our protocol together with the token. */
export function checkSubprotocols(headers: IncomingHttpHeaders, sessions: Sessions): Refusal | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  const token = offered.find((protocol) => protocol.startsWith(TOKEN_PROTOCOL_PREFIX));
  if (token === undefined || !sessions.isToken(token.slice(TOKEN_PROTOCOL_PREFIX.length))) return NO_SESSION;
  if (offered.includes(WIRE_PROTOCOL)) return undefined;
  return { status: 400, code: 'BAD_REQUEST', message: `This WebSocket speaks ${WIRE_PROTOCOL} only.` };
}

const NO_SESSION: Refusal = {
  status: 401,
  code: 'NO_SESSION',
  message:
    'This page has no session with Hopscope. Press Enter in the terminal where Hopscope runs for a new address.',
};
