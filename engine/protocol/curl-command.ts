import type { HeaderList } from '../../shared/model/headers.ts';

/** What a curl command line needs of a request. */
export interface CurlRequest {
  readonly httpMethod: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string;
  readonly trustAnyCertificate?: boolean;
}

/** Headers that curl makes itself from the address and the body. */
const OWN = new Set(['host', 'content-length', 'connection']);

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command line for a POSIX shell that sends the same request again. Headers that curl derives are left to
 * it, unless the request had them changed: `Host` that differs from the address is kept.
 */
export function curlCommand(request: CurlRequest): string {
  const url = new URL(request.url);
  const lines = [`curl -i -X ${request.httpMethod} ${quote(request.url)}`];
  if (request.trustAnyCertificate) lines.push('--insecure');
  if (request.headers.some(([name]) => name.toLowerCase() === 'accept-encoding')) lines.push('--compressed');
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    if (key === 'accept-encoding' || (OWN.has(key) && !(key === 'host' && value !== url.host))) continue;
    // `Name;` is curl's form for a header with an empty value.
    lines.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (request.body !== '') lines.push(`--data-binary ${quote(request.body)}`);
  return lines.join(' \\\n  ');
}
