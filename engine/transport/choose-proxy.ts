import { BlockList, isIP } from 'node:net';
import { errorText, TransportFailure } from './transport-failure.ts';

/** A proxy that an exchange goes through. */
export interface ProxyAddress {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Value of Proxy-Authorization, where the proxy's address carries a user. */
  readonly authorization?: string;
  /** The environment variable that names it. */
  readonly variable: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL by HTTP_PROXY, HTTPS_PROXY and NO_PROXY; undefined where it is reached directly. The
 * lower-case variable wins where both are set, as with curl: https://everything.curl.dev/usingcurl/proxies/env
 * Throws a TransportFailure where the variable holds no usable address.
 */
export function chooseProxy(url: URL, environment: Environment): ProxyAddress | undefined {
  const variable = pickVariable(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy', environment);
  if (variable === undefined) return undefined;
  const exceptions = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  if (isExcepted(url, exceptions)) return undefined;
  return parseProxy(variable, environment[variable] ?? '');
}

function pickVariable(lowerCase: string, environment: Environment): string | undefined {
  return [lowerCase, lowerCase.toUpperCase()].find((name) => (environment[name] ?? '') !== '');
}

function parseProxy(variable: string, text: string): ProxyAddress {
  let url: URL;
  try {
    url = new URL(text.includes('://') ? text : `http://${text}`);
  } catch (error) {
    throw unusable(variable, errorText(error));
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw unusable(variable, `${url.protocol}// proxies are not supported, only http:// and https://`);
  }
  const user = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  const secure = url.protocol === 'https:';
  return {
    secure,
    host: bareHost(url),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    ...(user !== ':' && { authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
    variable,
  };
}

/** A stray percent sign in a password is taken as it stands. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unusable(variable: string, reason: string): TransportFailure {
  return new TransportFailure(
    'unreachable',
    `The environment variable ${variable} names no usable proxy: ${reason}. Correct it, or switch the proxy off for this instance.`,
  );
}

/** The host of a URL without the brackets of an IPv6 address. */
export function bareHost(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}

/** The port of a URL, the scheme's own where it names none. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** NO_PROXY: `*`, names with their subdomains, `host:port`, addresses and CIDR ranges, by comma or space. */
function isExcepted(url: URL, list: string): boolean {
  const host = bareHost(url).toLowerCase();
  const port = portOf(url);
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entry === '*' || matchesEntry(host, port, entry));
}

function matchesEntry(host: string, port: number, entry: string): boolean {
  const range = /^([0-9a-f.:]+)\/(\d+)$/.exec(entry);
  if (range !== null) return isInRange(host, range[1] ?? '', Number(range[2]));
  const withPort = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry);
  if (withPort !== null && Number(withPort[2]) !== port) return false;
  const name = (withPort?.[1] ?? entry).replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function isInRange(host: string, network: string, prefix: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || prefix > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const ranges = new BlockList();
  ranges.addSubnet(network, prefix, type);
  return ranges.check(host, type);
}
