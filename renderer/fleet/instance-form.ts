import type { BridgeError } from '../../shared/bridge/result.ts';
import { formatCommandLine, parseCommandLine } from '../../shared/model/command-line.ts';
import type { Era, Instance, InstanceInput } from '../../shared/model/instance.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';

/** A header or a variable of the environment, as it is written. */
export interface NameValue {
  readonly name: string;
  readonly value: string;
}

/** An instance as it stands in the fields of the editor; what the other kind has is kept while one is chosen. */
export interface InstanceForm {
  readonly name: string;
  readonly kind: 'http' | 'stdio';
  /** `auto`: as detected. */
  readonly era: Era | 'auto';
  readonly url: string;
  readonly headers: readonly NameValue[];
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly trustAnyCertificate: boolean;
  readonly useSystemProxy: boolean;
  /** Command and arguments as `parseCommandLine` reads them. */
  readonly commandLine: string;
  readonly env: readonly NameValue[];
  /** Empty: the workspace's folder. */
  readonly cwd: string;
}

export type FormField = 'name' | 'url' | 'headers' | 'tls' | 'command' | 'env' | 'cwd' | 'form';

/** Why something was refused, and beside which field it is said. */
export interface FieldProblem {
  readonly field: FormField;
  readonly message: string;
}

export type FormResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: FieldProblem };

export function formOf(instance: Instance): InstanceForm {
  const { stdio, tls } = instance;
  return {
    name: instance.name,
    kind: stdio ? 'stdio' : 'http',
    era: instance.era ?? 'auto',
    url: stdio ? '' : instance.url,
    headers: instance.headers.map(([name, value]) => ({ name, value })),
    caFile: tls?.caFile ?? '',
    certFile: tls?.certFile ?? '',
    keyFile: tls?.keyFile ?? '',
    trustAnyCertificate: tls?.trustAnyCertificate === true,
    useSystemProxy: instance.useSystemProxy === true,
    commandLine: stdio ? formatCommandLine({ ...stdio, env: {} }) : '',
    env: Object.entries(stdio?.env ?? {}).map(([name, value]) => ({ name, value })),
    cwd: stdio?.cwd ?? '',
  };
}

/** What is sent to the engine; fields that were left empty are left out. */
export function inputOf(form: InstanceForm, id: string | undefined): FormResult<InstanceInput> {
  const common = {
    ...(id !== undefined && { id }),
    name: form.name.trim(),
    ...(form.era !== 'auto' && { era: form.era }),
  };
  if (form.kind === 'http') return { ok: true, value: { ...common, ...httpPart(form) } };
  const command = commandOf(form);
  return command.ok
    ? { ok: true, value: { ...common, url: '', headers: [], stdio: command.value } }
    : command;
}

function httpPart(form: InstanceForm): Pick<InstanceInput, 'url' | 'headers' | 'tls' | 'useSystemProxy'> {
  const path = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
  const caFile = path(form.caFile);
  const certFile = path(form.certFile);
  const keyFile = path(form.keyFile);
  const tls = {
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(form.trustAnyCertificate && { trustAnyCertificate: true }),
  };
  return {
    url: form.url.trim(),
    headers: form.headers
      .filter(({ name, value }) => name.trim() !== '' || value.trim() !== '')
      .map(({ name, value }) => [name.trim(), value.trim()]),
    ...(Object.keys(tls).length > 0 && { tls }),
    ...(form.useSystemProxy && { useSystemProxy: true }),
  };
}

/** The command in the fields; variables before the command on its line count like those in the rows. */
export function commandOf({
  commandLine,
  env,
  cwd,
}: Pick<InstanceForm, 'commandLine' | 'env' | 'cwd'>): FormResult<StdioCommand> {
  const parsed = parseCommandLine(commandLine);
  if ('problem' in parsed) return { ok: false, problem: { field: 'command', message: parsed.problem } };
  // Values stay as they are: a blank at the end may be meant.
  const rows = env
    .map(({ name, value }): readonly [string, string] => [name.trim(), value])
    .filter(([name, value]) => name !== '' || value !== '');
  const variables = [...rows, ...Object.entries(parsed.env)];
  const names = variables.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    const message = `The variable ${twice} is set twice: keep one of them.`;
    return { ok: false, problem: { field: 'env', message } };
  }
  const { command, args } = parsed;
  const folder = cwd.trim();
  return {
    ok: true,
    value: { command, args, env: Object.fromEntries(variables), ...(folder !== '' && { cwd: folder }) },
  };
}

/**
 * A name for an address: its host and port, numbered where another instance has it already.
 * For text that is no URL the text itself: the engine then says what is wrong with it.
 */
export function nameForUrl(text: string, taken: readonly string[]): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  const base = (url?.host ?? '') === '' ? text.trim().slice(0, 60) || 'instance' : (url?.host ?? '');
  return freeName(base, taken);
}

/** Programs that run another one, which names the server better. */
const RUNNERS =
  /^(?:npx|bunx|pnpx|uvx|pipx|node|bun|deno|tsx|python[\d.]*|uv|ruby|php|java|env)(?:\.exe|\.cmd)?$/i;

/** A name for a command: what it runs, without folder and version, numbered where it is taken. */
export function nameForCommand({ command, args }: StdioCommand, taken: readonly string[]): string {
  const program = lastPart(command);
  const word = RUNNERS.test(program) ? args.find((argument) => !argument.startsWith('-')) : undefined;
  const base = (word === undefined ? program : lastPart(word)).replace(/(?<=.)@[^@]*$/, '');
  return freeName(base.slice(0, 60).trim() || 'instance', taken);
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

function freeName(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    const name = `${base} ${String(number)}`;
    if (!taken.includes(name)) return name;
  }
}

/** Words of the engine's sentences by the field that they are about, asked in this order. */
const FIELD_WORDS: readonly (readonly [FormField, RegExp])[] = [
  ['headers', /^(?:A|The|The value of the) header\b|header's name|\d headers\b/],
  ['tls', /\bPEM\b|\bcertificate\b|client key/i],
  ['url', /\baddress\b|\bURL\b/i],
  ['cwd', /\bworking folder\b/i],
  ['env', /\bvariable\b|^The value of /],
  ['command', /\bcommand\b|\barguments?\b/i],
  ['name', /\bname\b/i],
];

/** Members of the input by the field that shows them. */
const PATHS: readonly (readonly [string, FormField])[] = [
  ['headers', 'headers'],
  ['tls', 'tls'],
  ['env', 'env'],
  ['cwd', 'cwd'],
  ['stdio', 'command'],
  ['url', 'url'],
  ['name', 'name'],
];

/** The field that a refusal is about, so that the sentence stands beside it. */
export function fieldOf(error: BridgeError): FormField {
  const path = error.details?.['path'] ?? error.details?.['field'];
  if (typeof path === 'string') {
    const members = path.split('.');
    const named = PATHS.find(([member]) => members.includes(member));
    if (named) return named[1];
  }
  return FIELD_WORDS.find(([, words]) => words.test(error.message))?.[0] ?? 'form';
}
