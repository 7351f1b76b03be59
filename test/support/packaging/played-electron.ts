import { fork as forkNode } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the played Electron saw. */
export interface Seen {
  readonly windows: { readonly options: Readonly<Record<string, unknown>>; readonly loaded: string[] }[];
  readonly schemes: unknown[];
  readonly served: Map<string, (request: Request) => Promise<Response>>;
  readonly handlers: Map<string, (event: unknown, ...args: unknown[]) => unknown>;
  readonly exposed: Map<string, unknown>;
  readonly forked: string[];
  readonly app: EventEmitter;
  /** Of the page's contents. */
  readonly contents: EventEmitter & {
    openHandler?: (details: { readonly url: string }) => { readonly action: string };
  };
  /** How the session answers what a page asks for, by the name of the method that was called with it. */
  readonly session: Map<string, (...args: never[]) => unknown>;
  readonly asked: string[];
  readonly openedOutside: string[];
  sandboxed: boolean;
  /** The event that a call of the page's main frame comes with. */
  callOfThePage(): unknown;
}

/** Whatever else is called of Electron does nothing and answers with the like. */
function anything(): unknown {
  const does = (): unknown => anything();
  return new Proxy(does, {
    get: (_, name) => (name === 'then' || typeof name === 'symbol' ? undefined : anything()),
    construct: () => anything() as object,
  });
}

/** `parts`, and anything for what is not among them. */
function withTheRest<T extends object>(parts: T): T {
  return new Proxy(parts, {
    get: (target, name, receiver) =>
      name in target || name === 'then' || typeof name === 'symbol'
        ? Reflect.get(target, name, receiver)
        : anything(),
  });
}

class PlayedContents extends EventEmitter {
  openHandler?: (details: { readonly url: string }) => { readonly action: string };
  readonly mainFrame = { url: '' };
  readonly id = 1;
  isDestroyed = (): boolean => false;
  getURL = (): string => this.mainFrame.url;
  send = (): void => undefined;
  setWindowOpenHandler = (handler: NonNullable<PlayedContents['openHandler']>): void => {
    this.openHandler = handler;
  };
}

/** Electron as far as our main process and preload script come into it, in plain Node; its windows show nothing. */
export function playElectron(userData: string): {
  readonly electron: Record<string, unknown>;
  readonly seen: Seen;
} {
  mkdirSync(userData, { recursive: true });
  const contents = withTheRest(new PlayedContents());
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    name: 'Hopscope',
    whenReady: () => Promise.resolve(),
    isReady: () => true,
    enableSandbox: () => {
      seen.sandboxed = true;
    },
    requestSingleInstanceLock: () => true,
    getPath: (name: string) => join(userData, name),
    getAppPath: () => userData,
    getVersion: () => '0.0.0',
    getLocale: () => 'en-GB',
    quit: () => {
      const event = { prevented: false, preventDefault: () => void (event.prevented = true) };
      app.emit('before-quit', { preventDefault: () => undefined });
      app.emit('will-quit', event);
      if (!event.prevented) process.exit(0);
    },
    exit: (code: number) => process.exit(code),
  });
  const seen: Seen = {
    windows: [],
    schemes: [],
    served: new Map(),
    handlers: new Map(),
    exposed: new Map(),
    forked: [],
    app,
    contents,
    session: new Map(),
    asked: [],
    openedOutside: [],
    sandboxed: false,
    callOfThePage: () => ({ sender: contents, senderFrame: contents.mainFrame, type: 'frame' }),
  };

  class PlayedWindow extends EventEmitter {
    static readonly getAllWindows = (): unknown[] => windows;
    static readonly getFocusedWindow = (): unknown => windows[0];
    static readonly fromWebContents = (): unknown => windows[0];
    readonly webContents = contents;
    readonly id = 1;
    readonly #loaded: string[] = [];

    constructor(options: Record<string, unknown>) {
      super();
      seen.windows.push({ options, loaded: this.#loaded });
    }

    isDestroyed = (): boolean => false;
    isMinimized = (): boolean => false;
    isMaximized = (): boolean => false;
    isFullScreen = (): boolean => false;
    getBounds = (): unknown => ({ x: 0, y: 0, width: 800, height: 600 });
    getNormalBounds = (): unknown => this.getBounds();
    loadURL = (url: string): Promise<void> => {
      this.#loaded.push(url);
      contents.mainFrame.url = url;
      app.emit('web-contents-created', {}, contents);
      return Promise.resolve();
    };
  }
  const windows: unknown[] = [];
  const BrowserWindow = new Proxy(PlayedWindow, {
    construct(target, [options]: [Record<string, unknown>]) {
      const made = withTheRest(new target(options));
      windows.push(made);
      return made;
    },
  });

  return { electron: { ...partsOf(seen), app: withTheRest(app), BrowserWindow }, seen };
}

function partsOf(seen: Seen): Record<string, unknown> {
  return {
    ipcMain: withTheRest({
      handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) =>
        void seen.handlers.set(channel, handler),
      removeHandler: (channel: string) => void seen.handlers.delete(channel),
      on: () => undefined,
    }),
    protocol: withTheRest({
      registerSchemesAsPrivileged: (schemes: unknown[]) => void seen.schemes.push(...schemes),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        void seen.served.set(scheme, handler),
    }),
    utilityProcess: {
      fork: (script: string, args: string[], options: { env?: NodeJS.ProcessEnv }) => {
        seen.forked.push(script);
        const child = forkNode(script, args, {
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
          execArgv: [],
          ...(options.env && { env: options.env }),
        });
        // A utility process ends with its parent.
        process.once('exit', () => child.kill('SIGKILL'));
        return child;
      },
    },
    session: {
      defaultSession: new Proxy(
        {},
        {
          get: (_, method: string) => (handler: (...args: never[]) => unknown) =>
            void seen.session.set(method, handler),
        },
      ),
    },
    dialog: withTheRest({
      showMessageBox: (...given: unknown[]) => {
        seen.asked.push((given.at(-1) as { message: string }).message);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      },
    }),
    shell: withTheRest({ openExternal: (url: string) => Promise.resolve(void seen.openedOutside.push(url)) }),
    screen: withTheRest({ getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }),
    safeStorage: withTheRest({ isEncryptionAvailable: () => false, isAsyncEncryptionAvailable: () => false }),
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => void seen.exposed.set(name, value),
    },
    ipcRenderer: withTheRest(Object.assign(new EventEmitter(), { invoke: () => Promise.resolve() })),
  };
}

/** An ES module that hands out `electron` under the names that are imported. Source text. */
export function electronModule(names: readonly string[]): string {
  return [
    'const electron = globalThis.playedElectron;',
    'export default electron;',
    ...names.map((name) => `export const ${name} = electron.${name};`),
  ].join('\n');
}

/** `electron`, and anything for the parts that are not played. */
export function wholeElectron(electron: Record<string, unknown>): Record<string, unknown> {
  return withTheRest(electron);
}
