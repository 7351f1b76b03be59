import type { HeaderList } from '../../shared/model/headers.ts';
import { isHeaderName, isHeaderValue } from '../../shared/model/header-syntax.ts';
import { AppError } from '../app-error.ts';

/** What a curl command line needs of a request. */
export interface CurlRequest {
  readonly httpMethod: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: string;
  readonly trustAnyCertificate?: boolean;
  /** Paths of PEM files, absolute ones best: curl would look for others in the directory of the shell. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

/** Linux takes no argument of more than 128 KiB; the quotes count, and each quote in the text makes four. */
const LONGEST_ARGUMENT_BYTES = 96 * 1024;
/** From this size of body on, one curl or another asks first with `Expect: 100-continue`. */
const EXPECTING_BYTES = 1024;

/**
 * A command line for a POSIX shell that sends the same request again: the same request line, header lines (not
 * in the same order) and body, over HTTP/1.1. Nothing of the request is read as a file's name, a pattern or
 * a command, whoever wrote the capture that it comes from. Throws AppError BAD_INPUT for a request that no HTTP
 * connection can have carried.
 */
export function curlCommand(request: CurlRequest): string {
  const url = new URL(request.url);
  refuseWhatIsNoRequest(request, url);
  const { body, httpMethod } = request;
  const fromInput = body.includes('\0') || Buffer.byteLength(quote(body)) > LONGEST_ARGUMENT_BYTES;
  const method =
    httpMethod === 'HEAD' && body === ''
      ? '--head'
      : `-X ${/^[A-Za-z]+$/.test(httpMethod) ? httpMethod : quote(httpMethod)}`;
  // As the transport does it: without credentials and fragment, and no dot segment left to resolve.
  const address = `${url.origin}${url.pathname}${url.search}`;
  const lines = [`curl -i -g --http1.1 --path-as-is ${method} ${quote(address)}`, ...tlsOptions(request)];
  if (request.headers.some(([name]) => name.toLowerCase() === 'accept-encoding')) lines.push('--compressed');
  lines.push(...headerOptions(request, url).map((header) => `-H ${header}`));
  if (body !== '') lines.push(fromInput ? '--data-binary @-' : `--data-raw ${quote(body)}`);
  const command = lines.join(' \\\n  ');
  // The shell's own printf has no limit, and knows a form for NUL, which no argument can hold.
  return fromInput ? `printf ${quote(printfFormat(body))} | ${command}` : command;
}

/** A recording may come from anywhere; what a record says is not always what was sent. */
function refuseWhatIsNoRequest({ httpMethod, headers }: CurlRequest, url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw notForCurl(`its address begins with ${url.protocol}`);
  }
  if (!isHeaderName(httpMethod)) throw notForCurl(`${JSON.stringify(httpMethod)} is no HTTP method`);
  for (const [name, value] of headers) {
    if (!isHeaderName(name)) throw notForCurl(`${JSON.stringify(name)} is no header name`);
    if (!isHeaderValue(value)) throw notForCurl(`the value of its header ${name} cannot be sent`);
  }
}

function notForCurl(reason: string): AppError {
  return new AppError('BAD_INPUT', `This request cannot be copied for curl: ${reason}.`);
}

function tlsOptions({ trustAnyCertificate, caFile, certFile, keyFile }: CurlRequest): string[] {
  const lines: string[] = [];
  if (trustAnyCertificate) lines.push('--insecure');
  if (caFile !== undefined) lines.push(`--cacert ${quote(caFile)}`);
  // Behind a colon that is not escaped curl expects the passphrase.
  if (certFile !== undefined) lines.push(`--cert ${quote(certFile.replace(/[\\:]/g, '\\$&'))}`);
  if (keyFile !== undefined) lines.push(`--key ${quote(keyFile)}`);
  return lines;
}

/** What follows `-H`, quoted: the lines that curl does not write by itself, and those that it is to leave out. */
function headerOptions({ headers, body }: CurlRequest, url: URL): string[] {
  const bodyBytes = Buffer.byteLength(body);
  const valuesOf = (name: string): string[] =>
    headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
  const chunked = valuesOf('transfer-encoding').length > 0;
  /** The lines that curl writes itself just so. */
  const own = new Map([['Host', url.host]]);
  if (body !== '' && !chunked) own.set('Content-Length', String(bodyBytes));
  const isOwn = (name: string, value: string): boolean =>
    own.get(name) === value && valuesOf(name.toLowerCase()).length === 1;
  const added = ['Accept', 'User-Agent', 'Host'];
  if (body !== '') added.push('Content-Type');
  if (body !== '' && !chunked) added.push('Content-Length');
  if (bodyBytes > EXPECTING_BYTES || (chunked && body !== '')) added.push('Expect');
  const lines = added.filter((name) => valuesOf(name.toLowerCase()).length === 0).map((name) => `${name}:`);
  // Curl sends one Host line only and spells it so, unless it was told first to leave its own out.
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  if (hosts.length > 1 || hosts.some(([name]) => name !== 'Host')) lines.push('Host:');
  for (const [name, value] of headers) {
    if (isOwn(name, value)) continue;
    // `Name;` is curl's form for a header with an empty value.
    lines.push(value.trim() === '' ? `${name};` : `${name}: ${value}`);
  }
  return lines.map(quoteBytes);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A character beyond ASCII is one byte in a header line, but two in the text of a command. */
function quoteBytes(text: string): string {
  return quote(text).replace(/[\u0080-\u00ff]+/g, (characters) => {
    const octal = Array.from(characters, (character) => `\\${character.charCodeAt(0).toString(8)}`);
    return `'"$(printf '${octal.join('')}')"'`;
  });
}

/** A format that printf turns into this text, without arguments. */
function printfFormat(text: string): string {
  return text.replace(/[\\%]/g, '$&$&').replace(/^-/, '\\055').replaceAll('\0', '\\000');
}
