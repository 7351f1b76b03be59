import type { Mocks } from '../mock/mocks.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on recordings that are served. */
export function mockHandlers(mocks: Mocks): HandlersOf<'mock'> {
  return {
    'mock.start': ({ job, ...settings }) => mocks.start(settings, job),
    'mock.cancelStart': ({ job }) => {
      mocks.cancelStart(job);
      return null;
    },
    'mock.list': () => mocks.list(),
    'mock.stop': ({ id }) => mocks.stop(id),
  };
}
