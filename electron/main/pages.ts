import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isAppUrl } from './app-origin.ts';

/** The pages of our windows: who may call the main process, and whom it tells. */
export interface Pages {
  add(contents: WebContents): void;
  /** Those whose windows are open, in the order in which they were made. */
  all(): readonly WebContents[];
  /** The sender check: a window of ours, its main frame, at our origin. */
  isOurs(caller: IpcMainInvokeEvent): boolean;
}

export function createPages(): Pages {
  const known = new Set<WebContents>();
  const open = (): readonly WebContents[] => {
    for (const contents of known) if (contents.isDestroyed()) known.delete(contents);
    return [...known];
  };
  return {
    add(contents) {
      known.add(contents);
    },
    all: open,
    isOurs(caller) {
      const frame = caller.senderFrame;
      return (
        open().includes(caller.sender) &&
        frame !== null &&
        frame === caller.sender.mainFrame &&
        isAppUrl(frame.url)
      );
    },
  };
}
