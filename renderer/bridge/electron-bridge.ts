import type { Bridge, CommandInput, CommandName } from '../../shared/bridge/bridge.ts';
import { onEveryEvent } from '../../shared/bridge/every-event.ts';
import { createListeners } from '../../shared/bridge/listeners.ts';

/**
 * The bridge that the preload script exposes, with its promises made safe: ipc rejects when the main process
 * refuses the caller. Each event crosses from the preload's world once, however many listen.
 */
export function createElectronBridge(exposed: Bridge): Bridge {
  const listeners = createListeners(true, (error) => {
    reportError(error);
  });
  onEveryEvent(exposed, (event) => {
    listeners.emit(event);
  });
  return {
    async invoke<C extends CommandName>(command: C, input: CommandInput<C>) {
      try {
        return await exposed.invoke(command, input);
      } catch (error) {
        const message = `${command} did not reach Hopscope's engine: ${String(error)}. Close this window and open it again.`;
        return { ok: false, error: { code: 'DISCONNECTED', message } };
      }
    },
    on: listeners.on,
    onConnection: listeners.onConnection,
  };
}
