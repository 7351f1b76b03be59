import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonObject, JsonValue } from '../shared/model/draft.ts';
import {
  DEFAULT_CLIENT_SETTINGS,
  INPUT_KINDS,
  type ClientSettings,
  type InputKind,
  type Responder,
  type Responders,
  type Root,
} from '../shared/model/input.ts';
import { isJsonObject } from '../shared/model/json.ts';
import { UsageError } from './exit-codes.ts';

/** Flags by which the command line says what Hopscope is as a client, as they were written. */
export interface ClientOptions {
  /** `[KIND=]accept|decline|cancel|ask|FILE|JSON`; a later one counts more. */
  readonly respond: readonly string[];
  /** `[NAME=]PATH-OR-URI`. */
  readonly root: readonly string[];
  /** Replaces all that would be declared. */
  readonly capabilities?: JsonObject;
  /** `ID[=SETTINGS]`. */
  readonly extension: readonly string[];
}

/** What the flags need of the machine. */
export interface Files {
  readonly cwd: string;
  /** Throws where the file cannot be read. */
  readonly readText: (path: string) => string;
}

const MODES = ['accept', 'decline', 'cancel', 'ask'] as const;

/** Declared for a kind that is answered. Elicitation has its modes in the default declaration. */
const DECLARED: Readonly<Record<InputKind, JsonObject>> = {
  elicitation: { form: {}, url: {} },
  sampling: {},
  roots: {},
};

/**
 * What Hopscope declares and how it answers servers, as the flags want it. A kind that is answered is declared, and
 * roots that are given are given out. Throws UsageError.
 */
export function clientSettings(options: ClientOptions, files: Files): ClientSettings {
  const roots = options.root.map((text) => parseRoot(text, files.cwd));
  const responders: { [K in InputKind]?: Responder } = roots.length > 0 ? { roots: { mode: 'accept' } } : {};
  for (const text of options.respond) Object.assign(responders, parseRespond(text, files));
  return { capabilities: declared(options, responders), roots, responders };
}

function declared(options: ClientOptions, responders: Responders): JsonObject {
  const answered = INPUT_KINDS.filter((kind) => responders[kind] !== undefined);
  const base = options.capabilities ?? {
    ...Object.fromEntries(answered.map((kind) => [kind, DECLARED[kind]])),
    ...DEFAULT_CLIENT_SETTINGS.capabilities,
  };
  if (options.extension.length === 0) return base;
  const extensions = isJsonObject(base['extensions']) ? base['extensions'] : {};
  return {
    ...base,
    extensions: { ...extensions, ...Object.fromEntries(options.extension.map(parseExtension)) },
  };
}

/** Reads `ID[=SETTINGS]`. */
function parseExtension(text: string): [string, JsonObject] {
  const equals = text.indexOf('=');
  const id = (equals < 0 ? text : text.slice(0, equals)).trim();
  if (id === '') throw new UsageError(`--extension ${text}: the extension's id is empty.`);
  if (equals < 0) return [id, {}];
  const settings = readJson(text.slice(equals + 1), `--extension ${id}`);
  if (!isJsonObject(settings)) throw new UsageError(`--extension ${id}: its settings must be a JSON object.`);
  return [id, settings];
}

/** Reads `[NAME=]PATH-OR-URI`. https://modelcontextprotocol.io/specification/2026-07-28/client/roots */
function parseRoot(text: string, cwd: string): Root {
  const [, name, place = text] = /^([^/\\=:]+)=(.*)$/s.exec(text) ?? [];
  const uri = place.trim();
  if (uri === '') throw new UsageError(`--root ${text}: give a folder, or a URI that starts with file://.`);
  const hasScheme = /^[a-z][a-z0-9+.-]+:\/\//i.test(uri);
  if (hasScheme && (!/^file:\/\//i.test(uri) || !URL.canParse(uri))) {
    throw new UsageError(`--root ${text}: a root is a folder, or a URI that starts with file://.`);
  }
  return {
    uri: hasScheme ? uri : pathToFileURL(resolve(cwd, uri)).href,
    ...(name !== undefined && { name: name.trim() }),
  };
}

/** Reads `[KIND=]MODE-OR-FILE-OR-JSON`. */
function parseRespond(text: string, files: Files): Responders {
  const [, kind, rest = text] = /^(elicitation|sampling|roots)=(.*)$/s.exec(text) ?? [];
  const wanted = rest.trim();
  const mode = modeOf(wanted);
  if (mode) return forKinds(kind === undefined ? INPUT_KINDS : [kind as InputKind], mode);
  const what = `--respond ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`;
  const value = wanted.startsWith('{') ? readJson(wanted, what) : readFile(wanted, what, files);
  if (!isJsonObject(value)) throw new UsageError(`${what}: an answer must be a JSON object.`);
  if (kind !== undefined) return forKinds([kind as InputKind], { mode: 'canned', result: value });
  return byKind(value, what);
}

function forKinds(kinds: readonly InputKind[], responder: Responder): Responders {
  return Object.fromEntries(kinds.map((kind) => [kind, responder]));
}

function modeOf(text: string): Responder | undefined {
  const mode = MODES.find((known) => known === text);
  return mode && { mode };
}

/** One answer, told by its members; or an object that has one for each kind. */
function byKind(value: JsonObject, what: string): Responders {
  const entries = Object.entries(value);
  const isKind = (key: string): key is InputKind => INPUT_KINDS.some((kind) => kind === key);
  // The result of roots/list has one member, of the name of its kind.
  const isRootsResult = Array.isArray(value['roots']);
  if (entries.length > 0 && !isRootsResult && entries.every(([key]) => isKind(key))) {
    return Object.fromEntries(entries.map(([kind, answer]) => [kind, oneOf(answer, kind, what)]));
  }
  const kind = isRootsResult
    ? 'roots'
    : typeof value['action'] === 'string'
      ? 'elicitation'
      : 'role' in value && 'content' in value
        ? 'sampling'
        : undefined;
  if (kind === undefined) {
    throw new UsageError(
      `${what}: this answers neither an elicitation ("action"), nor sampling ("role" and "content"), nor roots ("roots"). Write the kind before it, such as elicitation=….`,
    );
  }
  return forKinds([kind], { mode: 'canned', result: value });
}

function oneOf(answer: JsonValue, kind: string, what: string): Responder {
  const mode = typeof answer === 'string' ? modeOf(answer) : undefined;
  if (mode) return mode;
  if (isJsonObject(answer)) return { mode: 'canned', result: answer };
  throw new UsageError(
    `${what}: "${kind}" must be ${MODES.join(', ')} or an answer, which is a JSON object.`,
  );
}

function readFile(text: string, what: string, { cwd, readText }: Files): JsonValue {
  const name = text.startsWith('@') ? text.slice(1) : text;
  if (name === '') throw new UsageError(`${what}: give ${MODES.join(', ')}, JSON or a file.`);
  const path = resolve(cwd, name);
  let content: string;
  try {
    content = readText(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${what}: it is none of ${MODES.join(', ')}, and no file that can be read: ${why}.`);
  }
  return readJson(content, `${what}: ${path}`);
}

function readJson(text: string, what: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new UsageError(`${what} is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
