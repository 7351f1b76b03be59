import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runChild } from './run-child.mjs';
import { formatDuration, say } from './say.mjs';
import { withWorkLock } from './work-lock.mjs';

/**
 * The part of a lockfile that tells what must be installed.
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [link]
 */

/** @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages */

/**
 * Which packages of the lockfile are not installed as it says. npm writes its own record
 * (node_modules/.package-lock.json) as the last act of an installation, so it serves as the stamp. Pure.
 * @param {LockedPackages} wanted package-lock.json's packages
 * @param {LockedPackages} installed npm's record
 * @param {(location: string) => boolean} isThere whether a package's package.json exists
 * @returns {string[]} locations such as node_modules/vite
 */
export function missingPackages(wanted, installed, isThere) {
  return Object.entries(wanted)
    .filter(([location, entry]) => {
      if (location === '' || entry.link) return false;
      const found = installed[location];
      if (!found) return !entry.optional; // for another platform
      return found.version !== entry.version || found.integrity !== entry.integrity || !isThere(location);
    })
    .map(([location]) => location);
}

/**
 * @param {string} root
 * @returns {boolean}
 */
function packagesMatch(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing or damaged: git checkout package-lock.json');
  if (!installed) return false;
  const isThere = (/** @type {string} */ location) => existsSync(path.join(root, location, 'package.json'));
  return missingPackages(wanted, installed, isThere).length === 0;
}

/**
 * Installs what the lockfile says, unless it is there.
 * @param {string} root
 * @returns {Promise<number>} 0, or the exit code to hand on
 */
export async function ensurePackages(root) {
  if (packagesMatch(root)) return 0;
  return withWorkLock(root, async () => (packagesMatch(root) ? 0 : installPackages(root)));
}

/**
 * @param {string} root
 * @returns {Promise<number>}
 */
export async function installPackages(root) {
  say('Installing packages (npm ci) …');
  const startedAt = Date.now();
  const { command, args, shell } = npmCommand(process.env, process.platform, process.execPath);
  // Everything that is needed stands among the dev dependencies, also where NODE_ENV or a npmrc says otherwise.
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const end = await runChild(command, [...args, ...words], {
    cwd: root,
    env: withoutOwnPrograms(root, process.env),
    output: 'stderr',
    shell,
  });
  if (end.code === 0) say(`Packages installed in ${formatDuration(Date.now() - startedAt)}.`);
  else if (!end.interrupted) say(`npm ci failed (exit code ${end.code}); its reason stands above.`);
  return end.code;
}

/**
 * npm as the npm that runs us does it; by name where none does. Pure.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} execPath
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env, platform, execPath) {
  const script = env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) {
    // npm_node_execpath is npm's own Node. Ours may lie in node_modules, which npm ci deletes first.
    return { command: env.npm_node_execpath ?? execPath, args: [script], shell: false };
  }
  return { command: 'npm', args: [], shell: platform === 'win32' };
}

/**
 * The environment without this repository's programs on the PATH: npm ci deletes them while it runs. Pure.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutOwnPrograms(root, env) {
  const own = path.join(root, 'node_modules');
  const cleaned = (env.PATH ?? '')
    .split(path.delimiter)
    .filter((directory) => directory !== own && !directory.startsWith(own + path.sep));
  return { ...env, ...(env.PATH !== undefined && { PATH: cleaned.join(path.delimiter) }) };
}

/**
 * @param {string} file
 * @returns {LockedPackages | undefined} undefined where it is absent or no lockfile
 */
function readPackages(file) {
  try {
    /** @type {unknown} */
    const parsed = JSON.parse(readFileSync(file, 'utf8'));
    return /** @type {{ packages?: LockedPackages }} */ (parsed).packages;
  } catch {
    return undefined;
  }
}
