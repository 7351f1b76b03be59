import type { Connections } from '../client/connections.ts';
import type { Inputs } from '../client/inputs.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on what Hopscope is as a client: what it declares, what it is asked, what it is connected to. */
export function clientHandlers(engine: {
  readonly inputs: Inputs;
  readonly workspace: Workspace;
  readonly connections: Connections;
}): HandlersOf<'client' | 'input' | 'connection'> {
  return {
    'client.save': (settings) => engine.workspace.saveClient(settings),
    'input.list': () => engine.inputs.pending(),
    'input.answer': ({ id, answer }) => engine.inputs.answer(id, answer),
    'connection.list': () => engine.connections.list(),
  };
}
