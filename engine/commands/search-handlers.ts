import type { Captures } from '../capture/captures.ts';
import { readFilter } from '../read-filter.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { Handlers, HandlersOf } from './handlers.ts';

/** ms after which bodies are searched no further: whoever asked can go on from there. */
const BUDGET_MS = 2_000;

/** Commands that look for exchanges by a filter. */
export function searchHandlers(engine: {
  readonly captures: Captures;
  readonly workspace: Workspace;
}): Pick<Handlers, 'capture.find'> & HandlersOf<'filter'> {
  const { workspace } = engine;
  return {
    'capture.find': async ({ captureId, filter, sort, among, above }) => {
      const wish = { filter: readFilter(filter), mutes: workspace.state().mutes, budgetMs: BUDGET_MS };
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
    'filter.complete': ({ captureId, ...input }) => engine.captures.ask(captureId, 'complete', input),
    'filter.save': (input) => workspace.filters.save(input),
    'filter.remove': async ({ id }) => {
      await workspace.filters.remove(id);
      return null;
    },
  };
}
