import { parseFilter } from '../../shared/filter/parse.ts';
import type { FilterNode } from '../../shared/model/filter.ts';
import type { Mute } from '../../shared/model/finding.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures.ts';
import type { Handlers } from './handlers.ts';

/** ms after which bodies are searched no further: whoever asked can go on from there. */
const BUDGET_MS = 2_000;

/** Commands that look for exchanges by a filter. */
export function searchHandlers(engine: {
  readonly captures: Captures;
  readonly mutes: () => readonly Mute[];
}): Pick<Handlers, 'capture.find'> {
  return {
    'capture.find': async ({ captureId, filter, sort, among, above }) => {
      const wish = { filter: readFilter(filter), mutes: engine.mutes(), budgetMs: BUDGET_MS };
      const { numbers, judged, through } = await engine.captures.ask(captureId, 'find', {
        ...wish,
        ...(sort && { sort }),
        ...(among && { among }),
        ...(above !== undefined && { above }),
      });
      return {
        packed: Buffer.from(numbers.buffer).toString('base64'),
        total: numbers.length,
        judged,
        ...(through !== undefined && { through }),
      };
    },
  };
}

/** BAD_INPUT where it is none. */
function readFilter(text: string): FilterNode {
  const reading = parseFilter(text);
  if (reading.ok) return reading.filter;
  const { problem } = reading;
  throw new AppError('BAD_INPUT', `The filter cannot be read: ${problem.message}`, { problem });
}
