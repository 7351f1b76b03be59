import { exportGateway } from '../gateway/export/export-gateway.ts';
import type { Gateways } from '../gateway/gateways.ts';
import type { InstanceDirectory } from '../instances/instance-directory.ts';
import { requireById } from '../workspace/entries.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on gateways: those of the workspace, and what runs of them. */
export function gatewayHandlers(engine: {
  readonly workspace: Workspace;
  readonly gateways: Gateways;
  readonly instances: InstanceDirectory;
}): HandlersOf<'gateway'> {
  const { gateways, instances, workspace } = engine;
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
    'gateway.export': ({ id, target }) => ({
      text: exportGateway(requireById(workspace.state().gateways, id, 'gateway'), instances.all(), target),
    }),
  };
}
