import type { Captures } from '../capture/captures.ts';
import type { RecentCaptures } from '../capture/recent-captures.ts';
import type { HandlersOf } from './handlers.ts';

/** What is absent is NaN among the store's numbers, for which JSON has no word. */
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Commands on captures as files. */
export function captureHandlers(
  captures: Captures,
  recents: RecentCaptures,
): Omit<HandlersOf<'capture' | 'recents'>, 'capture.find'> {
  return {
    'capture.list': () => captures.summaries(),
    'capture.rows': ({ captureId, after, limit }) => captures.rows(captureId, after, limit),
    'capture.page': async ({ captureId, ...range }) => {
      const { page, ...extent } = await captures.ask(captureId, 'page', range);
      return { page: { ...page, values: Array.from(page.values, orNull) }, ...extent };
    },
    'capture.new': async ({ name }) => {
      const before = captures.summaries().find(({ recording }) => recording);
      const begun = await captures.newRecording(name);
      // An empty one is gone with its end.
      if (before && before.exchanges > 0) await recents.note(before.path);
      return begun;
    },
    'capture.open': async ({ path }) => {
      const opened = await captures.open(path);
      await recents.note(opened.path);
      return opened;
    },
    'capture.saveCopy': ({ captureId, path, replace }) => captures.saveCopy(captureId, path, replace),
    'capture.close': async ({ captureId }) => {
      const closed = captures.summaries().find(({ id }) => id === captureId);
      await captures.close(captureId);
      if (closed && closed.exchanges > 0) await recents.note(closed.path);
      return null;
    },
    'recents.list': () => recents.list(),
    'recents.forget': async () => {
      await recents.forget();
      return null;
    },
  };
}

/** At the end of the program: what is open is what a person had open last. */
export async function noteRecents(captures: Captures, recents: RecentCaptures): Promise<void> {
  for (const { exchanges, path } of captures.summaries()) if (exchanges > 0) await recents.note(path);
}
