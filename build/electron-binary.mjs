import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listFiles } from './freshness.mjs';
import { runChild } from './run-child.mjs';
import { formatDuration, say } from './say.mjs';

/** Longest time that the download of Electron's binary may take, in ms. */
const installLimitMs = 60_000;

/**
 * The program that opens the window. The package `electron` comes without it and must not be imported to find
 * it: its index.js would start the download.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env ELECTRON_OVERRIDE_DIST_PATH names a folder with another copy
 * @returns {string | undefined} its path; undefined where it is not there, or only half of it
 */
export function findElectron(root, env) {
  const folder = path.join(root, 'node_modules', 'electron');
  const named = readText(path.join(folder, 'path.txt'));
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return existing(path.join(override, named ?? executableName(process.platform)));
  // The installer writes path.txt last.
  if (named === undefined) return undefined;
  const version = readText(path.join(folder, 'dist', 'version'))?.replace(/^v/, '');
  if (version !== wantedVersion(root)) return undefined;
  return existing(path.join(folder, 'dist', named));
}

/**
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
export function executableName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Whether the download of this version has failed before. A fresh node_modules forgets it.
 * @param {string} root
 * @returns {boolean}
 */
export function failedBefore(root) {
  return readText(failureStamp(root)) === wantedVersion(root);
}

/**
 * Runs Electron's own installer, once: a failure is remembered, a cancellation is not.
 * @param {string} root
 * @param {string} node
 * @param {number} [limitMs]
 * @returns {Promise<{ done: true } | { done: false, why: string } | { cancelled: number }>} `cancelled` carries
 *   the exit code to hand on
 */
export async function installElectron(root, node, limitMs = installLimitMs) {
  const limit = formatDuration(limitMs).replace('.0', '');
  say(`Downloading Electron's binary (${limit} at most; Ctrl-C stops; npm start -- --web does without) …`);
  // A folder of its own for what is under way: its size is the progress, and nothing stays behind.
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'hopscope-electron-'));
  const startedAt = Date.now();
  const progress = setInterval(() => showProgress(scratch, startedAt), 1_000);
  const limitReached = AbortSignal.timeout(limitMs);
  try {
    const end = await runChild(node, [path.join(root, 'node_modules', 'electron', 'install.js')], {
      env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch },
      output: 'capture',
      signal: limitReached,
    });
    if (end.interrupted) return { cancelled: end.code === 0 ? 130 : end.code };
    if (end.code === 0 && findElectron(root, process.env)) return { done: true };
    writeFileSync(failureStamp(root), wantedVersion(root));
    const why = limitReached.aborted ? `it took longer than ${limit}` : firstReason(end.output);
    return { done: false, why: `Electron's binary could not be downloaded: ${why}` };
  } finally {
    clearInterval(progress);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * The line of an installer's complaint that a person can use. Pure.
 * @param {string} output
 * @returns {string}
 */
export function firstReason(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const cause = lines.find((line) => /\b(E[A-Z]{4,}|Error:|HTTP)/.test(line)) ?? lines.find(Boolean);
  return cause?.replace(/^(\w*Error: )+/, '').slice(0, 160) ?? 'the installer gave no reason';
}

/**
 * @param {string} scratch
 * @param {number} startedAt epoch ms
 */
function showProgress(scratch, startedAt) {
  let bytes = 0;
  for (const file of listFiles(scratch, '.')) {
    bytes += statSync(path.join(scratch, file), { throwIfNoEntry: false })?.size ?? 0;
  }
  const line = `  ${(bytes / 1e6).toFixed(0)} MB after ${formatDuration(Date.now() - startedAt)}`;
  // On a terminal one line counts up; in a log a line every second would be noise.
  if (process.stderr.isTTY) process.stderr.write(`\r${line}\u001b[K\r`);
}

/**
 * @param {string} root
 * @returns {string}
 */
function wantedVersion(root) {
  const text = readText(path.join(root, 'node_modules', 'electron', 'package.json')) ?? '{}';
  /** @type {unknown} */
  const parsed = JSON.parse(text);
  return /** @type {{ version?: string }} */ (parsed).version ?? '';
}

/**
 * @param {string} root
 * @returns {string}
 */
function failureStamp(root) {
  return path.join(root, 'node_modules', '.hopscope-electron-failed');
}

/**
 * @param {string} file
 * @returns {string | undefined}
 */
function readText(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @returns {string | undefined}
 */
function existing(file) {
  return existsSync(file) ? file : undefined;
}
