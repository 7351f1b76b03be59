import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';
import { environmentNames, withoutReferences } from './fill-environment.ts';

// Too wide rather than too narrow: a harmless value taken for a secret costs one variable, a secret taken for a
// harmless value is in the repository's history for ever.
const SECRET_NAME =
  /authori[sz]ation|auth|cookie|token|secret|passw|credential|signature|session|jwt|bearer|api[-_]?key|(?:^|[-_])(?:key|sig|pwd)$/i;

// Forms in which well-known services hand out credentials, whatever the header is called.
const SECRET_VALUE =
  /^(?:bearer|basic|token|negotiate|digest)\s+\S|^eyJ[\w-]{8,}|^(?:sk|pk|rk)[-_][\w-]{12,}|^gh[opsur]_\w{16,}|^github_pat_|^glpat-|^xox[abprs]-|^AKIA[A-Z0-9]{12,}|^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;

const SCHEME = /^(?:bearer|basic|token|negotiate|digest|apikey)$/i;

/** Whether this header's value, as it is written, would put a credential into a file. */
export function isLiteralSecret(name: string, value: string): boolean {
  const literal = withoutReferences(value).trim();
  if (literal === '' || SCHEME.test(literal)) return false;
  if (isOnlyCookieNames(name, literal)) return false;
  return SECRET_NAME.test(name) || SECRET_VALUE.test(literal);
}

/** The same forms wherever they stand in a text, and with all that belongs to them. */
export const SECRET_TEXT =
  /\b(?:bearer|basic|token|negotiate|digest)\s+[\w+/=.~-]{8,}|\beyJ[\w-]{8,}(?:\.[\w-]*)*|\b(?:sk|pk|rk)[-_][\w-]{12,}|\bgh[opsur]_\w{16,}|\bgithub_pat_\w+|\bglpat-[\w-]+|\bxox[abprs]-[\w-]+|\bAKIA[A-Z0-9]{12,}/gi;

/** Whether what has this name, a header, a parameter or a variable, is likely to be a credential. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** `sid=; csrf=` is what remains of cookies whose values all come from the environment. */
function isOnlyCookieNames(header: string, literal: string): boolean {
  return /^cookie$/i.test(header) && literal.split(';').every((part) => /^[^=]*=$/.test(part.trim()));
}

/** A value that stays out of the files, under the name of the variable that stands for it there. */
export interface HeldValue {
  readonly variable: string;
  readonly value: string;
  /** What carries it: `header Authorization`. */
  readonly carrier: string;
}

/** `HOPSCOPE_ALPHA_X_API_KEY`: a variable's name from the parts that it belongs to. */
export function variableName(...parts: readonly string[]): string {
  const words = parts.map((part) =>
    part
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^_+|_+$/g, ''),
  );
  return ['HOPSCOPE', ...words].filter((word) => word !== '').join('_');
}

/** Headers as they may be written, and the values that were taken out. `owner` is an id. */
export function holdBackHeaders(
  owner: string,
  headers: HeaderList,
  taken: ReadonlySet<string>,
): { readonly headers: HeaderList; readonly held: readonly HeldValue[] } {
  const held: HeldValue[] = [];
  const kept = headers.filter(([name, value]) => !isLiteralSecret(name, value));
  const used = new Set([...taken, ...kept.flatMap(([, value]) => environmentNames(value))]);
  const written = headers.map(([name, value]): HeaderPair => {
    if (!isLiteralSecret(name, value)) return [name, value];
    const variable = firstFree(variableName(owner, name), used);
    used.add(variable);
    held.push({ variable, value, carrier: `header ${name}` });
    return [name, `\${${variable}}`];
  });
  return { headers: written, held };
}

/** The URL as it may be written: the value of each parameter that looks like a credential is taken out. */
export function holdBackUrl(
  owner: string,
  url: string,
  taken: ReadonlySet<string>,
): { readonly url: string; readonly held: readonly HeldValue[] } {
  const start = url.indexOf('?');
  if (start < 0) return { url, held: [] };
  const fragment = url.indexOf('#', start);
  const end = fragment < 0 ? url.length : fragment;
  const held: HeldValue[] = [];
  const used = new Set([...taken, ...environmentNames(url)]);
  const query = url
    .slice(start + 1, end)
    .replace(/([^&=]+)=([^&]*)/g, (pair, name: string, value: string) => {
      if (!isSecretName(name) || withoutReferences(value) === '') return pair;
      const variable = firstFree(urlVariable(owner, name), used);
      used.add(variable);
      held.push({ variable, value, carrier: `parameter ${name} of the address` });
      return `${name}=\${${variable}}`;
    });
  return { url: url.slice(0, start + 1) + query + url.slice(end), held };
}

/** A command's environment as it may be written, and the values that were taken out. */
export function holdBackEnvironment(
  owner: string,
  env: Readonly<Record<string, string>>,
  taken: ReadonlySet<string>,
): { readonly env: Readonly<Record<string, string>>; readonly held: readonly HeldValue[] } {
  const held: HeldValue[] = [];
  const used = new Set([...taken, ...Object.values(env).flatMap(environmentNames)]);
  const written = Object.entries(env).map(([name, value]): readonly [string, string] => {
    if (!isLiteralSecret(name, value)) return [name, value];
    const variable = firstFree(variableName(owner, 'ENV', name), used);
    used.add(variable);
    held.push({ variable, value, carrier: `variable ${name}` });
    return [name, `\${${variable}}`];
  });
  return { env: Object.fromEntries(written), held };
}

/**
 * Places, from 1, of arguments that look like a secret: by their form, or as the value of a telling flag. They can
 * be told of only: an argument is passed on as it is, so no variable can stand for it.
 */
export function secretArguments(args: readonly string[]): number[] {
  return args.flatMap((argument, index) => {
    const [, flag, own] = /^--?([^=\s]+)=(.*)$/s.exec(argument) ?? [];
    if (flag !== undefined && own !== undefined && isLiteralSecret(flag, own)) return [index + 1];
    const before = /^--?([^=\s]+)$/.exec(args[index - 1] ?? '')?.[1];
    const isValue = before !== undefined && !argument.startsWith('-');
    return isLiteralSecret(isValue ? before : '', argument) ? [index + 1] : [];
  });
}

/** The sentence about arguments that look like a secret; undefined where there are none. */
export function secretArgumentsNotice(owner: string, args: readonly string[]): string | undefined {
  const places = secretArguments(args);
  if (places.length === 0) return undefined;
  const [one, has] = places.length === 1 ? ['Argument', 'looks'] : ['Arguments', 'look'];
  return (
    `${one} ${places.join(', ')} of ${owner} ${has} like a secret. The workspace's file holds arguments as they ` +
    `are: give the secret to the program by a variable of its environment, if it takes one.`
  );
}

/** Start of the variables that `holdBackUrl` makes for an owner. */
export function urlVariable(owner: string, parameter: string): string {
  return variableName(owner, 'URL', parameter);
}

/** The sentence that tells where a value went. */
export function heldNotice(owner: string, held: HeldValue, kept: boolean): string {
  const where = kept
    ? `The value is kept where this system keeps passwords, for this workspace on this machine.`
    : `The value is kept in memory until Hopscope ends; to have it again after that, set the ` +
      `environment variable ${held.variable} before you start Hopscope.`;
  return (
    `The ${held.carrier} of ${owner} looks like a secret, so the workspace's file says \${${held.variable}} ` +
    `instead. ${where}`
  );
}

function firstFree(base: string, used: ReadonlySet<string>): string {
  if (!used.has(base)) return base;
  for (let count = 2; ; count += 1) {
    const numbered = `${base}_${String(count)}`;
    if (!used.has(numbered)) return numbered;
  }
}
