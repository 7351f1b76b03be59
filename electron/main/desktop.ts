import { dirname, join } from 'node:path';
import type { App, BrowserWindow, Dialog, IpcMain, MessageBoxOptions, WebContents } from 'electron';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { DesktopWish } from '../../shared/bridge/desktop.ts';
import { commandInfo, type MainCommandId } from '../../shared/commands/catalogue.ts';
import type { RecentCapture } from '../../shared/model/recent-capture.ts';
import { watchProgress } from './attention.ts';
import { type DesktopIpc, type DesktopIpcOptions, serveDesktop } from './desktop-ipc.ts';
import type { DesktopSettingsFile } from './desktop-settings.ts';
import { chooseCopyPlace, chooseRecordings } from './dialogs.ts';
import { type HelpOptions, openLogFile, reportProblem } from './help.ts';
import { createMenus, type MenuMaker, type Menus } from './menus.ts';
import { createNotifier, type NotifierOptions } from './notifications.ts';
import { createOpenRequests, type OpenRequest } from './open-requests.ts';
import type { Pages } from './pages.ts';
import { recoverPage } from './recover-page.ts';
import { createUpdates, feedWords, type Updates, type UpdatesOptions } from './updates.ts';
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
  readonly notifications: Omit<NotifierOptions, 'onClick'>;
  readonly settings: DesktopSettingsFile;
  readonly help: Omit<HelpOptions, 'ask'>;
  readonly updates: Pick<UpdatesOptions, 'feed' | 'version' | 'load'>;
  /** Says something in a page once it listens. */
  readonly tell: (contents: WebContents, message: string) => void;
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
  const ask = (question: MessageBoxOptions): Promise<number> => askOnWindow(parts, question);
  const updates = createUpdates({ ...parts.updates, ask, onBug });
  if (parts.settings.get().updates) void updates.lookQuietly();
  const run = mainCommands(parts, ask, updates);
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
    handlers: handlersOf(parts, menus, run),
  });
  const recents = followRecents(parts, (list) => {
    menus.showRecents(list);
  });
  const request = createOpenRequests({
    platform: parts.platform,
    ask,
    isKnown: (path) =>
      dirname(path) === join(parts.workspace, 'captures') ||
      recents.list().some((recent) => recent.path === path),
    wish,
  });
  const stopProgress = showProgress(parts, wish);
  return {
    watch(window) {
      watchWindow(parts, ipc, window);
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
      stopProgress();
      recents.stop();
      ipc.close();
    },
  };
}

function handlersOf(
  parts: DesktopParts,
  menus: Menus,
  run: (id: MainCommandId) => void,
): DesktopIpcOptions['handlers'] {
  const { windows } = parts;
  return {
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
    'settings.get': () => ({ ...parts.settings.get(), updateFeed: feedWords(parts.updates.feed) }),
    'settings.save': (wanted) => {
      parts.settings.save(wanted);
      return null;
    },
  };
}

/** In the task bar or dock of every window, and by notifications. */
function showProgress(parts: DesktopParts, wish: (wanted: DesktopWish) => void): () => void {
  const { bridge, windows } = parts;
  return watchProgress({
    bridge,
    setProgress: (part) => {
      for (const window of windows.all()) window.setProgressBar(part);
    },
    isLookedAt: () => windows.focused(),
    wantsNotifications: () => parts.settings.get().notifications,
    notify: createNotifier({
      ...parts.notifications,
      onClick: (shows) => {
        windows.bringForward();
        wish(shows);
      },
    }),
  });
}

/** Its page is loaded again after a crash, and waited for whenever it is loaded. */
function watchWindow(parts: DesktopParts, ipc: DesktopIpc, window: BrowserWindow): void {
  const { webContents } = window;
  recoverPage(window, {
    now: Date.now,
    ask: (question) => askOn(parts, window, question),
    tell: (message) => {
      // What is said now is for the page that comes.
      ipc.awaitPage(webContents);
      parts.onLoading(webContents);
      parts.tell(webContents, message);
    },
    onBug: parts.onBug,
  });
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    ipc.awaitPage(webContents);
    parts.onLoading(webContents);
  });
}

function mainCommands(
  parts: DesktopParts,
  ask: (question: MessageBoxOptions) => Promise<number>,
  updates: Updates,
): (id: MainCommandId) => void {
  const { windows, onBug } = parts;
  const help = { ...parts.help, ask };
  const all: Readonly<Record<MainCommandId, () => Promise<unknown>>> = {
    'window.new': () => windows.open(),
    'help.log': () => openLogFile(help),
    'help.report': () => reportProblem(help),
    'help.update': () => updates.lookNow(),
  };
  return (id) => {
    all[id]().catch((error: unknown) => {
      onBug(id, error);
    });
  };
}

/** On the window that a person was in last; on its own where there is none. */
function askOnWindow(parts: DesktopParts, question: MessageBoxOptions): Promise<number> {
  return askOn(parts, parts.windows.current(), question);
}

async function askOn(
  { dialog }: DesktopParts,
  window: BrowserWindow | undefined,
  question: MessageBoxOptions,
): Promise<number> {
  const { response } = await (window && !window.isDestroyed()
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
