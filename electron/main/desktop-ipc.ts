import type { IpcMain, WebContents } from 'electron';
import { DESKTOP_CHANNEL, WISH_CHANNEL } from '../../shared/bridge/channels.ts';
import { answerDesktopCall, type DesktopHandlers } from '../../shared/bridge/desktop-schemas.ts';
import type { DesktopWish } from '../../shared/bridge/desktop.ts';
import type { Pages } from './pages.ts';

export interface DesktopIpcOptions {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly pages: Pages;
  readonly handlers: Omit<DesktopHandlers<WebContents>, 'page.ready'>;
  readonly onBug: (where: string, thrown: unknown) => void;
}

export interface DesktopIpc {
  /** Tells a page what is wanted of it, once it listens. */
  wish(contents: WebContents, wish: DesktopWish): void;
  /** The page is loaded anew: until it says that it listens, wishes wait. */
  awaitPage(contents: WebContents): void;
  close(): void;
}

/** The desktop's part over ipc, with the bridge's sender check. */
export function serveDesktop({ ipcMain, pages, handlers, onBug }: DesktopIpcOptions): DesktopIpc {
  /** Those that listen. */
  const ready = new WeakSet<WebContents>();
  const waiting = new WeakMap<WebContents, DesktopWish[]>();
  const send = (contents: WebContents, wish: DesktopWish): void => {
    if (!contents.isDestroyed()) contents.send(WISH_CHANNEL, wish);
  };
  const all: DesktopHandlers<WebContents> = {
    ...handlers,
    'page.ready': (_, contents) => {
      ready.add(contents);
      for (const wish of waiting.get(contents)?.splice(0) ?? []) send(contents, wish);
      return null;
    },
  };
  ipcMain.handle(DESKTOP_CHANNEL, (caller, call: unknown, input: unknown) => {
    if (!pages.isOurs(caller)) {
      onBug(
        'ipc',
        new Error(`A call from ${caller.senderFrame?.url ?? 'a frame that is gone'} was refused.`),
      );
      throw new Error('Only the page of Hopscope may call this.');
    }
    return answerDesktopCall(all, caller.sender, call, input, onBug);
  });
  return {
    wish(contents, wish) {
      if (ready.has(contents)) {
        send(contents, wish);
        return;
      }
      waiting.set(contents, [...(waiting.get(contents) ?? []), wish]);
    },
    awaitPage(contents) {
      ready.delete(contents);
    },
    close() {
      ipcMain.removeHandler(DESKTOP_CHANNEL);
    },
  };
}
