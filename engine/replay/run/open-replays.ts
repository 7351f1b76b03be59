import type { Captures } from '../../capture/captures.ts';
import { AppError } from '../../app-error.ts';
import type { Announcer } from '../../open-stored.ts';
import { createReplays, type Replays } from './replays.ts';

/** The engine's replays. */
export function openReplays(
  { captures }: { readonly captures: Captures },
  events: Pick<Announcer, 'emit'>,
): Replays {
  return createReplays({
    source: {
      plan: () => Promise.reject(new AppError('INTERNAL', 'Plans are on their way.')),
      exchanges: (captureId) => captures.summaries().find(({ id }) => id === captureId)?.exchanges ?? 0,
      schedule: () => {
        throw new AppError('INTERNAL', 'Schedules are on their way.');
      },
    },
    onState: (payload) => {
      events.emit({ event: 'replay', payload });
    },
  });
}
