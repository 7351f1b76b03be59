import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { windowOptions } from './window.ts';
import {
  besidePlace,
  type DisplayArea,
  fitPlace,
  readPlace,
  type WindowPlace,
  writePlace,
} from './window-place.ts';

/** What is used of a BrowserWindow. */
export type AppWindow = Pick<
  BrowserWindow,
  | 'webContents'
  | 'isDestroyed'
  | 'getNormalBounds'
  | 'isMaximized'
  | 'isFullScreen'
  | 'isMinimized'
  | 'maximize'
  | 'setFullScreen'
  | 'restore'
  | 'show'
  | 'focus'
  | 'loadURL'
> & {
  on(event: string, listener: () => void): unknown;
  once(event: string, listener: () => void): unknown;
};

export interface WindowsOptions<W extends AppWindow> {
  readonly make: (options: BrowserWindowConstructorOptions) => W;
  readonly preload: string;
  readonly url: string;
  readonly displays: () => readonly DisplayArea[];
  /** Where the place of the last window is kept. */
  readonly placeFile: string;
  /** Runs once things have been quiet for a while; again and again. */
  readonly later: (run: () => void) => void;
  /** Before its page is loaded. */
  readonly onMade: (window: W) => void;
  readonly onFocus: (window: W) => void;
  readonly onBug: (where: string, thrown: unknown) => void;
}

export interface Windows<W extends AppWindow> {
  /** One more, shown when its page can be seen. Rejects where the page cannot be loaded. */
  open(): Promise<W>;
  all(): readonly W[];
  /** The one that a person was in last; undefined where there is none. */
  current(): W | undefined;
  /** Whether a person is in any of them now. */
  focused(): boolean;
  /** Brings a window, by default the current one, before everything else. */
  bringForward(window?: W): void;
}

/** All windows of the program. Each remembers where it stands for the next start; a further one stands beside it. */
export function createWindows<W extends AppWindow>(options: WindowsOptions<W>): Windows<W> {
  /** The last used one last. */
  let windows: readonly W[] = [];
  let focused: W | undefined;
  const all = (): readonly W[] => windows.filter((window) => !window.isDestroyed());
  const current = (): W | undefined => all().at(-1);

  const keepPlace = (window: W): void => {
    if (window.isDestroyed()) return;
    try {
      writePlace(options.placeFile, placeOf(window));
    } catch (error) {
      options.onBug('keeping the place of the window', error);
    }
  };
  const watch = (window: W): void => {
    for (const event of ['resize', 'move', 'maximize', 'unmaximize']) {
      window.on(event, () => {
        options.later(() => {
          keepPlace(window);
        });
      });
    }
    window.on('close', () => {
      keepPlace(window);
    });
    window.on('closed', () => {
      windows = windows.filter((other) => other !== window);
      if (focused === window) focused = undefined;
    });
    window.on('focus', () => {
      windows = [...windows.filter((other) => other !== window), window];
      focused = window;
      options.onFocus(window);
    });
    window.on('blur', () => {
      if (focused === window) focused = undefined;
    });
  };

  const make = (): W => {
    const beside = current();
    const displays = options.displays();
    const place = beside ? undefined : readPlace(options.placeFile);
    const wanted = beside ? besidePlace(beside.getNormalBounds(), displays) : fitPlace(place, displays);
    const window = options.make(windowOptions(options.preload, wanted));
    windows = [...windows, window];
    watch(window);
    options.onMade(window);
    window.once('ready-to-show', () => {
      if (place?.maximised) window.maximize();
      if (place?.fullScreen) window.setFullScreen(true);
      window.show();
    });
    return window;
  };

  return {
    async open() {
      const window = make();
      await window.loadURL(options.url);
      return window;
    },
    all,
    current,
    focused: () => focused !== undefined && !focused.isDestroyed(),
    bringForward(window = current()) {
      if (!window || window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function placeOf(window: AppWindow): WindowPlace {
  return {
    bounds: window.getNormalBounds(),
    maximised: window.isMaximized(),
    fullScreen: window.isFullScreen(),
  };
}
