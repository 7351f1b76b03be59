import type { Environment } from '../fill-environment.ts';

/** What is known where the variables of another client's configuration are translated. */
export interface VariablePlace {
  /** Of this program: tells which variables are set here. */
  readonly env: Environment;
  readonly home: string;
  readonly separator: '/' | '\\';
  /** What the configuration asks a person for, by its id. */
  readonly inputs: ReadonlyMap<string, AskedValue>;
}

/** One of VS Code's `inputs`. Source: https://code.visualstudio.com/docs/agents/reference/mcp-configuration */
export interface AskedValue {
  readonly description?: string;
  /** Absent for what is a password, even where the configuration has one. */
  readonly preset?: string;
}

/** A text with Hopscope's own variables, and what a person should know of it. */
export interface Translated {
  readonly text: string;
  readonly notes: readonly string[];
  /** References that stand there still and that nothing fills, as they are written. */
  readonly left: readonly string[];
}

/** VS Code, Cursor: `${env:NAME}`, `${input:id}`, `${userHome}`. Claude Code: `${NAME}`, `${NAME:-default}`. */
const REFERENCE = /\$\{([^{}]*)\}/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What only an editor knows: folders, files and selections. */
const EDITORS_OWN =
  /^(?:workspaceFolder|workspaceFolderBasename|workspaceRoot|cwd|execPath|file[A-Za-z]*|relativeFile[A-Za-z]*|lineNumber|selectedText)(?::.*)?$/;

/**
 * A header's value or a variable's, in which Hopscope fills `${NAME}` from the environment when it sends or starts.
 * Never throws.
 */
export function translateFilled(text: string, place: VariablePlace): Translated {
  const notes = new Set<string>();
  const left: string[] = [];
  const own = (name: string): string => {
    if (!isSet(place.env, name)) notes.add(notSet(name));
    return `\${${name}}`;
  };
  const translated = text.replace(REFERENCE, (reference: string, inner: string) => {
    const known = settled(inner, place);
    if (known !== undefined) return known;
    if (EDITORS_OWN.test(inner)) {
      const name = variableOf(inner.replace(/:.*$/, ''));
      notes.add(
        `${reference} is known to the editor only: here the environment variable ${name} stands for it.`,
      );
      return own(name);
    }
    const asked = /^input:(.+)$/.exec(inner)?.[1];
    if (asked !== undefined) {
      const input = place.inputs.get(asked);
      if (input?.preset !== undefined) {
        notes.add(`${reference} is asked for there; its preset value is taken.`);
        return input.preset;
      }
      const name = variableOf(asked);
      const what = input?.description === undefined ? '' : ` (${input.description})`;
      notes.add(
        `${reference} is asked for there${what}: here the environment variable ${name} stands for it.`,
      );
      return own(name);
    }
    const { name, fallback } = variableIn(inner);
    if (name === undefined) {
      left.push(reference);
      return reference;
    }
    if (fallback === undefined || isSet(place.env, name)) return own(name);
    notes.add(`${name} is not set here, so what the configuration has for that case is taken.`);
    return fallback;
  });
  return { text: translated, notes: [...notes], left };
}

/** A command, an argument, a folder or an address, in which Hopscope fills nothing. Never throws. */
export function translateLiteral(text: string, place: VariablePlace): Translated {
  const notes = new Set<string>();
  const left: string[] = [];
  const translated = text.replace(REFERENCE, (reference: string, inner: string) => {
    const known = settled(inner, place);
    if (known !== undefined) return known;
    const asked = /^input:(.+)$/.exec(inner)?.[1];
    const preset = asked === undefined ? undefined : place.inputs.get(asked)?.preset;
    const { name, fallback } = variableIn(inner);
    const value = preset ?? (name === undefined ? undefined : fallback);
    if (value === undefined) {
      left.push(reference);
      return reference;
    }
    notes.add(`${reference} is written out as "${value}".`);
    return value;
  });
  return { text: translated, notes: [...notes], left };
}

/** What is the same wherever it stands. */
function settled(inner: string, { home, separator }: VariablePlace): string | undefined {
  if (inner === 'userHome') return home;
  return inner === 'pathSeparator' || inner === '/' ? separator : undefined;
}

function variableIn(inner: string): { readonly name?: string; readonly fallback?: string } {
  if (EDITORS_OWN.test(inner)) return {};
  const bare = inner.startsWith('env:') ? inner.slice('env:'.length) : inner;
  const split = bare.indexOf(':-');
  const name = split < 0 ? bare : bare.slice(0, split);
  if (!NAME.test(name)) return {};
  return split < 0 ? { name } : { name, fallback: bare.slice(split + ':-'.length) };
}

/** `github-token`, `workspaceFolder`: a name as environments have it. */
function variableOf(id: string): string {
  const name = id
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return NAME.test(name) ? name : `INPUT_${name}`;
}

function isSet(env: Environment, name: string): boolean {
  return env[name] !== undefined && env[name] !== '';
}

function notSet(name: string): string {
  return `The environment variable ${name} is not set here: set it before you start Hopscope.`;
}
