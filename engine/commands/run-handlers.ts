import { AppError } from '../app-error.ts';
import type { HandlersOf } from './handlers.ts';

const notBuilt = (): never => {
  throw new AppError('BAD_INPUT', 'Running copies of a command is not built yet.');
};

/** Commands on servers that Hopscope runs in several copies. */
export function runHandlers(): HandlersOf<'run'> {
  return {
    'run.save': notBuilt,
    'run.remove': notBuilt,
    'run.list': () => [],
    'run.approve': notBuilt,
    'run.start': notBuilt,
    'run.stop': notBuilt,
    'run.restart': notBuilt,
    'run.output': notBuilt,
  };
}
