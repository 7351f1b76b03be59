import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  MessageBoxOptions,
} from 'electron';
import type { Fork } from '../../electron/main/utility-launch.ts';
import { type MockIpc, mockIpc, preventable } from './electron-mock.ts';
import { PlayedWindow } from './played-window.ts';

/** What a test sees of a played Electron. */
export interface PlayedElectron {
  /** For `vi.mock('electron')`: everything that main process and preload script import. */
  readonly module: Readonly<Record<string, unknown>>;
  readonly app: EventEmitter & { readonly calls: string[]; readonly paths: Map<string, string> };
  readonly ipc: MockIpc;
  readonly windows: PlayedWindow[];
  /** What was exposed to the page, by its name. */
  readonly exposed: Map<string, unknown>;
  readonly handled: Map<string, unknown>;
  readonly registered: unknown[];
  readonly asked: MessageBoxOptions[];
  /** Answers the next question with the button at this place. */
  answerWith(button: number): void;
  /** The menu bar as it was built last. */
  menu(): readonly MenuItemConstructorOptions[];
}

/** Electron as far as it is played here: ipc carries copies from one side to the other, windows are only noted down. */
export function playElectron(fork: Fork): PlayedElectron {
  const ipc = mockIpc();
  const calls: string[] = [];
  const paths = new Map<string, string>();
  const app = Object.assign(new EventEmitter(), {
    calls,
    paths,
    isPackaged: false,
    whenReady: () => Promise.resolve(),
    enableSandbox: () => void calls.push('enableSandbox'),
    setName: (name: string) => void calls.push(`setName ${name}`),
    setPath: (name: string, path: string) => void paths.set(name, path),
    getPath: (name: string) => paths.get(name) ?? '/nowhere',
    requestSingleInstanceLock: () => true,
    addRecentDocument: () => undefined,
    clearRecentDocuments: () => undefined,
    quit: () => {
      const event = preventable({});
      app.emit('will-quit', event);
      calls.push(event.prevented ? 'quit, prevented' : 'quit');
    },
  });
  const toPage = new EventEmitter();
  const windows: PlayedWindow[] = [];
  const exposed = new Map<string, unknown>();
  const handled = new Map<string, unknown>();
  const registered: unknown[] = [];
  const asked: MessageBoxOptions[] = [];
  let button = 0;
  let menu: readonly MenuItemConstructorOptions[] = [];

  class Window extends PlayedWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      super(options);
      const { contents } = this.page;
      // What is sent to the page arrives at the preload script, as a copy.
      const send = contents.send.bind(contents);
      contents.send = (channel, ...args: unknown[]) => {
        send(channel, ...args);
        toPage.emit(channel, {}, ...structuredClone(args));
      };
      windows.push(this);
    }
  }
  const ask = (...args: readonly unknown[]) => {
    asked.push(args.at(-1) as MessageBoxOptions);
    return Promise.resolve({ response: button, checkboxChecked: false });
  };
  const module = {
    app,
    BrowserWindow: Window,
    clipboard: { writeText: () => undefined },
    Notification: Object.assign(EventEmitter, { isSupported: () => false }),
    dialog: {
      showMessageBox: ask,
      showErrorBox: () => undefined,
      showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
      showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    },
    ipcMain: ipc.ipcMain,
    Menu: {
      buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => {
        menu = template;
        return { getMenuItemById: () => null };
      },
      setApplicationMenu: () => undefined,
    },
    safeStorage: { isAsyncEncryptionAvailable: () => Promise.resolve(false) },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown) => registered.push(schemes),
      handle: (scheme: string, handler: unknown) => handled.set(scheme, handler),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: () => undefined,
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      },
    },
    shell: { openExternal: () => Promise.resolve(), openPath: () => Promise.resolve('') },
    utilityProcess: { fork },
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
    ipcRenderer: Object.assign(toPage, {
      invoke: (channel: string, ...args: unknown[]) => {
        const contents = windows[0]?.page.contents;
        if (!contents) throw new Error('there is no window');
        return ipc.call(channel, contents, contents.mainFrame, ...args);
      },
    }),
    webUtils: { getPathForFile: (file: { readonly path?: string }) => file.path ?? '' },
  };
  return {
    ...{ module, app, ipc, windows, exposed, handled, registered, asked },
    answerWith: (place) => {
      button = place;
    },
    menu: () => menu,
  };
}
