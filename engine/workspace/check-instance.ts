import { faultInHeaderValue, isHeaderName } from '../../shared/model/header-syntax.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { InstanceInput, TlsSettings } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import { checkStdio, stdioUrl } from './check-stdio.ts';
import { brokenReference } from './fill-environment.ts';

const MAX_NAME_LENGTH = 100;
const MAX_URL_LENGTH = 8192;
const MAX_HEADERS = 100;

// The transport and the protocol write these from the request itself; a second one would contradict them.
const NOT_YOURS = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The instance as it may be kept: name, URL and header values without surrounding white space. One with a command
 * has nothing of HTTP, and its address is made from the command. Whether the command was approved is not part of it.
 * Throws AppError BAD_INPUT with a sentence that names what is wrong and what to do.
 */
export function checkInstance(input: InstanceInput): Omit<InstanceInput, 'id' | 'approved'> {
  const named = { name: checkName(input.name, 'An instance'), ...(input.era && { era: input.era }) };
  if (input.stdio) {
    const stdio = checkStdio(input.stdio);
    return { ...named, url: stdioUrl(stdio), stdio, headers: [] };
  }
  return {
    ...named,
    url: checkUrl(input.url),
    headers: checkHeaders(input.headers),
    ...(input.tls && { tls: checkTls(input.tls) }),
    ...(input.useSystemProxy !== undefined && { useSystemProxy: input.useSystemProxy }),
  };
}

/** `what` starts the sentence: "An instance". */
export function checkName(name: string, what: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw badInput(`${what} needs a name.`);
  if (trimmed.length > MAX_NAME_LENGTH) {
    throw badInput(`${what}'s name may have at most ${String(MAX_NAME_LENGTH)} characters.`);
  }
  if (/\p{Cc}/u.test(trimmed))
    throw badInput(`${what}'s name may not have line breaks or control characters.`);
  return trimmed;
}

/** An absolute http or https address without credentials. The text is kept as it was written. */
function checkUrl(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw badInput('The address is empty: give the URL of the MCP endpoint.');
  if (trimmed.length > MAX_URL_LENGTH) {
    throw badInput(`The address is longer than ${String(MAX_URL_LENGTH)} characters.`);
  }
  if (/^stdio:/i.test(trimmed)) {
    throw badInput('A command is no address: give the instance a command instead of the URL.');
  }
  if (/[\s\p{Cc}]/u.test(trimmed)) throw badInput('The address may not have spaces or line breaks in it.');
  const url = URL.parse(trimmed);
  if (!url) {
    throw badInput(`"${trimmed}" is no URL: write it in full, such as http://127.0.0.1:3000/mcp.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw badInput(`The address must start with http:// or https://, not with "${url.protocol}".`);
  }
  if (url.username !== '' || url.password !== '') {
    throw badInput(
      'The address holds a user name or password. Take it out and add a header Authorization with the value ${NAME} instead.',
    );
  }
  if (url.hash !== '') throw badInput('The address has a fragment (#…), which is never sent: take it out.');
  return trimmed;
}

/** Header lines that can be sent as they are. */
function checkHeaders(headers: HeaderList): HeaderList {
  if (headers.length > MAX_HEADERS) throw badInput(`There may be at most ${String(MAX_HEADERS)} headers.`);
  return headers.map(([rawName, rawValue]) => {
    const name = rawName.trim();
    const value = rawValue.trim();
    if (name === '') throw badInput('A header has no name.');
    if (!isHeaderName(name)) {
      throw badInput(
        `"${name}" cannot be a header's name: use letters, digits and "-" without spaces or colons.`,
      );
    }
    if (NOT_YOURS.has(name.toLowerCase())) {
      throw badInput(
        `The header ${name} is written by Hopscope for each request. To send another one, tamper with the request itself.`,
      );
    }
    const fault = headerValueFault(value);
    if (fault !== undefined) throw badInput(`The value of the header ${name} ${fault}.`);
    const broken = brokenReference(value);
    if (broken !== undefined) {
      throw badInput(
        `The value of the header ${name} has "${broken}": a variable is written \${NAME}, with letters, digits and "_".`,
      );
    }
    return [name, value];
  });
}

/** Why a value cannot stand in a header line, as the end of a sentence. */
export function headerValueFault(value: string): string | undefined {
  if (/[\r\n]/.test(value)) return 'has a line break, which would end the header';
  const fault = faultInHeaderValue(value);
  if (fault === undefined) return undefined;
  return /\p{Cc}/u.test(fault)
    ? 'has a control character'
    : 'has a character that cannot be sent in a header';
}

function checkTls(tls: TlsSettings): TlsSettings {
  for (const path of [tls.caFile, tls.certFile, tls.keyFile]) {
    if (path === undefined) continue;
    if (path.includes('-----BEGIN')) {
      throw badInput('Give the path of the PEM file, not what is in it: secrets stay out of the workspace.');
    }
    if (path.trim() === '' || /\p{Cc}/u.test(path))
      throw badInput('A path of a PEM file is empty or has control characters.');
  }
  if (tls.keyFile !== undefined && tls.certFile === undefined) {
    throw badInput('A client key needs its certificate: give the path of the certificate, too.');
  }
  return {
    ...(tls.caFile !== undefined && { caFile: tls.caFile }),
    ...(tls.certFile !== undefined && { certFile: tls.certFile }),
    ...(tls.keyFile !== undefined && { keyFile: tls.keyFile }),
    ...(tls.trustAnyCertificate !== undefined && { trustAnyCertificate: tls.trustAnyCertificate }),
  };
}

function badInput(message: string): AppError {
  return new AppError('BAD_INPUT', message);
}
