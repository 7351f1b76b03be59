import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import { afterAll, expect, it, vi } from 'vitest';
import { NO_ARGUMENTS } from '../../../electron/main/arguments.ts';
import type { Fork } from '../../../electron/main/utility-launch.ts';
import { createElectronBridge } from '../../../renderer/bridge/electron-bridge.ts';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import { describeBridgeContract } from '../../support/bridge-contract.ts';
import { mockContents, type MockContents, mockIpc, preventable } from '../../support/electron-mock.ts';

/**
 * The real main process, preload script and engine; Electron itself is played: ipc carries structured clones
 * from one to the other, utility processes are plain child processes.
 */
const electron = vi.hoisted(() => ({ mocked: {} }));
vi.mock('electron', () => electron.mocked);

const ipc = mockIpc();
const calls: string[] = [];
const app = Object.assign(new EventEmitter(), {
  whenReady: () => Promise.resolve(),
  enableSandbox: () => {
    calls.push('enableSandbox');
  },
  quit: () => {
    const event = preventable({});
    app.emit('will-quit', event);
    calls.push(event.prevented ? 'quit, prevented' : 'quit');
  },
});
const toPage = new EventEmitter();
const exposed = new Map<string, unknown>();
const windows: { readonly options: BrowserWindowConstructorOptions; readonly page: MockContents }[] = [];
const loaded: string[] = [];
const handled = new Map<string, unknown>();
const registered: unknown[] = [];

class PlayedWindow extends EventEmitter {
  readonly webContents;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    const page = mockContents();
    // What is sent to the page arrives at the preload script, as a copy.
    const send = page.contents.send.bind(page.contents);
    page.contents.send = (channel, ...args: unknown[]) => {
      send(channel, ...args);
      toPage.emit(channel, {}, ...structuredClone(args));
    };
    this.webContents = page.contents;
    windows.push({ options, page });
  }

  show(): void {
    this.emit('show');
  }

  loadURL(url: string): Promise<void> {
    loaded.push(url);
    return Promise.resolve();
  }
}

const fork: Fork = (path, args, { env }) => {
  const child = spawn(process.execPath, [path, ...args], {
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    get pid() {
      return child.pid;
    },
    stdout: child.stdout,
    stderr: child.stderr,
    kill: () => child.kill(),
    once: (event, listener) =>
      child.once(event, (code) => {
        listener(code ?? 0);
      }),
  };
};

Object.assign(electron.mocked, {
  app,
  BrowserWindow: PlayedWindow,
  ipcMain: ipc.ipcMain,
  protocol: {
    registerSchemesAsPrivileged: (schemes: unknown) => registered.push(schemes),
    handle: (scheme: string, handler: unknown) => handled.set(scheme, handler),
  },
  session: {
    defaultSession: {
      setPermissionRequestHandler: () => undefined,
      setPermissionCheckHandler: () => undefined,
      setDevicePermissionHandler: () => undefined,
    },
  },
  utilityProcess: { fork },
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
  ipcRenderer: Object.assign(toPage, {
    invoke: (channel: string, ...args: unknown[]) => {
      const contents = windows[0]?.page.contents;
      if (!contents) throw new Error('there is no window');
      return ipc.call(channel, contents, contents.mainFrame, ...args);
    },
  }),
});

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const signalListeners = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
afterAll(() => {
  for (const signal of signals) {
    const before = signalListeners.get(signal) ?? [];
    for (const listener of process.listeners(signal)) {
      if (!before.includes(listener)) process.off(signal, listener);
    }
  }
});

describeBridgeContract('Electron', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-contract-'));
  const { startApp } = await import('../../../electron/main/start-app.ts');
  await startApp({ ...NO_ARGUMENTS, workspace: join(directory, 'workspace') });
  await import('../../../electron/preload/preload.ts');
  return {
    bridge: createElectronBridge(exposed.get('hopscope') as Bridge),
    directory,
    close: async () => {
      app.emit('window-all-closed');
      // Held up until everything has ended.
      await vi.waitFor(
        () => {
          expect(calls.slice(1)).toEqual(['quit, prevented', 'quit']);
        },
        { timeout: 20_000 },
      );
      await rm(directory, { recursive: true, force: true });
    },
  };
});

it('starts one sandboxed window on the app’s own origin', () => {
  expect(calls[0]).toBe('enableSandbox');
  expect(registered).toMatchObject([[{ scheme: 'hopscope-app' }]]);
  expect([...handled.keys()]).toEqual(['hopscope-app']);
  expect(windows.map(({ options }) => options.webPreferences)).toMatchObject([
    { sandbox: true, contextIsolation: true, nodeIntegration: false },
  ]);
  expect(loaded).toEqual(['hopscope-app://app/']);
});

it('ended the engine and stopped listening when the window was closed', async () => {
  const contents = windows[0]?.page.contents;
  if (!contents) throw new Error('there was no window');
  await expect(ipc.call('hopscope:invoke', contents, contents.mainFrame, 'app.info', null)).rejects.toThrow(
    'No handler',
  );
});
