import type { Captures } from '../capture/captures.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on captures as files. */
export function captureHandlers(captures: Captures): Omit<HandlersOf<'capture'>, 'capture.find'> {
  return {
    'capture.list': () => captures.summaries(),
    'capture.rows': ({ captureId, after, limit }) => captures.rows(captureId, after, limit),
    'capture.page': ({ captureId, ...range }) => captures.ask(captureId, 'page', range),
    'capture.new': ({ name }) => captures.newRecording(name),
    'capture.open': ({ path }) => captures.open(path),
    'capture.saveCopy': ({ captureId, path }) => captures.saveCopy(captureId, path),
    'capture.close': async ({ captureId }) => {
      await captures.close(captureId);
      return null;
    },
  };
}
