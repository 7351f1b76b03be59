import type { HeaderList } from '../../shared/model/headers.ts';
import type { Instance, TlsSettings } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { ReadyInstance } from '../client/channel.ts';

/** An instance as it is sent to: headers as far as the environment fills them, absolute paths. */
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
  /** Throws AppError NOT_FOUND, or BAD_INPUT where its headers cannot be filled. */
  ready(id: string): ReadyInstance;
}

export function createInstanceDirectory(options: {
  readonly instances: () => readonly Instance[];
  readonly resolveHeaders: (instance: Instance) => {
    readonly headers: HeaderList;
    readonly problem?: string;
  };
  /** With absolute paths. */
  readonly resolveTls: (instance: Instance) => TlsSettings | undefined;
}): InstanceDirectory {
  const find = (id: string): FoundInstance => {
    const saved = options.instances().find((entry) => entry.id === id);
    if (!saved) {
      throw new AppError('NOT_FOUND', `There is no instance "${id}" in this workspace (any more).`, { id });
    }
    const { headers, problem } = options.resolveHeaders(saved);
    const tls = options.resolveTls(saved);
    const instance = tls ? { ...saved, tls } : saved;
    return { instance, headers, ...(problem !== undefined && { problem }) };
  };
  return {
    all: options.instances,
    find,
    ready(id) {
      const { instance, headers, problem } = find(id);
      if (problem !== undefined) throw new AppError('BAD_INPUT', `${instance.name}: ${problem}`, { id });
      return { instance, headers };
    },
  };
}
