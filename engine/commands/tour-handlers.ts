import type { Tours } from '../tour/tours.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on tours: an instance is held against the specification. */
export function tourHandlers({ tours }: { readonly tours: Tours }): HandlersOf<'tour'> {
  return {
    'tour.start': ({ instanceIds, ...wanted }) => tours.start(instanceIds, wanted),
    'tour.cancel': ({ id }) => {
      tours.cancel(id);
      return null;
    },
    'tour.list': () => tours.list(),
  };
}
