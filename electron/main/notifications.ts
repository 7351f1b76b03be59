import type { DesktopWish } from '../../shared/bridge/desktop.ts';
import type { Word } from './attention.ts';

/** What is used of Electron's Notification. */
export interface ShownNotification {
  show(): void;
  on(event: 'click' | 'close' | 'failed', listener: () => void): unknown;
}

export interface NotifierOptions {
  readonly isSupported: () => boolean;
  readonly make: (content: { readonly title: string; readonly body: string }) => ShownNotification;
  /** It was clicked. */
  readonly onClick: (shows: DesktopWish) => void;
}

/** Shows words by the system's notifications. Where it has none, nobody is told: the window says it all the same. */
export function createNotifier({ isSupported, make, onClick }: NotifierOptions): (word: Word) => void {
  /** Electron forgets a notification that nothing holds, and with it the click. */
  const held = new Set<ShownNotification>();
  return ({ title, body, shows }) => {
    if (!isSupported()) return;
    const notification = make({ title, body });
    held.add(notification);
    const forget = (): void => {
      held.delete(notification);
    };
    notification.on('click', () => {
      forget();
      onClick(shows);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    notification.show();
  };
}
