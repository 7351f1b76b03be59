import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { Mute } from '../../shared/model/finding.ts';
import type { HeaderPair } from '../../shared/model/headers.ts';
import type { ClientSettings } from '../../shared/model/input.ts';
import type { Era, Fleet, Instance, TlsSettings } from '../../shared/model/instance.ts';
import { GATEWAY_DEFAULTS, type GatewaySettings } from '../../shared/model/gateway.ts';
import type { RedactionRules } from '../../shared/model/redaction.ts';
import type { RunSettings } from '../../shared/model/run.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import type { SavedFilter } from '../../shared/model/workspace.ts';
import { AppError } from '../app-error.ts';
import { readFilter } from '../read-filter.ts';
import { checkGateway } from './check-gateway.ts';
import { checkInstance, checkName } from './check-instance.ts';
import { checkRun } from './check-run.ts';
import { readClientSection } from './client-section.ts';
import { sameName, type Entry } from './entries.ts';
import {
  EntryFault,
  isList,
  isObject,
  isTextList,
  readVersioned,
  writeJson,
  type Reading,
} from './file-reading.ts';
import { readMutes, writtenMute } from './mute-section.ts';
import { readRedactionSection, writtenRedaction } from './redaction-section.ts';
import { isSlug } from './slug.ts';

export const WORKSPACE_FILE = 'workspace.json';
const VERSION = 1;

/** The content of `workspace.json`. */
export interface WorkspaceContent {
  /** Absent: the directory's name is shown. */
  readonly name?: string;
  readonly instances: readonly Instance[];
  readonly fleets: readonly Fleet[];
  readonly gateways: readonly GatewaySettings[];
  readonly runs: readonly RunSettings[];
  readonly mutes: readonly Mute[];
  readonly filters: readonly SavedFilter[];
  /** Absent: nobody has set anything. */
  readonly client?: ClientSettings;
  readonly redaction?: RedactionRules;
  /** Entries that could not be used, written back as they were found: nothing of a person's file is lost. */
  readonly unusable: {
    readonly instances: readonly JsonValue[];
    readonly fleets: readonly JsonValue[];
    readonly gateways: readonly JsonValue[];
    readonly runs: readonly JsonValue[];
    readonly mutes: readonly JsonValue[];
    readonly filters: readonly JsonValue[];
    readonly client?: JsonValue;
    readonly redaction?: JsonValue;
  };
}

export const EMPTY_WORKSPACE: WorkspaceContent = {
  instances: [],
  fleets: [],
  gateways: [],
  runs: [],
  mutes: [],
  filters: [],
  unusable: { instances: [], fleets: [], gateways: [], runs: [], mutes: [], filters: [] },
};

const SECTIONS = ['instances', 'fleets', 'gateways', 'runs', 'mutes', 'filters'] as const;

/** Reads the text of `workspace.json`. An entry with a fault is left out and named; never throws. */
export function readWorkspaceFile(text: string): Reading<WorkspaceContent> {
  return readVersioned(text, VERSION, (file): Reading<WorkspaceContent> => {
    const name = file['name'];
    if (name !== undefined && typeof name !== 'string') return damaged('"name" is no text.');
    const noList = SECTIONS.find((section) => !isList(file[section] ?? []));
    if (noList !== undefined) return damaged(`"${noList}" is no list.`);
    const listed = (section: (typeof SECTIONS)[number]): readonly JsonValue[] => {
      const list = file[section] ?? [];
      return isList(list) ? list : [];
    };
    const instances = readEntries(listed('instances'), 'instance', readInstance);
    const fleets = readEntries(listed('fleets'), 'fleet', readFleet);
    const gateways = readEntries(listed('gateways'), 'gateway', readGateway);
    const runs = readEntries(listed('runs'), 'run', readRun);
    const mutes = readMutes(listed('mutes'));
    const filters = readEntries(listed('filters'), 'filter', readSavedFilter);
    const section = file['client'];
    const client = section === undefined ? undefined : readClientSection(section);
    const clientNotes =
      client?.kind === 'faulty'
        ? [`The section "client" is left out, and Hopscope's own settings hold: ${client.message}`]
        : [];
    const rules = file['redaction'];
    const redaction = rules === undefined ? undefined : readRedactionSection(rules);
    if (redaction?.kind === 'faulty')
      clientNotes.push(
        `The section "redaction" is left out, and only the built-in rules hold: ${redaction.message}`,
      );
    return {
      kind: 'ok',
      value: {
        ...(name !== undefined && { name }),
        instances: instances.good,
        fleets: fleets.good,
        gateways: gateways.good,
        runs: runs.good,
        mutes: mutes.good,
        filters: filters.good,
        ...(client?.kind === 'ok' && { client: client.value }),
        ...(redaction?.kind === 'ok' && { redaction: redaction.value }),
        unusable: {
          instances: instances.bad,
          fleets: fleets.bad,
          gateways: gateways.bad,
          runs: runs.bad,
          mutes: mutes.bad,
          filters: filters.bad,
          ...(client?.kind === 'faulty' && section !== undefined && { client: section }),
          ...(redaction?.kind === 'faulty' && rules !== undefined && { redaction: rules }),
        },
      },
      notes: [
        ...instances.notes,
        ...fleets.notes,
        ...gateways.notes,
        ...runs.notes,
        ...mutes.notes,
        ...filters.notes,
        ...clientNotes,
      ],
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
    gateways: writtenList(content.gateways, content.unusable.gateways),
    runs: writtenList(content.runs.map(writtenRun), content.unusable.runs),
    mutes: writtenList(content.mutes.map(writtenMute), content.unusable.mutes),
    filters: writtenList(content.filters, content.unusable.filters),
    client: writtenClient(content),
    redaction: writtenRedaction(content.redaction) ?? content.unusable.redaction,
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

/** A section that most workspaces do not have is there only where it has something. */
function writtenList(good: readonly object[], bad: readonly JsonValue[]): readonly unknown[] | undefined {
  return good.length + bad.length === 0 ? undefined : [...good, ...bad];
}

/** Without `approved`, as commands of instances. */
function writtenRun({ id, name, command, copies, path, restart }: RunSettings): object {
  const { command: program, args, env, cwd } = command;
  return { id, name, command: { command: program, args, env, cwd }, copies, path, restart };
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

function readInstance(entry: JsonObject): Instance {
  const era = readEra(entry['era']);
  if (entry['stdio'] !== undefined) {
    const stdio = readStdio(entry['stdio'], 'stdio');
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

/** `key`: where the command stands. */
function readStdio(value: JsonValue | undefined, key: 'stdio' | 'command'): StdioCommand {
  if (!isObject(value)) throw new EntryFault(`its "${key}" is no object.`);
  const { command, args = [], env = {}, cwd } = value;
  if (typeof command !== 'string') throw new EntryFault(`its "${key}.command" is no text.`);
  if (!isTextList(args)) throw new EntryFault(`its "${key}.args" are no list of texts.`);
  if (!isObject(env) || !isTextList(Object.values(env))) {
    throw new EntryFault(`its "${key}.env" is no object whose values are texts.`);
  }
  if (cwd !== undefined && typeof cwd !== 'string') throw new EntryFault(`its "${key}.cwd" is no path.`);
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

/** What a person has left out is as in GATEWAY_DEFAULTS. */
function readGateway(entry: JsonObject): GatewaySettings {
  const found: unknown = { ...GATEWAY_DEFAULTS, ...entry, id: readId(entry), name: readName(entry) };
  return checkGateway(found as GatewaySettings);
}

function readSavedFilter(entry: JsonObject): SavedFilter {
  const { text } = entry;
  if (typeof text !== 'string') throw new EntryFault('its "text" is no text.');
  readFilter(text);
  return { id: readId(entry), name: checkName(readName(entry), 'A filter'), text };
}

function readRun(entry: JsonObject): RunSettings {
  const command = readStdio(entry['command'], 'command');
  const { copies = 1, path = '/mcp', restart = 'never' } = entry;
  const found: unknown = { id: readId(entry), name: readName(entry), command, copies, path, restart };
  return checkRun(found as RunSettings);
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
