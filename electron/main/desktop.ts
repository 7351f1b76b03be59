import { dirname, join } from 'node:path';
import type { App, BrowserWindow, Dialog, IpcMain, MessageBoxOptions, WebContents } from 'electron';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { DesktopWish } from '../../shared/bridge/desktop.ts';
import { commandInfo, type MainCommandId } from '../../shared/commands/catalogue.ts';
import type { RecentCapture } from '../../shared/model/recent-capture.ts';
import { serveDesktop } from './desktop-ipc.ts';
import { chooseCopyPlace, chooseRecordings } from './dialogs.ts';
import { createMenus, type MenuMaker } from './menus.ts';
import { createOpenRequests, type OpenRequest } from './open-requests.ts';
import type { Pages } from './pages.ts';
import type { Windows } from './windows.ts';

export interface DesktopParts {
  readonly app: Pick<App, 'addRecentDocument' | 'clearRecentDocuments'>;
  readonly dialog: Pick<Dialog, 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>;
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly menu: MenuMaker;
  readonly platform: NodeJS.Platform;
  readonly pages: Pages;
  readonly windows: Windows<BrowserWindow>;
  readonly bridge: Bridge;
  /** The workspace's folder. */
  readonly workspace: string;
  /** A page is loaded, for the first time or anew: it does not listen yet. */
  readonly onLoading: (contents: WebContents) => void;
  readonly onBug: (where: string, thrown: unknown) => void;
}

/** What is around the pages: menus, dialogs, files and links from outside. */
export interface Desktop {
  /** A window that was made. */
  watch(window: BrowserWindow): void;
  /** A person went into this window. */
  focus(window: BrowserWindow): void;
  /** Something was asked for from outside. Never rejects. */
  request(request: OpenRequest): Promise<void>;
  close(): void;
}

export function assembleDesktop(parts: DesktopParts): Desktop {
  const { windows, pages, bridge, onBug } = parts;
  const wish = (wanted: DesktopWish): void => {
    const window = windows.current();
    if (window) ipc.wish(window.webContents, wanted);
  };
  const run = mainCommands(parts);
  const runInPage = (id: string): void => {
    const info = commandInfo(id);
    if (info?.by === 'main') run(id as MainCommandId);
    else wish({ kind: 'command', id });
  };
  const menus = createMenus(parts.menu, parts.platform, {
    onCommand: runInPage,
    onRecent: (path) => {
      wish({ kind: 'open', paths: [path] });
    },
    onForgetRecents: () => void bridge.invoke('recents.forget', null),
  });
  const ipc = serveDesktop({
    ipcMain: parts.ipcMain,
    pages,
    onBug,
    handlers: {
      'dialog.open': (_, contents) =>
        chooseRecordings((options) => parts.dialog.showOpenDialog(windowOf(windows, contents), options)),
      'dialog.save': ({ name }, contents) =>
        chooseCopyPlace((options) => parts.dialog.showSaveDialog(windowOf(windows, contents), options), name),
      'menu.offer': ({ commands }, contents) => {
        menus.offer(contents, commands);
        return null;
      },
      'command.run': ({ id }) => {
        run(id);
        return null;
      },
    },
  });
  const recents = followRecents(parts, (list) => {
    menus.showRecents(list);
  });
  const request = createOpenRequests({
    platform: parts.platform,
    ask: (question) => askOnWindow(parts, question),
    isKnown: (path) =>
      dirname(path) === join(parts.workspace, 'captures') ||
      recents.list().some((recent) => recent.path === path),
    wish,
  });
  return {
    watch(window) {
      const { webContents } = window;
      webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (!isMainFrame || isSameDocument) return;
        ipc.awaitPage(webContents);
        parts.onLoading(webContents);
      });
      window.on('closed', () => {
        menus.focus(windows.current()?.webContents);
      });
    },
    focus(window) {
      menus.focus(window.webContents);
    },
    request: (wanted) =>
      request(wanted).catch((error: unknown) => {
        onBug('opening what was asked for', error);
      }),
    close() {
      recents.stop();
      ipc.close();
    },
  };
}

function mainCommands({ windows, onBug }: DesktopParts): (id: MainCommandId) => void {
  const all: Readonly<Record<MainCommandId, () => void>> = {
    'window.new': () => {
      windows.open().catch((error: unknown) => {
        onBug('opening a window', error);
      });
    },
  };
  return (id) => {
    all[id]();
  };
}

/** On the window that a person was in last; on its own where there is none. */
async function askOnWindow({ dialog, windows }: DesktopParts, question: MessageBoxOptions): Promise<number> {
  const window = windows.current();
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question));
  return response;
}

function windowOf(windows: Windows<BrowserWindow>, contents: WebContents): BrowserWindow {
  const window = windows.all().find(({ webContents }) => webContents === contents);
  if (!window) throw new Error('the window of this page is gone');
  return window;
}

/** Keeps what was open lately in the system's own lists as well: the task bar's, the dock's. */
function followRecents(
  { app, bridge }: DesktopParts,
  onChange: (recents: readonly RecentCapture[]) => void,
): { list(): readonly RecentCapture[]; stop(): void } {
  let recents: readonly RecentCapture[] = [];
  const show = (list: readonly RecentCapture[]): void => {
    recents = list;
    onChange(list);
  };
  const stop = bridge.on('recents', (list) => {
    const [last] = list;
    if (last) app.addRecentDocument(last.path);
    else app.clearRecentDocuments();
    show(list);
  });
  void bridge.invoke('recents.list', null).then((answer) => {
    if (answer.ok) show(answer.value);
  });
  return { list: () => recents, stop };
}
