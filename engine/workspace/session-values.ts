import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { RunSettings } from '../../shared/model/run.ts';
import type { SavedRequest } from '../../shared/model/workspace.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { headerValueFault } from './check-instance.ts';
import { stdioUrl } from './check-stdio.ts';
import { environmentNames, fillEnvironment, type Environment } from './fill-environment.ts';
import type { KeptSecrets } from './kept-secrets.ts';
import {
  heldNotice,
  holdBackEnvironment,
  holdBackHeaders,
  holdBackUrl,
  isLiteralSecret,
  secretArgumentsNotice,
  urlVariable,
  variableName,
  type HeldValue,
} from './secret-values.ts';

/** An instance's headers as they will be sent, or why they cannot be. */
export interface ResolvedHeaders {
  readonly headers: readonly HeaderPair[];
  /** Names of environment variables that have no value that can be sent. Nothing may be sent while there are any. */
  readonly missing: readonly string[];
  /** A sentence: why nothing can be sent. Present whenever `missing` is not empty. */
  readonly problem?: string;
}

/** A command as it is started, its environment filled, or why it cannot be. */
export interface ResolvedCommand {
  readonly stdio: StdioCommand;
  /** A sentence: why nothing can be started. `stdio` is then not complete. */
  readonly problem?: string;
}

/** An entry of a workspace's file, as far as it can name variables. */
export interface NamesVariables {
  readonly url?: string;
  readonly headers?: HeaderList;
  readonly stdio?: StdioCommand;
  readonly command?: StdioCommand;
}

/** What is written, and the sentences that tell what was held back. */
export interface HeldBack<T> {
  readonly written: T;
  /** `kept`: whether the values outlive the program. */
  readonly tell: (kept: boolean) => readonly string[];
}

/**
 * The secrets of this session: literal values that a person typed and that no file may have. Each has the name
 * of the environment variable that stands for it in the file, so that the same file works with either.
 */
export class SessionValues {
  readonly #env: Environment;
  readonly #values = new Map<string, { readonly owner: string; readonly value: string }>();
  readonly #kept: KeptSecrets | undefined;
  /** Values that are to be kept beyond this session. */
  #unkept: { readonly variable: string; readonly value: string; readonly goesTo: string }[] = [];

  /** `kept`: where they outlive the program. */
  constructor(env: Environment, kept?: KeptSecrets) {
    this.#env = env;
    this.#kept = kept;
  }

  /**
   * Takes what was kept for the variables of these, as far as the environment has no value. What was kept for an instance
   * holds only while its address leads to the same server: a workspace's file may come from a stranger, who must not get it.
   */
  async recall({ instances, runs, requests }: Recalled): Promise<void> {
    if (!this.#kept) return;
    const wanted = [
      ...instances.map((entry) => ({ owner: `instance ${entry.id}`, goesTo: goalOf(entry), text: entry })),
      ...runs.map((entry) => ({ owner: `run ${entry.id}`, goesTo: '', text: entry })),
      ...requests.map((entry) => ({ owner: `request ${entry.id}`, goesTo: '', text: entry })),
    ];
    for (const { owner, goesTo, text } of wanted) {
      for (const name of environmentNames(JSON.stringify(text))) {
        if (!name.startsWith('HOPSCOPE_') || this.#hasValue(name)) continue;
        const value = await this.#kept.read(name, goesTo);
        if (value !== undefined) this.#values.set(name, { owner, value });
      }
    }
  }

  /** Keeps what was held back for the next start as well, where there is a place for it. Answers the sentences to tell. */
  async settle({ tell }: Pick<HeldBack<unknown>, 'tell'>): Promise<readonly string[]> {
    const unkept = this.#unkept;
    this.#unkept = [];
    let kept = this.#kept !== undefined;
    for (const { variable, value, goesTo } of unkept) {
      kept = (await this.#kept?.write(variable, value, goesTo)) === true && kept;
    }
    return tell(kept);
  }

  /** The instance as a file may have it; its secrets are kept here. `others` are the file's other instances. */
  holdInstance(instance: Instance, others: readonly NamesVariables[]): HeldBack<Instance> {
    const owner = `instance ${instance.id}`;
    const taken = this.#namesOf(owner, others);
    if (instance.stdio) return this.#holdCommand(instance, instance.stdio, taken);
    const headers = holdBackHeaders(instance.id, instance.headers, taken);
    for (const value of headers.held) taken.add(value.variable);
    const url = holdBackUrl(instance.id, instance.url, taken);
    const held = [...headers.held, ...url.held];
    this.#keep(owner, held, goalOf(instance));
    this.#moveTo(owner, [instance.url, ...instance.headers.map(([, value]) => value)], goalOf(instance));
    return {
      written: { ...instance, headers: headers.headers, url: url.url },
      tell: (kept) => held.map((value) => heldNotice(instance.name, value, kept)),
    };
  }

  #holdCommand(instance: Instance, stdio: StdioCommand, taken: ReadonlySet<string>): HeldBack<Instance> {
    const { env, held } = holdBackEnvironment(instance.id, stdio.env, taken);
    this.#keep(`instance ${instance.id}`, held);
    const written = { ...stdio, env };
    const bare = secretArgumentsNotice(instance.name, stdio.args);
    return {
      written: { ...instance, url: stdioUrl(written), stdio: written },
      tell: (kept) => [
        ...held.map((value) => heldNotice(instance.name, value, kept)),
        ...(bare === undefined ? [] : [bare]),
      ],
    };
  }

  /** The run as a file may have it. `others` are whatever else the file names variables in. */
  holdRun(run: RunSettings, others: readonly NamesVariables[]): HeldBack<RunSettings> {
    const owner = `run ${run.id}`;
    const { env, held } = holdBackEnvironment(`run-${run.id}`, run.command.env, this.#namesOf(owner, others));
    this.#keep(owner, held);
    const bare = secretArgumentsNotice(run.name, run.command.args);
    return {
      written: { ...run, command: { ...run.command, env } },
      tell: (kept) => [
        ...held.map((value) => heldNotice(run.name, value, kept)),
        ...(bare === undefined ? [] : [bare]),
      ],
    };
  }

  /** The request as a file may have it: header values that it sets can be secrets, too. */
  holdRequest(request: SavedRequest): HeldBack<SavedRequest> {
    const owner = `request ${request.id}`;
    const held: HeldValue[] = [];
    const taken = this.#namesOf(owner, []);
    const headers = request.draft.tamper.headers.map((change) => {
      if (change.value === undefined || !isLiteralSecret(change.name, change.value)) return change;
      const kept = holdBackHeaders(`request-${request.id}`, [[change.name, change.value]], taken);
      for (const value of kept.held) taken.add(value.variable);
      held.push(...kept.held);
      return { ...change, value: kept.headers[0]?.[1] ?? '' };
    });
    this.#keep(owner, held);
    const tamper = { ...request.draft.tamper, headers };
    return {
      written: { ...request, draft: { ...request.draft, tamper } },
      tell: (kept) => held.map((value) => heldNotice(request.name, value, kept)),
    };
  }

  /** The instance as the program uses it: the address complete, as far as its variables have values. */
  completeInstance(written: Instance): Instance {
    // Of a command the values stay out of sight, as those of headers do: only what is started has them.
    if (written.stdio) return written;
    return { ...written, url: this.#fillOwn(written.url, urlVariable(written.id, '')) };
  }

  /** The request as the program uses it: it works on with the header values that its file does not have. */
  completeRequest(written: SavedRequest): SavedRequest {
    const prefix = variableName('request', written.id);
    const headers = written.draft.tamper.headers.map((change) =>
      change.value === undefined ? change : { ...change, value: this.#fillOwn(change.value, prefix) },
    );
    return { ...written, draft: { ...written.draft, tamper: { ...written.draft.tamper, headers } } };
  }

  /**
   * The environment of a command filled from this session and the environment. `own`: variables that mean something
   * for this command only. `name` is that of what is started.
   */
  resolveCommand(name: string, stdio: StdioCommand, own: Environment = {}): ResolvedCommand {
    const missing = new Set<string>();
    const known = { ...this.#env, ...own };
    const entries = Object.entries(stdio.env).map(([variable, value]): readonly [string, string] => {
      const filled = fillEnvironment(this.#expand(value), known);
      if (!filled.ok) for (const unset of filled.missing) missing.add(unset);
      return [variable, filled.ok ? filled.value : value];
    });
    return {
      stdio: { ...stdio, env: Object.fromEntries(entries) },
      ...(missing.size > 0 && { problem: missingSentence(name, [...missing], 'started') }),
    };
  }

  /** Header values filled from this session and the environment. */
  resolve(instance: Instance): ResolvedHeaders {
    if (instance.stdio) return { headers: [], missing: [] };
    const headers: HeaderPair[] = [];
    const missing = new Set<string>(
      environmentNames(instance.url).filter((name) => name.startsWith('HOPSCOPE_')),
    );
    const faults: string[] = [];
    for (const [name, value] of instance.headers) {
      const filled = fillEnvironment(this.#expand(value), this.#env);
      if (!filled.ok) {
        for (const variable of filled.missing) missing.add(variable);
        continue;
      }
      // A typed value was checked when it was saved; what a variable holds is seen only here.
      const fault = headerValueFault(filled.value);
      if (fault === undefined) {
        headers.push([name, filled.value.trim()]);
        continue;
      }
      // No value that can be sent is as good as none: nothing may leave without the header either.
      for (const variable of environmentNames(value)) missing.add(variable);
      faults.push(
        `The value of the header ${name} of ${instance.name} ${fault}: see its environment variable.`,
      );
    }
    const unset = [...missing].filter((name) => !this.#hasValue(name));
    if (unset.length > 0) faults.unshift(missingSentence(instance.name, unset, 'sent'));
    return { headers, missing: [...missing], ...(faults.length > 0 && { problem: faults.join(' ') }) };
  }

  /** Values that are secrets: those typed in this session, and those that `entries` take from the environment as such. */
  secrets(entries: readonly NamesVariables[]): string[] {
    const secrets = [...this.#values.values()].map(({ value }) => value);
    for (const { headers = [], url = '', stdio, command } of entries) {
      const named = [...headers, ...Object.entries((stdio ?? command)?.env ?? {}), ['url', url] as const];
      for (const [name, text] of named) {
        for (const variable of environmentNames(text)) {
          const value = this.#env[variable] ?? '';
          if (isLiteralSecret(name, value) || isLiteralSecret(variable, value)) secrets.push(value);
        }
      }
    }
    return secrets;
  }

  forget(kind: 'instance' | 'request' | 'run', id: string): void {
    for (const [variable, held] of this.#values) {
      if (held.owner !== `${kind} ${id}`) continue;
      this.#values.delete(variable);
      void this.#kept?.remove(variable);
    }
  }

  #keep(owner: string, held: readonly HeldValue[], goesTo = ''): void {
    for (const { variable, value } of held) {
      this.#values.set(variable, { owner, value });
      this.#unkept.push({ variable, value, goesTo });
    }
  }

  /** A person has saved where these go: what was kept for it goes there from now on. */
  #moveTo(owner: string, texts: readonly string[], goesTo: string): void {
    for (const variable of texts.flatMap(environmentNames)) {
      const known = this.#values.get(variable);
      if (known?.owner === owner) this.#unkept.push({ variable, value: known.value, goesTo });
    }
  }

  /** Names that belong to others: `a-b` with header `c` and `a` with header `b-c` would share one otherwise. */
  #namesOf(owner: string, others: readonly NamesVariables[]): Set<string> {
    const names = new Set<string>();
    for (const [variable, held] of this.#values) if (held.owner !== owner) names.add(variable);
    for (const other of others) {
      const headers = (other.headers ?? []).map(([, value]) => value);
      const { env = {} } = other.stdio ?? other.command ?? {};
      for (const text of [other.url ?? '', ...headers, ...Object.values(env)]) {
        for (const name of environmentNames(text)) names.add(name);
      }
    }
    return names;
  }

  #hasValue(name: string): boolean {
    const value = this.#values.get(name)?.value ?? this.#env[name];
    return value !== undefined && value !== '';
  }

  /** What was typed may itself refer to the environment: `session=${SID}; theme=dark`. */
  #expand(text: string): string {
    return environmentNames(text).reduce((expanded, name) => {
      const held = this.#values.get(name);
      return held ? expanded.replaceAll(`\${${name}}`, () => held.value) : expanded;
    }, text);
  }

  /** Fills only variables that Hopscope named itself: one that a person wrote must be saved as it was written. */
  #fillOwn(text: string, prefix: string): string {
    return environmentNames(text)
      .filter((name) => name.startsWith(prefix))
      .reduce((filled, name) => {
        const value = this.#values.get(name)?.value ?? this.#env[name];
        return value === undefined || value === '' ? filled : filled.replaceAll(`\${${name}}`, () => value);
      }, text);
  }
}

/** Entries whose variables may have values that were kept. */
interface Recalled {
  readonly instances: readonly Instance[];
  readonly runs: readonly RunSettings[];
  readonly requests: readonly SavedRequest[];
}

/** Which server gets an instance's secrets. A command needs a person's consent for exactly what it is anyway. */
function goalOf({ url, stdio }: Instance): string {
  return stdio ? '' : (URL.parse(url)?.origin ?? url);
}

function missingSentence(instanceName: string, missing: readonly string[], what: 'sent' | 'started'): string {
  const several = missing.length > 1;
  return (
    `${what === 'sent' ? `Nothing was sent to ${instanceName}` : `${instanceName} was not started`}: the environment ${several ? 'variables' : 'variable'} ` +
    `${missing.join(', ')} ${several ? 'have' : 'has'} no value. Set ${several ? 'them' : 'it'} and start ` +
    `Hopscope again, or type the value in the instance's settings for this session.`
  );
}
