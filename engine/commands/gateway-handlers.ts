import { AppError } from '../app-error.ts';
import type { Gateways } from '../gateway/gateways.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

const notBuilt = (): never => {
  throw new AppError('BAD_INPUT', 'The gateway is not built yet.');
};

/** Commands on gateways: those of the workspace, and what runs of them. */
export function gatewayHandlers(engine: {
  readonly workspace: Workspace;
  readonly gateways: Gateways;
}): HandlersOf<'gateway'> {
  const { gateways, workspace } = engine;
  return {
    'gateway.save': (input) => workspace.gateways.save(input),
    'gateway.remove': async ({ id }) => {
      await gateways.stop(id);
      await workspace.gateways.remove(id);
      return null;
    },
    'gateway.list': () => gateways.list(),
    'gateway.start': ({ id }) => gateways.start(id),
    'gateway.stop': ({ id }) => gateways.stop(id),
    'gateway.availability': ({ id, instanceId, availability }) => {
      gateways.setAvailability(id, instanceId, availability);
      return null;
    },
    'gateway.preview': ({ id, headers }) => gateways.preview(id, headers),
    'gateway.export': notBuilt,
  };
}
