/** An address as it is shown before anything is opened. */
export interface UrlFacts {
  /** Before the host, the host with its port, and after it: together exactly the address. */
  readonly before: string;
  readonly host: string;
  readonly after: string;
  /** Sentences: why it may not be what it looks like. */
  readonly warnings: readonly string[];
  /** A sentence: why it is never opened from here. Absent: it can be. */
  readonly refusal?: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function refuse(text: string, refusal: string): UrlFacts {
  return { before: text, host: '', after: '', warnings: [], refusal };
}

function warningsOf(url: URL, shownHost: string): string[] {
  const warnings: string[] = [];
  if (url.username !== '' || url.password !== '') {
    warnings.push(`What stands before the @ is a user name: the page is at ${url.host}.`);
  }
  if (/(?:^|\.)xn--/.test(url.hostname)) {
    warnings.push(`The host has letters that can look like others. Its exact name is ${url.hostname}.`);
  } else if (shownHost.toLowerCase() !== url.host) {
    warnings.push(`A browser reads the host as ${url.host}.`);
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    warnings.push('The connection is not encrypted (http).');
  }
  return warnings;
}

/**
 * The parts of an address that a server asks to have opened, and what is suspicious about it. Only web addresses are
 * ever opened. Pure; fetches nothing.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#safe-url-handling
 */
export function urlFacts(text: string): UrlFacts {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return refuse(text, 'This is no complete address, so it cannot be opened.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse(text, `Only web addresses (https, http) are opened, and this one is ${url.protocol}`);
  }
  const parts = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/is.exec(text);
  const [, before, host, after] = parts ?? [];
  if (before === undefined || host === undefined || after === undefined) {
    return refuse(text, 'This address is written in an unusual way, so it is not opened from here.');
  }
  return { before, host, after, warnings: warningsOf(url, host) };
}
