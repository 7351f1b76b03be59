import { AppError } from '../app-error.ts';
import type { ReportRedaction } from '../redactions.ts';
import type { Durability } from '../tasks/durability.ts';
import { durabilityReport } from '../tasks/report-durability.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on durability checks: does every instance know the tasks that one hands out? */
export function durabilityHandlers({
  durability,
  reports,
}: {
  readonly durability: Durability;
  readonly reports: ReportRedaction;
}): HandlersOf<'durability'> {
  return {
    'durability.start': (wish) => durability.start(wish),
    'durability.get': ({ id }) => durability.get(id) ?? null,
    'durability.cancel': ({ id }) => {
      durability.cancel(id);
      return null;
    },
    'durability.report': async ({ id, format }) => {
      const state = durability.get(id);
      const captureIds = [state?.recorded?.captureId];
      if (state) return { text: await reports.redact(durabilityReport(state, format), 'text', captureIds) };
      throw new AppError('NOT_FOUND', 'That durability check is forgotten: only the last one is kept.', {
        id,
      });
    },
  };
}
