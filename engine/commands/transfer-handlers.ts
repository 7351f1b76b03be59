import type { Transfers } from '../capture/transfers.ts';
import type { HandlersOf } from './handlers.ts';

/** Imports and exports. */
export function transferHandlers(transfers: Transfers): HandlersOf<'transfer'> {
  return {
    'transfer.import': (wish) => transfers.import(wish),
    'transfer.export': (wish) => transfers.export(wish),
    'transfer.cancel': ({ id }) => {
      transfers.cancel(id);
      return null;
    },
  };
}
