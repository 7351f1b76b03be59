/** Exposes the bridge to the page, and nothing else: no channel names, no ipcRenderer, no Node. */
import { contextBridge, ipcRenderer } from 'electron';
import type {
  Bridge,
  BridgeEvent,
  CommandInput,
  CommandName,
  CommandOutput,
} from '../../shared/bridge/bridge.ts';
import { EVENT_CHANNEL, EXPOSED_AS, INVOKE_CHANNEL } from '../../shared/bridge/channels.ts';
import { createListeners } from '../../shared/bridge/listeners.ts';
import type { Result } from '../../shared/bridge/result.ts';

// The engine lives in the main process: without it there is no window either, so that this is always connected.
const listeners = createListeners(true, (error, where) => {
  console.error(`The page failed in ${where}:`, error);
});
// One for all events: an emitter warns of a leak where each has its own.
ipcRenderer.on(EVENT_CHANNEL, (_, event: BridgeEvent['event'], payload: BridgeEvent['payload']) => {
  listeners.emit({ event, payload } as BridgeEvent);
});

const bridge: Bridge = {
  invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Result<CommandOutput<C>>> {
    // The main process answers with what Commands says of this command.
    return ipcRenderer.invoke(INVOKE_CHANNEL, command, input) as Promise<Result<CommandOutput<C>>>;
  },
  on: (event, listener) => listeners.on(event, listener),
  onConnection: (listener) => listeners.onConnection(listener),
};

contextBridge.exposeInMainWorld(EXPOSED_AS, bridge);
