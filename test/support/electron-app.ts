import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, type ElectronApplication } from '@playwright/test';
import { findElectron } from '../../build/electron-binary.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist', 'programs', 'electron-main.js');
const executablePath = findElectron(root, process.env);

/** For `test.skip`: these tests drive the real Electron, which not every machine can get. */
export const NO_ELECTRON = executablePath === undefined;
export const SKIPPED = 'skipped: no Electron binary';

interface ElectronFixtures {
  /** Holds the workspace and the state of this test; goes when it is over. */
  readonly folder: string;
  /** Starts the built program on the workspace of this test; ended when the test is over. */
  readonly launch: (...args: string[]) => Promise<ElectronApplication>;
  /** A second start, as by a double click; resolves with its exit code. */
  readonly startAgain: (...args: string[]) => Promise<number | null>;
}

function environment(folder: string): Record<string, string> {
  const known: Record<string, string> = { HOPSCOPE_STATE_DIR: join(folder, 'state') };
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) known[name] ??= value;
  return known;
}

export const test = base.extend<ElectronFixtures>({
  // Playwright reads the names of the fixtures off the first parameter, so it has to be a pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hopscope-electron-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  launch: async ({ folder }, use) => {
    const started: ElectronApplication[] = [];
    await use(async (...args) => {
      const application = await _electron.launch({
        ...(executablePath !== undefined && { executablePath }),
        args: [main, '--workspace', join(folder, 'workspace'), ...args],
        env: environment(folder),
      });
      started.push(application);
      return application;
    });
    for (const application of started) await application.close();
  },
  startAgain: async ({ folder }, use) => {
    await use(async (...args) => {
      const child = spawn(executablePath ?? '', [main, '--workspace', join(folder, 'workspace'), ...args], {
        env: environment(folder),
        stdio: 'ignore',
      });
      return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', resolve);
      });
    });
  },
});

/** What the main process asked of a person and of the system since `listenIn`. */
export interface Heard {
  readonly questions: { readonly message: string; readonly detail: string }[];
  readonly opened: string[];
}

/** Plays the person and the system: every question gets this button, nothing leaves the program. */
export async function listenIn(application: ElectronApplication, button: number): Promise<void> {
  await application.evaluate(({ dialog, shell }, response) => {
    const heard: Heard = { questions: [], opened: [] };
    Object.assign(globalThis, { heard });
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, detail = '' } = given.at(-1) as { message: string; detail?: string };
      heard.questions.push({ message, detail });
      return Promise.resolve({ response, checkboxChecked: false });
    };
    shell.openExternal = (url) => {
      heard.opened.push(url);
      return Promise.resolve();
    };
  }, button);
}

export function whatWasHeard(application: ElectronApplication): Promise<Heard> {
  return application.evaluate(() => (globalThis as unknown as { heard: Heard }).heard);
}
