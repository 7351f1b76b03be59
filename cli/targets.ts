import { formatCommandLine, parseCommandLine } from '../shared/model/command-line.ts';
import type { HeaderList, HeaderPair } from '../shared/model/headers.ts';
import type { Era, Instance, InstanceInput } from '../shared/model/instance.ts';
import type { StdioCommand } from '../shared/model/stdio-command.ts';
import { UsageError } from './exit-codes.ts';

/** A target as it was written. */
export type TargetSpec = {
  /** What stands before `=` in `--to name=TARGET`. */
  readonly label?: string;
  readonly text: string;
} & ({ readonly kind: 'url' | 'name' } | { readonly kind: 'stdio'; readonly command: StdioCommand });

const MAX_NAME_LENGTH = 90;

/** Reads `TARGET`. Throws UsageError. */
export function parseTarget(text: string): TargetSpec {
  const target = text.trim();
  if (target === '') {
    throw new UsageError(
      "The target is empty: give a URL, the name of an instance, or 'stdio:' and a command line.",
    );
  }
  if (/^stdio:/i.test(target)) {
    const command = parseCommandLine(target.slice('stdio:'.length));
    if ('problem' in command) throw new UsageError(`${target}: ${command.problem}`);
    return { kind: 'stdio', text: target, command };
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return { kind: 'url', text: target };
  return { kind: 'name', text: target };
}

/** Reads `[name=]TARGET`, where the name is what the instance is called in what is printed. Throws UsageError. */
export function parseLabelledTarget(text: string): TargetSpec {
  const match = /^([A-Za-z0-9][\w.-]*)=(.*)$/s.exec(text);
  const [, label, target] = match ?? [];
  if (label === undefined || target === undefined) return parseTarget(text);
  return { label, ...parseTarget(target) };
}

/** Reads `K: V`. Throws UsageError. */
export function parseHeader(text: string): HeaderPair {
  const colon = text.indexOf(':');
  if (colon < 1) throw new UsageError(`"${text}" is no header: write it as 'Name: value'.`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

/**
 * The instances to send to, each with a name of its own. `known` are those of the workspace. Headers from the
 * command line replace headers of the same name, and an era from there replaces the instance's own. Whoever writes a
 * command line has seen it; one from the workspace needs a consent of its own. Throws UsageError for a name that is
 * not known.
 */
export function toInstances(
  specs: readonly TargetSpec[],
  known: readonly Instance[],
  wanted: { readonly headers: HeaderList; readonly era: Era | 'auto' },
): InstanceInput[] {
  const names = new Set<string>();
  return specs.map((spec) => {
    const found = spec.kind === 'name' ? findByName(known, spec.text) : undefined;
    const name = freeName(spec.label ?? found?.name ?? nameOf(spec), names);
    names.add(name.toLowerCase());
    const era = wanted.era === 'auto' ? found?.era : wanted.era;
    return {
      name,
      ...(spec.kind === 'stdio' ? ofCommand(spec.command) : ofAddress(spec, found)),
      headers: withHeaders(found?.headers ?? [], wanted.headers),
      ...(era && { era }),
    };
  });
}

function ofCommand(stdio: StdioCommand): Pick<InstanceInput, 'url' | 'stdio' | 'approved'> {
  return { url: `stdio:${formatCommandLine(stdio)}`, stdio, approved: true };
}

function ofAddress(spec: TargetSpec, found: Instance | undefined): Omit<InstanceInput, 'name' | 'headers'> {
  return {
    url: found?.url ?? spec.text,
    ...(found?.stdio && { stdio: found.stdio }),
    ...(found?.approved !== undefined && { approved: found.approved }),
    ...(found?.tls && { tls: found.tls }),
    ...(found?.useSystemProxy !== undefined && { useSystemProxy: found.useSystemProxy }),
  };
}

function findByName(known: readonly Instance[], name: string): Instance {
  const wanted = name.toLowerCase();
  const found = known.find((instance) => instance.name.toLowerCase() === wanted);
  if (found) return found;
  const names = known.map((instance) => instance.name).join(', ');
  const hint = names === '' ? 'The workspace has no instances.' : `The workspace has: ${names}.`;
  throw new UsageError(`"${name}" is neither a URL, nor stdio:…, nor the name of an instance. ${hint}`);
}

function withHeaders(own: HeaderList, added: HeaderList): HeaderList {
  const replaced = new Set(added.map(([name]) => name.toLowerCase()));
  return [...own.filter(([name]) => !replaced.has(name.toLowerCase())), ...added];
}

/** What a person calls a target without a name: host and port, or the program. */
function nameOf(spec: TargetSpec): string {
  const name = spec.kind === 'stdio' ? programOf(spec.command) : (URL.parse(spec.text)?.host ?? spec.text);
  return name.slice(0, MAX_NAME_LENGTH);
}

/** The script where an interpreter runs one, else the program; without its folder, but where that alone tells what it is. */
export function programOf({ command, args }: StdioCommand): string {
  const base = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
  // What follows these is a program's text, not its name.
  const isText = args.some((arg) => /^(-e|-p|-c|--eval|--print)$/.test(arg));
  const script = isText ? undefined : args.find((arg) => !arg.startsWith('-'));
  const runs = /^(node|nodejs|deno|bun|npx|bunx|uvx?|pipx|python[\d.]*)(\.exe|\.cmd)?$/i.test(base(command));
  const name = runs && script !== undefined ? scriptName(script) : base(command);
  // Such as an empty text or control characters, which are no name.
  return name.replace(/\p{Cc}/gu, ' ').trim() || 'stdio';
}

/** Names of files and folders that many programs have: they tell nothing. */
const ANY_SCRIPT = /^(index|main|server|app|cli|start|mod|__main__)\.\w+$/i;
const ANY_FOLDER = /^(dist|build|out|lib|src|bin|esm|cjs|\.{0,2})$/i;

/** The script's own name, or that of the folder that says more: `server-everything` of `…/server-everything/dist/index.js`. */
function scriptName(path: string): string {
  const parts = path.split(/[\\/]/);
  const file = parts.at(-1) ?? path;
  if (!ANY_SCRIPT.test(file)) return file;
  return parts.slice(0, -1).findLast((part) => !ANY_FOLDER.test(part)) ?? file;
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base.toLowerCase())) return base;
  for (let count = 2; ; count += 1) {
    const name = `${base}#${String(count)}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
