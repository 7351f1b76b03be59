import type { HeaderList } from '../../shared/model/headers.ts';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import type { Instance, TlsSettings } from '../../shared/model/instance.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { AppError } from '../app-error.ts';
import type { ReadyInstance } from '../client/channel.ts';

/** An instance as it is sent to: headers and variables as far as the environment fills them, absolute paths. */
export interface FoundInstance {
  readonly instance: Instance;
  readonly headers: HeaderList;
  /** A sentence: why nothing can be sent to it, such as an environment variable that is not set. */
  readonly problem?: string;
}

/** Every instance that can be sent to: those of the workspace and those that Hopscope runs. */
export interface InstanceDirectory {
  all(): readonly Instance[];
  /** Throws AppError NOT_FOUND. */
  find(id: string): FoundInstance;
  /**
   * Throws AppError NOT_FOUND; BAD_INPUT where its headers or variables cannot be filled; NEEDS_CONSENT where nobody
   * has allowed its command. Whatever starts a process has its instance from here, so none starts without that.
   */
  ready(id: string): ReadyInstance;
}

export function createInstanceDirectory(options: {
  readonly instances: () => readonly Instance[];
  readonly resolveHeaders: (instance: Instance) => {
    readonly headers: HeaderList;
    readonly problem?: string;
  };
  /** Undefined where the instance has no command. */
  readonly resolveCommand: (
    instance: Instance,
  ) => { readonly stdio: StdioCommand; readonly problem?: string } | undefined;
  /** With absolute paths. */
  readonly resolveTls: (instance: Instance) => TlsSettings | undefined;
}): InstanceDirectory {
  const savedOf = (id: string): Instance => {
    const saved = options.instances().find((entry) => entry.id === id);
    if (saved) return saved;
    throw new AppError('NOT_FOUND', `There is no instance "${id}" in this workspace (any more).`, { id });
  };
  const complete = (saved: Instance): FoundInstance => {
    const command = options.resolveCommand(saved);
    if (command) {
      const { stdio, problem } = command;
      return { instance: { ...saved, stdio }, headers: [], ...(problem !== undefined && { problem }) };
    }
    const { headers, problem } = options.resolveHeaders(saved);
    const tls = options.resolveTls(saved);
    const instance = tls ? { ...saved, tls } : saved;
    return { instance, headers, ...(problem !== undefined && { problem }) };
  };
  return {
    all: options.instances,
    find: (id) => complete(savedOf(id)),
    ready(id) {
      const saved = savedOf(id);
      if (saved.stdio && saved.approved !== true) throw needsConsent(saved, saved.stdio);
      const { instance, headers, problem } = complete(saved);
      if (problem !== undefined) throw new AppError('BAD_INPUT', `${instance.name}: ${problem}`, { id });
      return { instance, headers };
    },
  };
}

/** Shows the command as it is written: the values of its variables are nobody's business here. */
function needsConsent({ id, name }: Instance, stdio: StdioCommand): AppError {
  const commandLine = formatCommandLine(stdio);
  return new AppError(
    'NEEDS_CONSENT',
    `${name} would start a program on this machine that nobody has allowed yet: ${commandLine}`,
    { id, commandLine },
  );
}
