import type { HeaderList, HeaderPair } from '../shared/model/headers.ts';
import type { Instance, InstanceInput } from '../shared/model/instance.ts';
import { UsageError } from './exit-codes.ts';

/** A target as it was written. */
export interface TargetSpec {
  /** What stands before `=` in `--to name=TARGET`. */
  readonly label?: string;
  readonly kind: 'url' | 'name';
  readonly text: string;
}

const MAX_NAME_LENGTH = 90;

/** Reads `TARGET`. Throws UsageError. */
export function parseTarget(text: string): TargetSpec {
  const target = text.trim();
  if (target === '') throw new UsageError('The target is empty: give a URL or the name of an instance.');
  if (/^stdio:/i.test(target)) {
    throw new UsageError(
      'This version of Hopscope talks to servers over HTTP only: give a URL instead of stdio:…',
    );
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
 * command line replace headers of the same name. Throws UsageError for a name that is not known.
 */
export function toInstances(
  specs: readonly TargetSpec[],
  known: readonly Instance[],
  headers: HeaderList,
): InstanceInput[] {
  const names = new Set<string>();
  return specs.map((spec) => {
    const found = spec.kind === 'name' ? findByName(known, spec.text) : undefined;
    const name = freeName(spec.label ?? found?.name ?? nameOfUrl(spec.text), names);
    names.add(name.toLowerCase());
    return {
      name,
      url: found?.url ?? spec.text,
      headers: withHeaders(found?.headers ?? [], headers),
      ...(found?.tls && { tls: found.tls }),
      ...(found?.useSystemProxy !== undefined && { useSystemProxy: found.useSystemProxy }),
    };
  });
}

function findByName(known: readonly Instance[], name: string): Instance {
  const wanted = name.toLowerCase();
  const found = known.find((instance) => instance.name.toLowerCase() === wanted);
  if (found) return found;
  const names = known.map((instance) => instance.name).join(', ');
  const hint = names === '' ? 'The workspace has no instances.' : `The workspace has: ${names}.`;
  throw new UsageError(`"${name}" is neither a URL nor the name of an instance. ${hint}`);
}

function withHeaders(own: HeaderList, added: HeaderList): HeaderList {
  const replaced = new Set(added.map(([name]) => name.toLowerCase()));
  return [...own.filter(([name]) => !replaced.has(name.toLowerCase())), ...added];
}

/** Host and port: what a person calls an address without a name. */
function nameOfUrl(text: string): string {
  return (URL.parse(text)?.host ?? text).slice(0, MAX_NAME_LENGTH);
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base.toLowerCase())) return base;
  for (let count = 2; ; count += 1) {
    const name = `${base}#${String(count)}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
