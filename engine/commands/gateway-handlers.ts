import { AppError } from '../app-error.ts';
import type { HandlersOf } from './handlers.ts';

const notBuilt = (): never => {
  throw new AppError('BAD_INPUT', 'The gateway is not built yet.');
};

/** Commands on gateways. */
export function gatewayHandlers(): HandlersOf<'gateway'> {
  return {
    'gateway.save': notBuilt,
    'gateway.remove': notBuilt,
    'gateway.list': () => [],
    'gateway.start': notBuilt,
    'gateway.stop': notBuilt,
    'gateway.availability': notBuilt,
    'gateway.preview': notBuilt,
    'gateway.export': notBuilt,
  };
}
