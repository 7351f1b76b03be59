import type { MainCommandId } from '../commands/catalogue.ts';
import type { Result } from './result.ts';

/** A command that can be run in a window now. */
export interface OfferedCommand {
  readonly id: string;
  /** Where what it stands for is on. */
  readonly checked?: boolean;
}

/** What a person has set for the desktop program on this machine. */
export interface DesktopSettings {
  /** Told of by the system where something ends while no window is looked at. */
  readonly notifications: boolean;
  /** New versions are looked for at each start, where this build knows where. */
  readonly updates: boolean;
}

export const DEFAULT_DESKTOP_SETTINGS: DesktopSettings = { notifications: true, updates: false };

/** What the desktop program can do beyond the bridge, and a browser cannot: asked by the page, with a Result. */
export interface DesktopCalls {
  /** The page listens: what was meant for it until now arrives as wishes. */
  'page.ready': { in: null; out: null };
  /** Lets a person choose recordings. Empty where the dialog was closed. */
  'dialog.open': { in: null; out: { readonly paths: readonly string[] } };
  /** Lets a person choose where a copy goes. Null where the dialog was closed. `replace`: the file that is there was seen. */
  'dialog.save': {
    in: { name: string };
    out: { readonly path: string; readonly replace: boolean } | null;
  };
  /** What can be run in this window now: the menus show these, and the others greyed. */
  'menu.offer': { in: { commands: readonly OfferedCommand[] }; out: null };
  'command.run': { in: { id: MainCommandId }; out: null };
  /** `updateFeed`: where new versions would be looked for; null: nowhere, and nothing ever is. */
  'settings.get': { in: null; out: DesktopSettings & { readonly updateFeed: string | null } };
  'settings.save': { in: DesktopSettings; out: null };
}

export type DesktopCallName = keyof DesktopCalls;

/** What the desktop program wants of a page: a menu was used, a file or a link was opened. */
export type DesktopWish =
  | { readonly kind: 'command'; readonly id: string }
  /** Recordings that a person wants to see. */
  | { readonly kind: 'open'; readonly paths: readonly string[] }
  /** A server that a person agreed to look at: to be added, with another look before it is saved. */
  | { readonly kind: 'add-server'; readonly url: string }
  | { readonly kind: 'filter'; readonly text: string }
  | { readonly kind: 'show-replay'; readonly id: string }
  | { readonly kind: 'show-tasks' };

/** The desktop's part beside the Bridge; the preload script exposes it. On the web host there is none. */
export interface Desktop {
  /** Rejects where the main process refuses the caller. */
  call<C extends DesktopCallName>(
    name: C,
    input: DesktopCalls[C]['in'],
  ): Promise<Result<DesktopCalls[C]['out']>>;
  /** Returns the function that ends it. */
  onWish(listener: (wish: DesktopWish) => void): () => void;
  /** Where a File that was dropped lies; empty where it lies nowhere. */
  pathOf(file: object): string;
}
