import type { Events } from '../../shared/bridge/bridge.ts';
import { AppError } from '../app-error.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

const notBuilt = (): never => {
  throw new AppError('BAD_INPUT', 'Running copies of a command is not built yet.');
};

/** Commands on servers that Hopscope runs in several copies. */
export function runHandlers(engine: {
  readonly workspace: Workspace;
  readonly notify: (notice: Events['notice']) => void;
}): HandlersOf<'run'> {
  const { runs } = engine.workspace;
  const tell = (notices: readonly string[]): void => {
    for (const message of notices) engine.notify({ level: 'note', message });
  };
  return {
    'run.save': async (input) => {
      const { value, notices } = await runs.save(input);
      tell(notices);
      return value;
    },
    'run.remove': async ({ id }) => {
      await runs.remove(id);
      return null;
    },
    'run.list': () => [],
    'run.approve': async ({ id, seen }) => {
      tell(await runs.approve(id, seen));
      return null;
    },
    'run.start': notBuilt,
    'run.stop': notBuilt,
    'run.restart': notBuilt,
    'run.output': notBuilt,
  };
}
