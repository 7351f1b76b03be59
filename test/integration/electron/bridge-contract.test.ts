import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Fork } from '../../../electron/main/utility-launch.ts';
import { createElectronBridge } from '../../../renderer/bridge/electron-bridge.ts';
import { exposedDesktop } from '../../../renderer/bridge/exposed-desktop.ts';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { DesktopWish } from '../../../shared/bridge/desktop.ts';
import { describeBridgeContract } from '../../support/bridge-contract.ts';
import { playElectron } from '../../support/played-electron.ts';

/**
 * The real main process, preload script and engine; Electron itself is played: ipc carries structured clones
 * from one to the other, utility processes are plain child processes.
 */
const electron = vi.hoisted(() => ({ mocked: {} }));
vi.mock('electron', () => electron.mocked);

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

const played = playElectron(fork);
Object.assign(electron.mocked, played.module);

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

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-contract-'));
  vi.stubEnv('HOPSCOPE_STATE_DIR', join(directory, 'state'));
});

describeBridgeContract('Electron', async () => {
  const { startApp } = await import('../../../electron/main/start-app.ts');
  expect(await startApp({ args: ['--workspace', 'workspace'], cwd: directory })).toBe(true);
  await import('../../../electron/preload/preload.ts');
  return {
    bridge: createElectronBridge(played.exposed.get('hopscope') as Bridge),
    directory,
    close: async () => {
      await handsOver();
      played.app.emit('window-all-closed');
      // Held up until everything has ended.
      await vi.waitFor(
        () => {
          expect(played.app.calls.slice(-2)).toEqual(['quit, prevented', 'quit']);
        },
        { timeout: 20_000 },
      );
      await rm(directory, { recursive: true, force: true });
    },
  };
});

/** A later start's files and links reach the page, after a question, and nothing does without. */
async function handsOver(): Promise<void> {
  const wishes: DesktopWish[] = [];
  const desktop = exposedDesktop(Object.fromEntries(played.exposed));
  if (!desktop) throw new Error('nothing of the desktop is exposed');
  desktop.onWish((wish) => wishes.push(wish));
  await desktop.call('page.ready', null);
  const start = (args: readonly string[]): unknown =>
    played.app.emit('second-instance', {}, [], '/', { args, cwd: directory });
  start(['--open', 'named.hopscope']);
  played.answerWith(1);
  start(['double-clicked.hopscope']);
  await vi.waitFor(() => {
    expect(played.asked).toHaveLength(1);
  });
  played.answerWith(0);
  start(['hopscope://open?filter=method%3Atools%2Fcall']);
  await vi.waitFor(() => {
    expect(wishes).toEqual([
      { kind: 'open', paths: [join(directory, 'named.hopscope')] },
      { kind: 'filter', text: 'method:tools/call' },
    ]);
  });
  expect(played.asked.map(({ message }) => message)).toEqual([
    'Open double-clicked.hopscope?',
    'A link from another program wants this of Hopscope:',
  ]);
}

it('starts one sandboxed window on the app’s own origin', () => {
  expect(played.app.calls).toContain('enableSandbox');
  expect(played.registered).toMatchObject([[{ scheme: 'hopscope-app' }]]);
  expect([...played.handled.keys()]).toEqual(['hopscope-app']);
  expect(played.windows.map(({ options }) => options.webPreferences)).toMatchObject([
    { sandbox: true, contextIsolation: true, nodeIntegration: false },
  ]);
  expect(played.windows[0]?.done.filter((step) => step.startsWith('load'))).toEqual([
    'load hopscope-app://app/',
  ]);
});

it('keeps what is Electron’s own beside the state of the workspace', () => {
  expect(played.app.paths.get('userData')).toMatch(/state[\\/]desktop-[0-9a-f]{12}$/);
});

it('has menus from the one list of commands', () => {
  const file = played.menu().find(({ label }) => label === 'File');
  expect(file?.submenu).toContainEqual(expect.objectContaining({ id: 'capture.open' }));
});

it('ended the engine and stopped listening when the window was closed', async () => {
  const contents = played.windows[0]?.page.contents;
  if (!contents) throw new Error('there was no window');
  for (const channel of ['hopscope:invoke', 'hopscope:desktop']) {
    await expect(played.ipc.call(channel, contents, contents.mainFrame, 'app.info', null)).rejects.toThrow(
      'No handler',
    );
  }
});
