import { app, BrowserWindow, dialog, ipcMain, protocol, session, shell, utilityProcess } from 'electron';
import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import packageFile from '../../package.json' with { type: 'json' };
import { BUGS } from '../../demo/bugs.ts';
import { createEngine, defaultWorkspaceDirectory, type Engine } from '../../engine/index.ts';
import { APP_ORIGIN, APP_SCHEME } from '../../shared/bridge/channels.ts';
import { APP_SCHEME_PRIVILEGES, serveAppFile } from './app-protocol.ts';
import type { WindowArguments } from './arguments.ts';
import { type BridgeIpc, serveBridge } from './bridge-ipc.ts';
import { guardAllContents, guardPermissions } from './guards.ts';
import { LOCATIONS } from './locations.ts';
import { createOpenOutside } from './open-outside.ts';
import { createUtilityLaunch } from './utility-launch.ts';
import { windowOptions } from './window.ts';

/** The demo fleet that --demo starts: alpha, beta and gamma. */
const DEMO_INSTANCES = 3;

/**
 * Starts the desktop program. Its first steps are taken at once: Electron wants schemes and the sandbox settled
 * before it is ready. Resolves when the window is there; rejects with AppError where the workspace cannot be had.
 */
export async function startApp(args: WindowArguments): Promise<void> {
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  app.enableSandbox();
  guardAllContents(
    app,
    createOpenOutside({ ask: askInFront, open: (url) => shell.openExternal(url), onBug: logBug }),
  );
  await app.whenReady();

  guardPermissions(session.defaultSession);
  protocol.handle(APP_SCHEME, (request) => serveAppFile(LOCATIONS.renderer, request));
  const engine = await createEngine({
    workspaceDirectory: args.workspace ?? defaultWorkspaceDirectory(process.env, process.platform),
    program: 'electron',
    version: packageFile.version,
    env: process.env,
    demo: { entry: LOCATIONS.demoInstance, knownBugs: BUGS },
    launch: createUtilityLaunch((path, forkArgs, options) => utilityProcess.fork(path, forkArgs, options)),
    onBug: (error, where) => {
      logBug(where, error);
    },
  });
  // Before anything is waited for: the engine tells what it found at its start right after it was created.
  const ipc = serveBridge({ ipcMain, bridge: engine.bridge, onBug: logBug });
  endWithWindow(engine, ipc);

  const window = new BrowserWindow(windowOptions(LOCATIONS.preload));
  ipc.connect(window.webContents);
  window.once('ready-to-show', () => {
    window.show();
  });
  if (args.demo) startDemo(engine);
  try {
    await window.loadURL(`${APP_ORIGIN}/`);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The program ends with its window, and nothing that it started outlives it. */
function endWithWindow(engine: Engine, ipc: BridgeIpc): void {
  let ended = false;
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void engine
      .close()
      .catch((error: unknown) => {
        logBug('the end', error);
      })
      .finally(() => {
        ended = true;
        ipc.close();
        app.quit();
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}

function startDemo(engine: Engine): void {
  void engine.bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] }).then((started) => {
    if (!started.ok && started.error.code !== 'CANCELLED') logBug('demo.start', started.error.message);
  });
}

function askInFront(question: MessageBoxOptions): Promise<MessageBoxReturnValue> {
  const window = BrowserWindow.getFocusedWindow();
  return window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question);
}

function logBug(where: string, thrown: unknown): void {
  const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`hopscope: ${where}: ${what}\n`);
}
