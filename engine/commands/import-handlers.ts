import { homedir } from 'node:os';
import type { Environment } from '../workspace/fill-environment.ts';
import { readConfiguration } from '../workspace/import/read-configuration.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on other clients' configurations: they only look. */
export function importHandlers(engine: {
  readonly workspace: Workspace;
  readonly env: Environment;
}): HandlersOf<'import'> {
  return {
    'import.read': ({ text }) =>
      readConfiguration(text, {
        instances: engine.workspace.state().instances,
        env: engine.env,
        home: homedir(),
        platform: process.platform,
      }),
  };
}
