import { AppError } from '../app-error.ts';
import type { Durability } from '../tasks/durability.ts';
import { durabilityReport } from '../tasks/report-durability.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on durability checks: does every instance know the tasks that one hands out? */
export function durabilityHandlers({
  durability,
}: {
  readonly durability: Durability;
}): HandlersOf<'durability'> {
  return {
    'durability.start': (wish) => durability.start(wish),
    'durability.get': ({ id }) => durability.get(id) ?? null,
    'durability.cancel': ({ id }) => {
      durability.cancel(id);
      return null;
    },
    'durability.report': ({ id, format }) => {
      const state = durability.get(id);
      if (state) return { text: durabilityReport(state, format) };
      throw new AppError('NOT_FOUND', 'That durability check is forgotten: only the last one is kept.', {
        id,
      });
    },
  };
}
