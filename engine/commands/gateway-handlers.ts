import { AppError } from '../app-error.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

const notBuilt = (): never => {
  throw new AppError('BAD_INPUT', 'The gateway is not built yet.');
};

/** Commands on gateways. */
export function gatewayHandlers(engine: { readonly workspace: Workspace }): HandlersOf<'gateway'> {
  const { gateways } = engine.workspace;
  return {
    'gateway.save': (input) => gateways.save(input),
    'gateway.remove': async ({ id }) => {
      await gateways.remove(id);
      return null;
    },
    'gateway.list': () => [],
    'gateway.start': notBuilt,
    'gateway.stop': notBuilt,
    'gateway.availability': notBuilt,
    'gateway.preview': notBuilt,
    'gateway.export': notBuilt,
  };
}
