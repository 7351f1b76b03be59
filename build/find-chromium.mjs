import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** How the tests' browser is started: no network of its own, and none of a profile's habits. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const noChromiumMessage =
  'The browser tests need Chromium: install Chromium or Google Chrome (or set CHROMIUM_PATH) and run npm test again.';

/**
 * Where the system may have a Chromium, best first. Pure.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
export function systemChromiums(env, platform) {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const places = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((base) => base !== undefined)
      .flatMap((base) => places.map((place) => path.win32.join(base, place)));
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (env.PATH ?? '').split(':').filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

/**
 * The browser for the tests: CHROMIUM_PATH, the system's, or Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return existsSync(asked) ? asked : undefined;
  const system = systemChromiums(process.env, process.platform).find(
    (file) => existsSync(file) && answers(file),
  );
  if (system) return system;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/**
 * Ubuntu's chromium-browser may be a script that only tells to install a snap. On Windows and macOS what is
 * there is a program, and asking it could open a window.
 * @param {string} file
 * @returns {boolean}
 */
function answers(file) {
  if (process.platform !== 'linux') return true;
  return spawnSync(file, ['--version', '--no-sandbox'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}
