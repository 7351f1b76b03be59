import type { JsonObject, JsonValue } from '../../../shared/model/draft.ts';
import type { ImportEntry, ImportPreview } from '../../../shared/model/import-preview.ts';
import type { Instance, InstanceInput } from '../../../shared/model/instance.ts';
import { AppError } from '../../app-error.ts';
import type { Environment } from '../fill-environment.ts';
import { isList, isObject } from '../file-reading.ts';
import { sameName } from '../entries.ts';
import { readJsonWithComments } from './json-with-comments.ts';
import { readServer } from './read-server.ts';
import type { AskedValue, VariablePlace } from './variables.ts';

/** Servers in one file: more than the bridge takes as instances would be of no use. */
const MAX_SERVERS = 500;
const LOOKED_FOR = '"mcpServers" (Claude Desktop, Claude Code, Cursor), "servers" or "mcp.servers" (VS Code)';

export interface ImportContext {
  /** What the workspace has already. */
  readonly instances: readonly Instance[];
  readonly env: Environment;
  /** The user's own folder. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/** A part of the file that names servers. */
interface Section {
  readonly format: string;
  /** JSON pointer. */
  readonly at: string;
  readonly servers: JsonObject;
  readonly inputs?: JsonValue;
}

/**
 * What stands in the text of another client's configuration. Adds nothing and starts nothing. Throws AppError
 * BAD_INPUT with a sentence where it is no configuration, with line and column where it is no JSON.
 *
 * The forms: https://code.visualstudio.com/docs/agents/reference/mcp-configuration,
 * https://modelcontextprotocol.io/docs/develop/connect-local-servers, https://code.claude.com/docs/en/mcp,
 * https://cursor.com/docs/mcp
 */
export function readConfiguration(text: string, context: ImportContext): ImportPreview {
  const json = readJsonWithComments(text);
  if (!json.ok) throw badInput(`This is no configuration that can be read. ${json.problem}`);
  const sections = sectionsOf(json.value);
  const count = sections.reduce((sum, { servers }) => sum + Object.keys(servers).length, 0);
  if (count > MAX_SERVERS) {
    throw badInput(
      `It names ${String(count)} servers; at most ${String(MAX_SERVERS)} can be taken at once. Split the file.`,
    );
  }
  const names = new FreeNames(context.instances);
  const entries = sections.flatMap((section) => {
    const place = placeOf(section, context);
    return Object.entries(section.servers).map(([name, server]) => {
      const entry = settle(readServer(name, server, place), names, context.instances);
      const pointer = `${section.at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (!json.repeated.has(pointer)) return entry;
      return { ...entry, notes: ['It stands there more than once; the last one counts.', ...entry.notes] };
    });
  });
  return { format: [...new Set(sections.map(({ format }) => format))].join(' and '), entries };
}

function sectionsOf(root: JsonValue): readonly Section[] {
  if (!isObject(root)) throw badInput(`It is JSON, but no object with ${LOOKED_FOR}.`);
  const { mcpServers, servers, mcp } = root;
  const sections: Section[] = [];
  const add = (format: string, at: string, found: JsonValue | undefined, inputs?: JsonValue): void => {
    if (found === undefined) return;
    if (!isObject(found))
      throw badInput(`Its "${at.slice(1).replaceAll('/', '.')}" is no object with one server a name.`);
    sections.push({ format, at, servers: found, ...(inputs !== undefined && { inputs }) });
  };
  add(formatOf(root), '/mcpServers', mcpServers);
  // Beside `mcpServers`, `servers` may be anything of that client's.
  if (mcpServers === undefined) add('VS Code', '/servers', servers, root['inputs']);
  if (isObject(mcp)) add('VS Code settings', '/mcp/servers', mcp['servers'], mcp['inputs']);
  add('VS Code settings', '/mcp.servers', root['mcp.servers'], root['mcp.inputs']);
  if (sections.length > 0) return sections;
  // Documentation often shows the inner part alone.
  if (Object.keys(root).length > 0 && Object.values(root).every(looksLikeServer)) {
    return [{ format: 'servers by name', at: '', servers: root }];
  }
  throw badInput(`It names no servers: there is no ${LOOKED_FOR}. It has ${namesIn(root)}.`);
}

/** Whose `mcpServers` these are, as far as something tells. */
function formatOf(root: JsonObject): string {
  const desktop = ['globalShortcut', 'preferences', 'scale', 'locale', 'userThemeMode'];
  if (desktop.some((key) => root[key] !== undefined)) return 'Claude Desktop';
  const text = JSON.stringify(root['mcpServers']);
  if (/\$\{(?:env:|userHome|workspaceFolder)|"envFile"/.test(text)) return 'Cursor';
  if (/\$\{[A-Za-z_][A-Za-z0-9_]*(?::-[^}]*)?\}/.test(text)) return 'Claude Code';
  return 'mcp.json';
}

function looksLikeServer(value: JsonValue): boolean {
  return isObject(value) && (typeof value['command'] === 'string' || typeof value['url'] === 'string');
}

function namesIn(root: JsonObject): string {
  const names = Object.keys(root).map((name) => JSON.stringify(name.slice(0, 40)));
  if (names.length === 0) return 'nothing';
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and others` : names.join(', ');
}

function placeOf({ inputs }: Section, { env, home, platform }: ImportContext): VariablePlace {
  const asked = new Map<string, AskedValue>();
  for (const input of isList(inputs) ? inputs : []) {
    if (!isObject(input) || typeof input['id'] !== 'string') continue;
    const { id, description, password, default: preset } = input;
    asked.set(id, {
      ...(typeof description === 'string' && { description }),
      ...(typeof preset === 'string' && preset !== '' && password !== true && { preset }),
    });
  }
  return { env, home, separator: platform === 'win32' ? '\\' : '/', inputs: asked };
}

/** Gives each entry a name that can be saved, since an instance's name is there once only. */
class FreeNames {
  readonly #taken: string[];

  constructor(instances: readonly Instance[]) {
    this.#taken = instances.map(({ name }) => name);
  }

  take(name: string): string {
    let free = name;
    for (let count = 2; this.#taken.some((taken) => sameName(taken, free)); count += 1) {
      free = `${name.slice(0, 90)} (${String(count)})`;
    }
    this.#taken.push(free);
    return free;
  }
}

function settle(entry: ImportEntry, names: FreeNames, instances: readonly Instance[]): ImportEntry {
  const { instance, commandLine, notes } = entry;
  if (!instance) return entry;
  const twin = instances.find((other) => isSameServer(other, instance));
  if (twin && sameName(twin.name, instance.name)) {
    return {
      name: entry.name,
      notes,
      ...(commandLine !== undefined && { commandLine }),
      problem: 'It is in the workspace already.',
    };
  }
  const name = names.take(instance.name);
  const told = [
    ...(name === instance.name ? [] : [`The name ${instance.name} is taken, so it will be called ${name}.`]),
    ...(twin ? [`The workspace has the same server as ${twin.name}.`] : []),
  ];
  return { ...entry, instance: { ...instance, name }, notes: [...told, ...notes] };
}

/** As far as it can be told: secrets of the saved one are not in it any more. */
function isSameServer(saved: Instance, read: InstanceInput): boolean {
  if (!saved.stdio || !read.stdio) return !saved.stdio && !read.stdio && saved.url === read.url;
  const shape = ({ command, args, env, cwd }: typeof saved.stdio): string =>
    JSON.stringify([command, args, Object.keys(env).sort(), cwd ?? null]);
  return shape(saved.stdio) === shape(read.stdio);
}

function badInput(message: string): AppError {
  return new AppError('BAD_INPUT', message);
}
