import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { answerCall } from '../../shared/bridge/answer-call.ts';
import type { Bridge, BridgeEvent } from '../../shared/bridge/bridge.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../shared/bridge/channels.ts';
import { onEveryEvent } from '../../shared/bridge/every-event.ts';
import { createHeldNotices } from '../../shared/bridge/held-notices.ts';
import { isAppUrl } from './app-origin.ts';

export interface BridgeIpcOptions {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly bridge: Bridge;
  readonly onBug: (where: string, thrown: unknown) => void;
}

export interface BridgeIpc {
  /** The one window's contents: only its main frame, while it shows our page, is listened to. */
  connect(contents: WebContents): void;
  close(): void;
}

/** Carries the bridge over ipc. From its making on, notices are kept until a page has asked for something. */
export function serveBridge({ ipcMain, bridge, onBug }: BridgeIpcOptions): BridgeIpc {
  let contents: WebContents | undefined;
  const unheard = createHeldNotices<BridgeEvent>();
  let heard = false;

  const send = ({ event, payload }: BridgeEvent): void => {
    if (contents && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, event, payload);
  };
  const endSubscription = onEveryEvent(bridge, (event) => {
    if (!heard && event.event === 'notice') unheard.hold(event);
    else send(event);
  });

  ipcMain.handle(INVOKE_CHANNEL, async (caller, command: unknown, input: unknown) => {
    if (!isOurPage(caller, contents)) {
      onBug(
        'ipc',
        new Error(`A call from ${caller.senderFrame?.url ?? 'a frame that is gone'} was refused.`),
      );
      throw new Error('Only the page of Hopscope may call this.');
    }
    // A page that asks has its listeners in place.
    heard = true;
    for (const notice of unheard.take()) send(notice);
    return answerCall(bridge, command, input, onBug);
  });

  return {
    connect(made) {
      contents = made;
    },
    close() {
      endSubscription();
      ipcMain.removeHandler(INVOKE_CHANNEL);
    },
  };
}

/** The sender check: our window, its main frame, at our origin. */
function isOurPage(caller: IpcMainInvokeEvent, contents: WebContents | undefined): boolean {
  const frame = caller.senderFrame;
  return (
    contents !== undefined &&
    caller.sender === contents &&
    frame !== null &&
    frame === contents.mainFrame &&
    isAppUrl(frame.url)
  );
}
