import type {
  Bridge,
  BridgeEvent,
  CommandInput,
  CommandName,
  EventName,
} from '../../shared/bridge/bridge.ts';
import { createListeners } from './listeners.ts';

const EVENT_NAMES = Object.keys({
  rows: true,
  captures: true,
  workspace: true,
  health: true,
  notice: true,
} satisfies Record<EventName, true>) as EventName[];

/**
 * The bridge that the preload script exposes, with its promises made safe: ipc rejects when the main process
 * refuses the caller. Each event crosses from the preload's world once, however many listen.
 */
export function createElectronBridge(exposed: Bridge): Bridge {
  const listeners = createListeners(true);
  for (const event of EVENT_NAMES) {
    exposed.on(event, (payload) => {
      listeners.emit({ event, payload } as BridgeEvent);
    });
  }
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
