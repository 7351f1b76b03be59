import type { HeaderList } from '../../shared/model/headers.ts';
import type { Instance } from '../../shared/model/instance.ts';
import { AppError } from '../app-error.ts';
import type { ReadyInstance } from '../client/send-draft.ts';

/** An instance with its headers as far as the environment fills them. */
export interface FoundInstance {
  readonly instance: Instance;
  readonly headers: HeaderList;
  /** Names of environment variables that its headers want and that are not set. */
  readonly missing: readonly string[];
}

/** Every instance that can be sent to: those of the workspace and those that Hopscope runs. */
export interface InstanceDirectory {
  all(): readonly Instance[];
  /** Throws AppError NOT_FOUND. */
  find(id: string): FoundInstance;
  /** Throws AppError NOT_FOUND, or BAD_INPUT where an environment variable is missing. */
  ready(id: string): ReadyInstance;
}

export function createInstanceDirectory(options: {
  readonly instances: () => readonly Instance[];
  readonly resolveHeaders: (instance: Instance) => {
    readonly headers: HeaderList;
    readonly missing: readonly string[];
  };
}): InstanceDirectory {
  const find = (id: string): FoundInstance => {
    const instance = options.instances().find((entry) => entry.id === id);
    if (!instance) {
      throw new AppError('NOT_FOUND', `There is no instance "${id}" in this workspace (any more).`, { id });
    }
    return { instance, ...options.resolveHeaders(instance) };
  };
  return {
    all: options.instances,
    find,
    ready(id) {
      const { instance, headers, missing } = find(id);
      if (missing.length > 0) {
        const names = missing.map((name) => `\${${name}}`).join(', ');
        throw new AppError(
          'BAD_INPUT',
          `A header of ${instance.name} needs ${names}, which the environment does not have. ` +
            'Set it and start Hopscope again, or change the header.',
          { id, missing },
        );
      }
      return { instance, headers };
    },
  };
}
