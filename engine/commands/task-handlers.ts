import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on tasks that Hopscope drives. */
export function taskHandlers({ captures }: { readonly captures: Captures }): HandlersOf<'task'> {
  const unknown = (id: string): never => {
    throw new AppError('NOT_FOUND', `There is no task "${id}" here (any more).`, { id });
  };
  return {
    'task.list': () => [],
    'task.drive': async (ref) => {
      const { row } = await captures.detail(ref, 0);
      throw new AppError('BAD_INPUT', `The answer of exchange ${String(row.number)} is no task.`);
    },
    'task.control': ({ id }) => unknown(id),
    'task.answer': ({ id }) => unknown(id),
  };
}
