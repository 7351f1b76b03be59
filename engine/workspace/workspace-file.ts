import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { HeaderPair } from '../../shared/model/headers.ts';
import type { ClientSettings } from '../../shared/model/input.ts';
import type { Era, Fleet, Instance, TlsSettings } from '../../shared/model/instance.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { AppError } from '../app-error.ts';
import { checkInstance, checkName } from './check-instance.ts';
import { readClientSection } from './client-section.ts';
import {
  EntryFault,
  isList,
  isObject,
  isTextList,
  readVersioned,
  writeJson,
  type Reading,
} from './file-reading.ts';
import { isSlug } from './slug.ts';

export const WORKSPACE_FILE = 'workspace.json';
const VERSION = 1;

/** The content of `workspace.json`. */
export interface WorkspaceContent {
  /** Absent: the directory's name is shown. */
  readonly name?: string;
  readonly instances: readonly Instance[];
  readonly fleets: readonly Fleet[];
  /** Absent: nobody has set anything. */
  readonly client?: ClientSettings;
  /** Entries that could not be used, written back as they were found: nothing of a person's file is lost. */
  readonly unusable: {
    readonly instances: readonly JsonValue[];
    readonly fleets: readonly JsonValue[];
    readonly client?: JsonValue;
  };
}

export const EMPTY_WORKSPACE: WorkspaceContent = {
  instances: [],
  fleets: [],
  unusable: { instances: [], fleets: [] },
};

/** Reads the text of `workspace.json`. An entry with a fault is left out and named; never throws. */
export function readWorkspaceFile(text: string): Reading<WorkspaceContent> {
  return readVersioned(text, VERSION, (file): Reading<WorkspaceContent> => {
    const name = file['name'];
    if (name !== undefined && typeof name !== 'string') return damaged('"name" is no text.');
    const listedInstances = file['instances'] ?? [];
    const listedFleets = file['fleets'] ?? [];
    if (!isList(listedInstances)) return damaged('"instances" is no list.');
    if (!isList(listedFleets)) return damaged('"fleets" is no list.');
    const instances = readEntries(listedInstances, 'instance', readInstance);
    const fleets = readEntries(listedFleets, 'fleet', readFleet);
    const section = file['client'];
    const client = section === undefined ? undefined : readClientSection(section);
    const clientNotes =
      client?.kind === 'faulty'
        ? [`The section "client" is left out, and Hopscope's own settings hold: ${client.message}`]
        : [];
    return {
      kind: 'ok',
      value: {
        ...(name !== undefined && { name }),
        instances: instances.good,
        fleets: fleets.good,
        ...(client?.kind === 'ok' && { client: client.value }),
        unusable: {
          instances: instances.bad,
          fleets: fleets.bad,
          ...(client?.kind === 'faulty' && section !== undefined && { client: section }),
        },
      },
      notes: [...instances.notes, ...fleets.notes, ...clientNotes],
    };
  });
}

/** The text of `workspace.json`: the same content gives the same bytes. Instances keep their order. */
export function writeWorkspaceFile(content: WorkspaceContent): string {
  return writeJson({
    version: VERSION,
    ...(content.name !== undefined && { name: content.name }),
    instances: [...content.instances.map(writtenInstance), ...content.unusable.instances],
    fleets: [...content.fleets.map(writtenFleet), ...content.unusable.fleets],
    client: writtenClient(content),
  });
}

function writtenInstance(instance: Instance): object {
  const { tls, stdio, era } = instance;
  if (stdio) {
    // Without `approved`: a file that travels must not say what a person of this machine has seen.
    const { command, args, env, cwd } = stdio;
    return { id: instance.id, name: instance.name, stdio: { command, args, env, cwd }, era };
  }
  return {
    id: instance.id,
    name: instance.name,
    url: instance.url,
    era,
    // One line a header, so that git shows and merges them line by line; a name has no colon.
    headers: instance.headers.map(([name, value]) => `${name}: ${value}`),
    ...(tls && {
      tls: {
        caFile: tls.caFile,
        certFile: tls.certFile,
        keyFile: tls.keyFile,
        trustAnyCertificate: tls.trustAnyCertificate,
      },
    }),
    ...(instance.useSystemProxy !== undefined && { useSystemProxy: instance.useSystemProxy }),
  };
}

function writtenFleet(fleet: Fleet): object {
  return { id: fleet.id, name: fleet.name, instances: fleet.instanceIds };
}

/** Keys in one order, whoever built the settings. What is undefined is not written. */
function writtenClient({ client, unusable }: WorkspaceContent): JsonValue | object | undefined {
  if (!client) return unusable.client;
  const { capabilities, roots, responders } = client;
  const { elicitation, sampling } = responders;
  return {
    capabilities,
    roots: roots.map(({ uri, name }) => ({ uri, name })),
    responders: { elicitation, sampling, roots: responders.roots },
  };
}

interface Entry {
  readonly id: string;
  readonly name: string;
}

function readEntries<T extends Entry>(
  list: readonly JsonValue[],
  what: string,
  read: (entry: JsonObject) => T,
): { readonly good: T[]; readonly bad: JsonValue[]; readonly notes: string[] } {
  const good: T[] = [];
  const bad: JsonValue[] = [];
  const notes: string[] = [];
  for (const [index, entry] of list.entries()) {
    try {
      if (!isObject(entry)) throw new EntryFault('it is no object.');
      const value = read(entry);
      // What two branches added under one name arrives here after a merge without conflict.
      if (good.some((other) => other.id === value.id))
        throw new EntryFault(`the id "${value.id}" is there twice.`);
      if (good.some((other) => sameName(other.name, value.name))) {
        throw new EntryFault(`the name "${value.name}" is there twice.`);
      }
      good.push(value);
    } catch (error) {
      if (!(error instanceof EntryFault) && !(error instanceof AppError)) throw error;
      bad.push(entry);
      notes.push(`The ${what} in place ${String(index + 1)} is left out: ${error.message}`);
    }
  }
  return { good, bad, notes };
}

/** Names differ when a person sees a difference at a glance: case does not count. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function readInstance(entry: JsonObject): Instance {
  const era = readEra(entry['era']);
  if (entry['stdio'] !== undefined) {
    const stdio = readStdio(entry['stdio']);
    const checked = checkInstance({ name: readName(entry), url: '', stdio, headers: [], ...era });
    return { id: readId(entry), ...checked };
  }
  const url = entry['url'];
  const headers = entry['headers'] ?? [];
  const proxy = entry['useSystemProxy'];
  if (typeof url !== 'string') throw new EntryFault('it has neither a "url" nor a "stdio".');
  if (!isTextList(headers)) throw new EntryFault('its "headers" are no list of texts "Name: value".');
  if (proxy !== undefined && typeof proxy !== 'boolean')
    throw new EntryFault('its "useSystemProxy" is not true or false.');
  const tls = readTls(entry['tls']);
  const checked = checkInstance({
    name: readName(entry),
    url,
    headers: headers.map(readHeader),
    ...era,
    ...(tls && { tls }),
    ...(proxy !== undefined && { useSystemProxy: proxy }),
  });
  return { id: readId(entry), ...checked };
}

function readEra(value: JsonValue | undefined): { readonly era?: Era } {
  if (value === undefined) return {};
  if (value !== 'modern' && value !== 'legacy') {
    throw new EntryFault('its "era" is neither "modern" nor "legacy".');
  }
  return { era: value };
}

function readStdio(value: JsonValue | undefined): StdioCommand {
  if (!isObject(value)) throw new EntryFault('its "stdio" is no object.');
  const { command, args = [], env = {}, cwd } = value;
  if (typeof command !== 'string') throw new EntryFault('its "stdio.command" is no text.');
  if (!isTextList(args)) throw new EntryFault('its "stdio.args" are no list of texts.');
  if (!isObject(env) || !isTextList(Object.values(env))) {
    throw new EntryFault('its "stdio.env" is no object whose values are texts.');
  }
  if (cwd !== undefined && typeof cwd !== 'string') throw new EntryFault('its "stdio.cwd" is no path.');
  return {
    command,
    args,
    env: env as Readonly<Record<string, string>>,
    ...(cwd !== undefined && { cwd }),
  };
}

function readFleet(entry: JsonObject): Fleet {
  const ids = entry['instances'];
  if (!isTextList(ids)) throw new EntryFault('its "instances" are no list of ids.');
  return { id: readId(entry), name: checkName(readName(entry), 'A fleet'), instanceIds: [...new Set(ids)] };
}

function readId(entry: JsonObject): string {
  const id = entry['id'];
  if (typeof id !== 'string' || !isSlug(id)) {
    throw new EntryFault('its "id" is not made of a-z, 0-9 and "-" (or is kept for the demo fleet).');
  }
  return id;
}

function readName(entry: JsonObject): string {
  const name = entry['name'];
  if (typeof name !== 'string') throw new EntryFault('it has no "name".');
  return name;
}

function readHeader(line: string): HeaderPair {
  const colon = line.indexOf(':');
  if (colon < 0) throw new EntryFault(`the header "${line}" has no colon.`);
  return [line.slice(0, colon), line.slice(colon + 1)];
}

function readTls(value: JsonValue | undefined): TlsSettings | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new EntryFault('its "tls" is no object.');
  const path = (key: string): string | undefined => {
    const found = value[key];
    if (found !== undefined && typeof found !== 'string')
      throw new EntryFault(`its "tls.${key}" is no path.`);
    return found;
  };
  const trust = value['trustAnyCertificate'];
  if (trust !== undefined && typeof trust !== 'boolean') {
    throw new EntryFault('its "tls.trustAnyCertificate" is not true or false.');
  }
  const [caFile, certFile, keyFile] = [path('caFile'), path('certFile'), path('keyFile')];
  return {
    ...(caFile !== undefined && { caFile }),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(trust !== undefined && { trustAnyCertificate: trust }),
  };
}

function damaged(message: string): { readonly kind: 'damaged'; readonly message: string } {
  return { kind: 'damaged', message };
}
