import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { existsSync, mkdirSync } from 'node:fs';
import { arch, release } from 'node:os';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { BUGS } from '../../demo/bugs.ts';
import {
  createEngine,
  defaultStateDirectory,
  defaultWorkspaceDirectory,
  logDirectory,
  openLog,
  type Engine,
  type Log,
} from '../../engine/index.ts';
import { APP_ORIGIN, APP_SCHEME } from '../../shared/bridge/channels.ts';
import { APP_SCHEME_PRIVILEGES, serveAppFile } from './app-protocol.ts';
import { NO_ARGUMENTS, parseWindowArguments, type WindowArguments } from './arguments.ts';
import { serveBridge } from './bridge-ipc.ts';
import { assembleDesktop, type Desktop } from './desktop.ts';
import { openDesktopSettings } from './desktop-settings.ts';
import { endWithWindows } from './end-with-windows.ts';
import { guardAllContents, guardPermissions } from './guards.ts';
import { LOCATIONS } from './locations.ts';
import { createOpenOutside } from './open-outside.ts';
import { createPages } from './pages.ts';
import { openSafeStorageStore } from './safe-storage-store.ts';
import { claimInstance, type HandedOver, ownDirectory } from './single-instance.ts';
import { findFeed } from './updates.ts';
import { createUtilityLaunch } from './utility-launch.ts';
import { watchProcesses } from './watch-processes.ts';
import { createWindows, type Windows } from './windows.ts';

/** The demo fleet that --demo starts: alpha, beta and gamma. */
const DEMO_INSTANCES = 3;
/** A window that is being moved or sized keeps its place once it has rested so long, in ms. */
const REST_MS = 500;

/**
 * Starts the desktop program, or hands this start to the one that runs already. Its first steps are taken at once:
 * Electron wants schemes, paths and the sandbox settled before it is ready. Resolves with `true` when the window is
 * there, with `false` where another program has taken over; rejects with AppError where the workspace cannot be had.
 */
export async function startApp(own: HandedOver): Promise<boolean> {
  const args = parseWindowArguments(own.args, own.cwd);
  const standard = defaultWorkspaceDirectory(process.env, process.platform);
  const workspace = args.workspace ?? standard;
  settlePaths(workspace, workspace === standard);
  const starts = createQueue<WindowArguments>();
  const isFirst = claimInstance(app, own, (start) => {
    starts.add(parseWindowArguments(start.args, start.cwd));
  });
  if (!isFirst) {
    app.quit();
    return false;
  }
  // A Mac hands over files and links by events, also before there is a window.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    starts.add({ ...NO_ARGUMENTS, handed: [path] });
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    starts.add({ ...NO_ARGUMENTS, links: [url] });
  });
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  app.enableSandbox();
  guardAllContents(
    app,
    createOpenOutside({ ask: askInFront, open: (url) => shell.openExternal(url), onBug: logBug }),
  );
  await app.whenReady();

  guardPermissions(session.defaultSession);
  protocol.handle(APP_SCHEME, (request) => serveAppFile(LOCATIONS.renderer, request));
  const engine = await openEngine(workspace);
  log = engine.log;
  const { windows, desktop, close } = openShell(engine, workspace);
  endWithWindows(app, { engine, close, onBug: logBug });
  if (args.demo) startDemo(engine);
  try {
    await windows.open();
  } catch (error) {
    await engine.close();
    throw error;
  }
  void desktop.request(args);
  starts.listen((start) => {
    windows.bringForward();
    if (start.demo) startDemo(engine);
    void desktop.request(start);
  });
  return true;
}

/** Before anything of Electron's is written anywhere. */
function settlePaths(workspace: string, isDefault: boolean): void {
  const state = defaultStateDirectory(process.env, process.platform);
  const directory = ownDirectory(state, workspace, isDefault);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  app.setName('Hopscope');
  app.setPath('userData', directory);
}

function openEngine(workspaceDirectory: string): Promise<Engine> {
  return createEngine({
    workspaceDirectory,
    program: 'electron',
    version: packageFile.version,
    env: process.env,
    demo: { entry: LOCATIONS.demoInstance, knownBugs: BUGS },
    secretStore: openSafeStorageStore({
      safeStorage,
      platform: process.platform,
      file: join(app.getPath('userData'), 'secrets.json'),
    }),
    launch: createUtilityLaunch((path, forkArgs, options) => utilityProcess.fork(path, forkArgs, options)),
    // It stands in the engine's log already.
    onBug: (error, where) => {
      say(where, error);
    },
  });
}

interface Shell {
  readonly windows: Windows<BrowserWindow>;
  readonly desktop: Desktop;
  readonly close: () => void;
}

function openShell(engine: Engine, workspace: string): Shell {
  const pages = createPages();
  // Before anything is waited for: the engine tells what it found at its start right after it was created.
  const ipc = serveBridge({ ipcMain, bridge: engine.bridge, onBug: logBug, pages });
  const windows: Windows<BrowserWindow> = createWindows({
    make: (options) => new BrowserWindow(options),
    preload: LOCATIONS.preload,
    url: `${APP_ORIGIN}/`,
    displays: () => screen.getAllDisplays(),
    placeFile: join(app.getPath('userData'), 'window.json'),
    later: createRest(),
    onMade: (window) => {
      ipc.connect(window.webContents);
      desktop.watch(window);
    },
    onFocus: (window) => {
      desktop.focus(window);
    },
    onBug: logBug,
  });
  const desktop = assembleDesktop({
    ...{ app, dialog, ipcMain, menu: Menu, pages, windows, workspace },
    platform: process.platform,
    bridge: engine.bridge,
    onBug: logBug,
    onLoading: (contents) => {
      ipc.awaitPage(contents);
    },
    tell: (contents, message) => {
      ipc.notify(contents, { level: 'warning', message });
    },
    settings: openDesktopSettings(join(app.getPath('userData'), 'settings.json')),
    notifications: {
      isSupported: () => Notification.isSupported(),
      make: (content) => new Notification(content),
    },
    help: { logFile: engine.log.path, version: packageFile.version, system: systemWords(), shell, clipboard },
    updates: {
      feed: findFeed(process.env, hasPackagedFeed),
      version: packageFile.version,
      load: async () => (await import('electron-updater')).autoUpdater,
    },
  });
  const stopWatching = watchProcesses({
    app,
    onBug: logBug,
    tell: (message) => {
      for (const contents of pages.all()) ipc.notify(contents, { level: 'fault', message });
    },
  });
  return {
    windows,
    desktop,
    close: () => {
      stopWatching();
      ipc.close();
      desktop.close();
    },
  };
}

function askInFront(question: MessageBoxOptions): Promise<MessageBoxReturnValue> {
  const window = BrowserWindow.getFocusedWindow();
  return window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question);
}

function startDemo(engine: Engine): void {
  void engine.bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] }).then((started) => {
    if (!started.ok && started.error.code !== 'CANCELLED') logBug('demo.start', started.error.message);
  });
}

/** Runs the last of what was to be run once nothing has come for a while. */
function createRest(): (run: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (run) => {
    clearTimeout(timer);
    timer = setTimeout(run, REST_MS);
    timer.unref();
  };
}

/** Keeps what comes before there is somebody to take it. */
function createQueue<T>(): { add(entry: T): void; listen(take: (entry: T) => void): void } {
  const waiting: T[] = [];
  let taker: ((entry: T) => void) | undefined;
  return {
    add(entry) {
      if (taker) taker(entry);
      else waiting.push(entry);
    },
    listen(take) {
      taker = take;
      for (const entry of waiting.splice(0)) take(entry);
    },
  };
}

/** What electron-builder puts beside a build that is published somewhere. Run from the repository there is no such place. */
function hasPackagedFeed(): boolean {
  const resources = process.resourcesPath as string | undefined;
  return app.isPackaged && resources !== undefined && existsSync(join(resources, 'app-update.yml'));
}

function systemWords(): string {
  const { electron, chrome } = process.versions;
  return `Electron ${electron} (Chromium ${chrome}), ${process.platform} ${release()} ${arch()}`;
}

/** Before there is an engine, which knows what is secret, only what looks like a secret is left out. */
let log: Log = openLog({
  directory: logDirectory(process.env),
  program: 'electron',
  secrets: () => [],
  now: () => new Date(),
});

function logBug(where: string, thrown: unknown): void {
  log.write(where, thrown);
  say(where, thrown);
}

function say(where: string, thrown: unknown): void {
  const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`hopscope: ${where}: ${what}\n`);
}
