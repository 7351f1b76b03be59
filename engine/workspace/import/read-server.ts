import { formatCommandLine } from '../../../shared/model/command-line.ts';
import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import type { ImportEntry } from '../../../shared/model/import-preview.ts';
import type { InstanceInput } from '../../../shared/model/instance.ts';
import { AppError } from '../../app-error.ts';
import { checkInstance } from '../check-instance.ts';
import { isList, isObject, isTextList } from '../file-reading.ts';
import { holdBackUrl, isLiteralSecret, secretArgumentsNotice } from '../secret-values.ts';
import { translateFilled, translateLiteral, type Translated, type VariablePlace } from './variables.ts';

/** Why an entry cannot be added: a sentence. */
class Problem extends Error {}

const STDIO = new Set(['stdio', 'local']);
const HTTP = new Set(['http', 'sse', 'remote', 'streamable-http', 'streamable_http', 'streamablehttp']);
/** Where the address stands: VS Code, Cursor and Claude Code; Windsurf; Gemini CLI. */
const ADDRESSES = ['url', 'serverUrl', 'httpUrl'];
const READ = new Set(['type', 'transport', 'command', 'args', 'env', 'cwd', 'headers', ...ADDRESSES]);
/** For people, or told of in words of their own. */
const PASSED_OVER = new Set([
  'name',
  'description',
  'icon',
  'version',
  'gallery',
  'disabled',
  'enabled',
  'envFile',
]);

/**
 * One server as another client's configuration has it. What cannot be taken has a problem, what is taken in another
 * way has a note; never throws. Nothing is looked up or started.
 */
export function readServer(name: string, server: JsonValue, place: VariablePlace): ImportEntry {
  const notes: string[] = [];
  try {
    if (!isObject(server)) throw new Problem('It is no object.');
    const kind = kindOf(server);
    const input =
      kind === 'stdio' ? readCommand(name, server, place, notes) : readAddress(name, server, place, notes);
    const { url, stdio, headers, name: checkedName } = checkInstance(input);
    tellWhatIsLeft(server, kind, notes);
    return {
      name,
      instance: { name: checkedName, url, headers, ...(stdio && { stdio }) },
      ...(stdio && { commandLine: formatCommandLine(stdio) }),
      notes,
    };
  } catch (error) {
    if (!(error instanceof Problem) && !(error instanceof AppError)) throw error;
    return { name, notes, problem: error.message };
  }
}

function kindOf(server: JsonObject): 'stdio' | 'http' {
  const hasCommand = server['command'] !== undefined;
  const hasAddress = ADDRESSES.some((key) => server[key] !== undefined);
  const type = server['type'] ?? server['transport'];
  if (type !== undefined) {
    if (typeof type !== 'string') throw new Problem('Its "type" is no text.');
    if (STDIO.has(type.toLowerCase())) return 'stdio';
    if (HTTP.has(type.toLowerCase())) return 'http';
    throw new Problem(
      `Its transport is "${type}"; Hopscope speaks over stdio, Streamable HTTP and HTTP+SSE.`,
    );
  }
  if (hasCommand && hasAddress) {
    throw new Problem('It has a command and an address: give it a "type" that says which of them counts.');
  }
  if (!hasCommand && !hasAddress) throw new Problem('It has neither a "command" nor a "url".');
  return hasCommand ? 'stdio' : 'http';
}

function readCommand(name: string, server: JsonObject, place: VariablePlace, notes: string[]): InstanceInput {
  const { command, args = [], env = {}, cwd } = server;
  if (command === undefined) throw new Problem('It has no "command".');
  if (typeof command !== 'string') throw new Problem('Its "command" is no text.');
  if (!isList(args)) throw new Problem('Its "args" are no list.');
  if (cwd !== undefined && typeof cwd !== 'string') throw new Problem('Its "cwd" is no text.');
  const literal = (what: string, text: string): string => literally(what, text, place, notes);
  const stdio = {
    command: literal('The command', command),
    args: args.map((argument, index) =>
      literal(`Argument ${String(index + 1)}`, scalar(argument, `Argument ${String(index + 1)}`)),
    ),
    env: readValues(env, 'env', place, notes),
    ...(cwd !== undefined && { cwd: literal('The working folder', cwd) }),
  };
  if (/\s/.test(command.trim()) && !/[\\/]/.test(command)) {
    notes.push('The command has blanks in it and is taken as the name of one program, without arguments.');
  }
  const isRelative =
    /^\.{1,2}[\\/]/.test(stdio.command) || (cwd !== undefined && !/^(?:[\\/~$]|[A-Za-z]:)/.test(cwd));
  if (isRelative) notes.push('Its paths are looked for from the workspace’s folder.');
  if (/^~[\\/]/.test(stdio.command) || stdio.cwd?.startsWith('~') === true) {
    notes.push('No shell reads the ~ in it: write the path out.');
  }
  const bare = secretArgumentsNotice(name, stdio.args);
  if (bare !== undefined) notes.push(bare);
  return { name, url: '', stdio, headers: [] };
}

function readAddress(name: string, server: JsonObject, place: VariablePlace, notes: string[]): InstanceInput {
  const key = ADDRESSES.find((candidate) => server[candidate] !== undefined);
  const url = key === undefined ? undefined : server[key];
  if (url === undefined) throw new Problem('It has no "url".');
  if (typeof url !== 'string') throw new Problem(`Its "${key ?? 'url'}" is no text.`);
  const translated = translateLiteral(url, place);
  notes.push(...translated.notes);
  const [left] = translated.left;
  if (left !== undefined) {
    throw new Problem(`Its address has ${left}, and Hopscope fills nothing in an address: write it out.`);
  }
  const held = holdBackUrl('x', translated.text, new Set()).held.map(({ carrier }) => carrier);
  if (held.length > 0) notes.push(secretsNote(held));
  return { name, url: translated.text, headers: readHeaders(server['headers'], place, notes) };
}

function readHeaders(headers: JsonValue | undefined, place: VariablePlace, notes: string[]): HeaderList {
  if (headers === undefined) return [];
  // A list of lines is how some clients have it.
  const lines = isTextList(headers)
    ? Object.fromEntries(
        headers.map((line) => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
      )
    : headers;
  return Object.entries(readValues(lines, 'headers', place, notes));
}

/** Names with values in which Hopscope fills variables. */
function readValues(
  values: JsonValue,
  key: 'env' | 'headers',
  place: VariablePlace,
  notes: string[],
): Readonly<Record<string, string>> {
  if (!isObject(values)) throw new Problem(`Its "${key}" ${key === 'env' ? 'is' : 'are'} no object.`);
  const what = key === 'env' ? 'variable' : 'header';
  const secrets: string[] = [];
  const entries = Object.entries(values).flatMap(([name, value]): (readonly [string, string])[] => {
    if (value === null) {
      notes.push(`The ${what} ${name} has no value and is left out.`);
      return [];
    }
    const { text, notes: told, left } = translateFilled(scalar(value, `The ${what} ${name}`), place);
    notes.push(...told);
    if (left[0] !== undefined) {
      throw new Problem(
        `The ${what} ${name} has ${left[0]}, which only the other client can fill: write it out.`,
      );
    }
    if (isLiteralSecret(name, text)) secrets.push(`${what} ${name}`);
    return [[name, text]];
  });
  if (secrets.length > 0) notes.push(secretsNote(secrets));
  // Object.fromEntries defines what it is given: `__proto__` is a name like any other.
  return Object.fromEntries(entries);
}

function secretsNote(carriers: readonly string[]): string {
  const one = carriers.length === 1;
  return (
    `The ${carriers.join(', ')} ${one ? 'looks like a secret' : 'look like secrets'}: the workspace's file will get ` +
    `${one ? 'a variable' : 'variables'} instead.`
  );
}

function scalar(value: JsonValue, what: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Problem(`${what} is no text.`);
}

function literally(what: string, text: string, place: VariablePlace, notes: string[]): string {
  const translated: Translated = translateLiteral(text, place);
  notes.push(...translated.notes);
  for (const reference of new Set(translated.left)) {
    notes.push(
      `${what} has ${reference}, which is passed on as it stands: edit it before you start the server.`,
    );
  }
  return translated.text;
}

function tellWhatIsLeft(server: JsonObject, kind: 'stdio' | 'http', notes: string[]): void {
  if (server['disabled'] === true || server['enabled'] === false) notes.push('It is switched off there.');
  if (server['envFile'] !== undefined) {
    notes.push('Its "envFile" is not read: give the server its variables one by one.');
  }
  if (server['type'] === 'sse' || server['transport'] === 'sse') {
    notes.push('It is said to speak HTTP+SSE; Hopscope finds that out by itself.');
  }
  const ofOtherKind = kind === 'stdio' ? ['headers', ...ADDRESSES] : ['command', 'args', 'env', 'cwd'];
  const left = Object.keys(server).filter(
    (key) => ofOtherKind.includes(key) || !(READ.has(key) || PASSED_OVER.has(key)),
  );
  if (left.length > 0) notes.push(`Not taken: ${left.join(', ')}.`);
}
