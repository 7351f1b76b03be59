import { mayBeOpened } from '../../../shared/model/open-address.ts';

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
  return warnings;
}

/**
 * The parts of an address that a server asks to have opened, and what is suspicious about it. Only https
 * addresses, and http ones of this machine, are ever opened. Pure; fetches nothing.
 * Source: https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#safe-url-handling
 */
export function urlFacts(text: string): UrlFacts {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return refuse(text, 'This is no complete address, so it cannot be opened.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse(text, `Only web addresses (https, http) are opened, and this one is ${url.protocol}`);
  }
  if (!mayBeOpened(url)) {
    return refuse(
      text,
      'The connection would not be encrypted (http), so this address is not opened from here: copy it if you trust it.',
    );
  }
  const parts = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/is.exec(text);
  const [, before, host, after] = parts ?? [];
  if (before === undefined || host === undefined || after === undefined) {
    return refuse(text, 'This address is written in an unusual way, so it is not opened from here.');
  }
  return { before, host, after, warnings: warningsOf(url, host) };
}
