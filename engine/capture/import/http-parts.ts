import type { JsonValue } from '../../../shared/model/json.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { EntryFault } from './foreign.ts';
import { textAt } from './loose.ts';

/** An address of which requests can be read; `other`: something that HTTP does not fetch. Throws EntryFault. */
export function readUrl(text: string | undefined): { readonly url: URL } | 'other' {
  if (text === undefined || text === '') throw new EntryFault('has no URL');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new EntryFault(`has a URL that is none: ${JSON.stringify(text.slice(0, 80))}`);
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? { url } : 'other';
}

export function targetOf(url: URL): string {
  return `${url.pathname}${url.search}`;
}

/** Who answers there, for want of a name: `127.0.0.1:3000/mcp`. */
export function instanceOf(url: URL): { readonly instanceId: string; readonly instanceName: string } {
  const path = url.pathname === '/' ? '' : url.pathname;
  return {
    instanceId: `import:${url.origin}${path}`.slice(0, 200),
    instanceName: `${url.host}${path}`.slice(0, 200),
  };
}

export interface ReadHeaders {
  readonly headers: HeaderList;
  /** Names of HTTP/2's pseudo-headers, which are part of the request line. */
  readonly pseudo: readonly string[];
}

/** Headers out of a list of `{name, value}`, in its order and case. */
export function readHeaders(list: readonly JsonValue[]): ReadHeaders {
  const headers: (readonly [string, string])[] = [];
  const pseudo: string[] = [];
  for (const item of list) {
    const name = textAt(item, 'name');
    const value = textAt(item, 'value');
    if (name === undefined || name === '' || value === undefined) continue;
    if (name.startsWith(':')) pseudo.push(name);
    // Browsers join several lines of this one, which no comma can.
    else if (value.includes('\n')) for (const line of value.split(/\r?\n/)) headers.push([name, line]);
    else headers.push([name, value]);
  }
  return { headers, pseudo };
}

/** Headers out of an object, as fetch gives them. */
export function headersOfRecord(record: Readonly<Record<string, unknown>>): HeaderList {
  return Object.entries(record).flatMap(([name, value]) =>
    typeof value === 'string' && name !== '' ? [[name, value] as const] : [],
  );
}
