import type { IpcMain, WebContents } from 'electron';
import { answerCall } from '../../shared/bridge/answer-call.ts';
import type { Bridge, BridgeEvent, Events } from '../../shared/bridge/bridge.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../shared/bridge/channels.ts';
import { onEveryEvent } from '../../shared/bridge/every-event.ts';
import { createHeldNotices, type HeldNotices } from '../../shared/bridge/held-notices.ts';
import { createPages, type Pages } from './pages.ts';

export interface BridgeIpcOptions {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly bridge: Bridge;
  readonly onBug: (where: string, thrown: unknown) => void;
  /** Who is listened to; shared with whatever else listens on ipc. */
  readonly pages?: Pages;
}

export interface BridgeIpc {
  /** One more window's contents: only its main frame, while it shows our page, is listened to. */
  connect(contents: WebContents): void;
  /** Says something to one page, once it listens. */
  notify(contents: WebContents, notice: Events['notice']): void;
  /** The page of these contents is loaded anew: until it asks for something, notices are kept for it. */
  awaitPage(contents: WebContents): void;
  close(): void;
}

type NoticeEvent = Extract<BridgeEvent, { event: 'notice' }>;

/**
 * Carries the bridge over ipc, to each window's page on its own. While there is no page, notices are kept for the next
 * one; so they are for a page from its window's making until it has asked for something.
 */
export function serveBridge({ ipcMain, bridge, onBug, pages = createPages() }: BridgeIpcOptions): BridgeIpc {
  const early = createHeldNotices<NoticeEvent>();
  /** Notices for pages that do not listen yet. */
  const unheard = new Map<WebContents, HeldNotices<NoticeEvent>>();

  const send = (contents: WebContents, { event, payload }: BridgeEvent): void => {
    if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, event, payload);
  };
  const notify = (contents: WebContents, event: NoticeEvent): void => {
    const held = unheard.get(contents);
    if (held) held.hold(event);
    else send(contents, event);
  };
  const endSubscription = onEveryEvent(bridge, (event) => {
    const all = pages.all();
    if (event.event !== 'notice') for (const contents of all) send(contents, event);
    else if (all.length === 0) early.hold(event);
    else for (const contents of all) notify(contents, event);
  });

  ipcMain.handle(INVOKE_CHANNEL, async (caller, command: unknown, input: unknown) => {
    if (!pages.isOurs(caller)) {
      onBug(
        'ipc',
        new Error(`A call from ${caller.senderFrame?.url ?? 'a frame that is gone'} was refused.`),
      );
      throw new Error('Only the page of Hopscope may call this.');
    }
    // A page that asks has its listeners in place.
    const held = unheard.get(caller.sender);
    unheard.delete(caller.sender);
    for (const notice of held?.take() ?? []) send(caller.sender, notice);
    return answerCall(bridge, command, input, onBug);
  });

  return {
    connect(contents) {
      for (const known of unheard.keys()) if (known.isDestroyed()) unheard.delete(known);
      const held = createHeldNotices<NoticeEvent>();
      for (const notice of early.take()) held.hold(notice);
      unheard.set(contents, held);
      pages.add(contents);
    },
    notify(contents, payload) {
      notify(contents, { event: 'notice', payload });
    },
    awaitPage(contents) {
      if (!unheard.has(contents)) unheard.set(contents, createHeldNotices());
    },
    close() {
      endSubscription();
      ipcMain.removeHandler(INVOKE_CHANNEL);
    },
  };
}
