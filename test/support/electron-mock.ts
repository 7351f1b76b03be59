import { EventEmitter } from 'node:events';
import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';

/** A page's contents, as far as the main process uses them. */
export interface MockContents {
  readonly contents: WebContents;
  readonly sent: { readonly channel: string; readonly args: readonly unknown[] }[];
  readonly emitter: EventEmitter;
  /** What a window.open is answered with. */
  windowOpen(url?: string): unknown;
  destroy(): void;
}

export function mockContents(url = 'hopscope-app://app/'): MockContents {
  const emitter = new EventEmitter();
  const sent: MockContents['sent'] = [];
  let destroyed = false;
  let openHandler: ((details: { readonly url: string }) => unknown) | undefined;
  const parts = {
    mainFrame: { url },
    getURL: () => url,
    isDestroyed: () => destroyed,
    send: (channel: string, ...args: unknown[]) => {
      if (destroyed) throw new Error('Object has been destroyed');
      sent.push({ channel, args: structuredClone(args) });
    },
    setWindowOpenHandler: (handler: (details: { readonly url: string }) => unknown) => {
      openHandler = handler;
    },
  };
  return {
    contents: Object.assign(emitter, parts) as EventEmitter & Partial<WebContents> as WebContents,
    sent,
    emitter,
    windowOpen: (opened = 'about:blank') => openHandler?.({ url: opened }),
    destroy: () => {
      destroyed = true;
    },
  };
}

/** ipcMain, and a way to call it as a frame would. */
export interface MockIpc {
  readonly ipcMain: {
    handle(channel: string, handler: (event: IpcMainInvokeEvent, ...args: never[]) => unknown): void;
    removeHandler(channel: string): void;
  };
  call(
    channel: string,
    sender: WebContents,
    frame: Partial<WebFrameMain> | null,
    ...args: unknown[]
  ): Promise<unknown>;
}

export function mockIpc(): MockIpc {
  const handlers = new Map<string, (event: IpcMainInvokeEvent, ...args: never[]) => unknown>();
  return {
    ipcMain: {
      handle: (channel, handler) => void handlers.set(channel, handler),
      removeHandler: (channel) => void handlers.delete(channel),
    },
    call: async (channel, sender, frame, ...args) => {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const event = { sender, senderFrame: frame } as IpcMainInvokeEvent;
      // ipc carries copies.
      return structuredClone(await handler(event, ...(structuredClone(args) as never[])));
    },
  };
}

/** An event that can be prevented. */
export function preventable<T extends object>(fields: T): T & { prevented: boolean; preventDefault(): void } {
  const event = Object.assign({ prevented: false, preventDefault: () => undefined }, fields);
  return Object.assign(event, {
    preventDefault: () => {
      event.prevented = true;
    },
  });
}
