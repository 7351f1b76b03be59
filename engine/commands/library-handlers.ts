import type { Captures } from '../capture/captures.ts';
import { CaptureLibrary } from '../capture/library/library.ts';
import { keepRetention, readRetention } from '../capture/library/kept-retention.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on the files in the recordings' directory. */
export function libraryHandlers(captures: Captures, directory: string): HandlersOf<'library'> {
  const library = new CaptureLibrary(captures, directory);
  return {
    'library.list': () => library.list(),
    'library.describe': ({ path, ...labels }) => library.describe(path, labels),
    'library.remove': ({ paths }) => library.remove(paths),
    'library.trash': () => library.trash(),
    'library.restore': ({ paths }) => ({ paths: library.restore(paths) }),
    'library.retention': () => readRetention(directory),
    'library.setRetention': (wish) => keepRetention(directory, wish),
    'library.retain': ({ apply, ...wish }) => library.retain(wish, apply),
  };
}
