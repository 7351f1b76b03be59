/** Exposes the bridge and the desktop's part to the page, and nothing else: no channel names, no ipcRenderer, no Node. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type {
  Bridge,
  BridgeEvent,
  CommandInput,
  CommandName,
  CommandOutput,
} from '../../shared/bridge/bridge.ts';
import {
  DESKTOP_CHANNEL,
  DESKTOP_EXPOSED_AS,
  EVENT_CHANNEL,
  EXPOSED_AS,
  INVOKE_CHANNEL,
  WISH_CHANNEL,
} from '../../shared/bridge/channels.ts';
import type { Desktop, DesktopCallName, DesktopCalls, DesktopWish } from '../../shared/bridge/desktop.ts';
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

const desktop: Desktop = {
  call<C extends DesktopCallName>(
    name: C,
    input: DesktopCalls[C]['in'],
  ): Promise<Result<DesktopCalls[C]['out']>> {
    return ipcRenderer.invoke(DESKTOP_CHANNEL, name, input) as Promise<Result<DesktopCalls[C]['out']>>;
  },
  onWish(listener) {
    const hear = (_: unknown, wish: DesktopWish): void => {
      listener(wish);
    };
    ipcRenderer.on(WISH_CHANNEL, hear);
    return () => {
      ipcRenderer.off(WISH_CHANNEL, hear);
    };
  },
  // What is no File of the page has no path: Electron throws a TypeError there.
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
};

contextBridge.exposeInMainWorld(EXPOSED_AS, bridge);
contextBridge.exposeInMainWorld(DESKTOP_EXPOSED_AS, desktop);
