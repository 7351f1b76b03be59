import { isIP } from 'node:net';
import { headerValue, headerValues, type HeaderList } from '../../../shared/model/headers.ts';

/** Why a request is refused before any rule sees it. `message` is for whoever reads the answer. */
export interface TurnedAway {
  readonly status: number;
  readonly message: string;
  /** A page of a foreign origin: it must not even read the answer. */
  readonly isOrigin?: boolean;
}

export interface DoorRules {
  /** The host that it listens on, as it is set. */
  readonly listenHost: string;
  readonly listensBeyondLoopback: boolean;
  readonly allowOrigins: readonly string[];
  /** What Hopscope's own gateways call themselves in Via. */
  readonly isOwnVia: (name: string) => boolean;
  /** Whether a text is the key to Hopscope itself. */
  readonly isControlToken: (candidate: string) => boolean;
  /** What listens there; absent: a gateway. */
  readonly what?: 'gateway' | 'mock';
}

/**
 * Holds a request against what a server must check, and against what would make this an open proxy. Pure.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#security-warning
 */
export function turnAway(target: string, headers: HeaderList, rules: DoorRules): TurnedAway | undefined {
  if (!target.startsWith('/') && target !== '*') {
    return {
      status: 400,
      message: `This is a ${rules.what ?? 'gateway to fixed servers'}, not a forward proxy: it takes paths, not ${JSON.stringify(target.slice(0, 80))}.`,
    };
  }
  // Most requests carry none of what is looked for here: one look at all headers tells.
  const isPlain = !headers.some(([name]) => SELDOM.test(name));
  return (
    (isPlain ? undefined : checkUpgrade(headers, rules)) ??
    checkHost(headers, rules) ??
    (isPlain ? undefined : (checkOrigin(headers, rules) ?? checkLoop(headers, rules))) ??
    checkToken(headers, rules)
  );
}

const SELDOM = /^(?:upgrade|origin|via)$/i;

/** Clients that would like HTTP/2 offer it in each request and take HTTP/1.1 as well. */
function checkUpgrade(headers: HeaderList, { what = 'gateway' }: DoorRules): TurnedAway | undefined {
  const wanted = headerValues(headers, 'upgrade')
    .flatMap((value) => value.split(','))
    .map((protocol) => protocol.trim())
    .find((protocol) => protocol !== '' && protocol.toLowerCase() !== 'h2c');
  if (wanted === undefined) return undefined;
  return {
    status: 501,
    message: `The ${what} ${what === 'mock' ? 'speaks' : 'forwards'} HTTP only: it does not change to ${wanted}.`,
  };
}

/** Against DNS rebinding: a name that leads here by an attacker's wish is none of ours. */
function checkHost(headers: HeaderList, rules: DoorRules): TurnedAway | undefined {
  const hosts = headerValues(headers, 'host');
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) {
    return { status: 400, message: 'A request needs one Host header.' };
  }
  const name = hostNameOf(host);
  if (isLoopbackName(name)) return undefined;
  if (rules.listensBeyondLoopback && (isIP(name) !== 0 || name === rules.listenHost.toLowerCase())) {
    return undefined;
  }
  return {
    status: 403,
    message: `The ${rules.what ?? 'gateway'} is not served under the name ${JSON.stringify(host)}: use its address as Hopscope shows it.`,
  };
}

function checkOrigin(
  headers: HeaderList,
  { allowOrigins, what = 'gateway' }: DoorRules,
): TurnedAway | undefined {
  const refused = headerValues(headers, 'origin').find((origin) => !isAllowedOrigin(origin, allowOrigins));
  if (refused === undefined) return undefined;
  return {
    status: 403,
    isOrigin: true,
    message: `Pages of the origin ${JSON.stringify(refused)} may not use this ${what}. Allow the origin in its settings (--allow-origin) if they should.`,
  };
}

/** Loopback origins may always. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  const wanted = origin.toLowerCase();
  if (allowed.some((entry) => entry.toLowerCase() === wanted)) return true;
  const scheme = /^https?:\/\//.exec(wanted)?.[0];
  return scheme !== undefined && isLoopbackName(hostNameOf(wanted.slice(scheme.length)));
}

/** A request that has passed here before would go round for ever: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.3 */
function checkLoop(headers: HeaderList, { isOwnVia }: DoorRules): TurnedAway | undefined {
  const passed = headerValues(headers, 'via')
    .flatMap((value) => value.split(','))
    .map((entry) => entry.trim().split(/\s+/)[1] ?? '');
  if (!passed.some(isOwnVia)) return undefined;
  return {
    status: 508,
    message: 'This request came through this gateway before: one of its servers leads back to it.',
  };
}

function checkToken(headers: HeaderList, { isControlToken }: DoorRules): TurnedAway | undefined {
  if (!carriesToken(headers, isControlToken)) return undefined;
  return {
    status: 400,
    message:
      'This request carries the key to Hopscope itself, which goes to no server. Nothing of it was kept.',
  };
}

/** The key is long: most headers need no comparison. */
const SHORTEST_TOKEN = 32;
const LONG_PART = new RegExp(`[^\\s,;=]{${String(SHORTEST_TOKEN)}}`);

/** Also behind a prefix with a dot, as in a subprotocol of a WebSocket. */
function isToken(part: string, isControlToken: (candidate: string) => boolean): boolean {
  if (part.length < SHORTEST_TOKEN) return false;
  return isControlToken(part) || isControlToken(part.slice(part.lastIndexOf('.') + 1));
}

/** Whether such a text is in the headers; then they must not be kept. */
function carriesToken(headers: HeaderList, isControlToken: (candidate: string) => boolean): boolean {
  return headers.some(
    ([, value]) =>
      value.length >= SHORTEST_TOKEN &&
      LONG_PART.test(value) &&
      value.split(/[\s,;=]+/).some((part) => isToken(part, isControlToken)),
  );
}

const TOKEN_KEPT = '(not kept: it holds the key to Hopscope)';

/** The headers as they may be recorded; the very same ones where the key is in none of them. Pure. */
export function withoutToken(
  headers: HeaderList,
  isControlToken: (candidate: string) => boolean,
): HeaderList {
  if (!carriesToken(headers, isControlToken)) return headers;
  return headers.map((pair) => (carriesToken([pair], isControlToken) ? [pair[0], TOKEN_KEPT] : pair));
}

/** The name or address of a Host value or authority, in lower case, without port and brackets. */
export function hostNameOf(host: string): string {
  const text = host.trim().toLowerCase();
  if (text.startsWith('[')) return text.slice(1, Math.max(1, text.indexOf(']')));
  const at = text.lastIndexOf(':');
  const name = at < 0 || text.indexOf(':') !== at ? text : text.slice(0, at);
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** `localhost` with what is below it, 127.0.0.0/8 and ::1: https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
export function isLoopbackName(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (isIP(name) === 4 && name.startsWith('127.'))
  );
}

/** The origin that a page's request came from; undefined where no page is behind it. */
export function originOf(headers: HeaderList): string | undefined {
  return headerValue(headers, 'origin');
}
