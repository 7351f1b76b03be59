/** Exposes the bridge to the page, and nothing else: no channel names, no ipcRenderer, no Node. */
import { contextBridge, ipcRenderer } from 'electron';
import type {
  Bridge,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  Events,
} from '../../shared/bridge/bridge.ts';
import { EVENT_CHANNEL, EXPOSED_AS, INVOKE_CHANNEL } from '../../shared/bridge/channels.ts';
import type { Result } from '../../shared/bridge/result.ts';

const bridge: Bridge = {
  invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Result<CommandOutput<C>>> {
    // The main process answers with what Commands says of this command.
    return ipcRenderer.invoke(INVOKE_CHANNEL, command, input) as Promise<Result<CommandOutput<C>>>;
  },
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void) {
    const entry = (_: unknown, name: EventName, payload: Events[E]): void => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, entry);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, entry);
    };
  },
  onConnection(listener) {
    // The engine lives in the main process: without it there is no window either.
    listener(true);
    return () => undefined;
  },
};

contextBridge.exposeInMainWorld(EXPOSED_AS, bridge);
