import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { fingerprintOutputs, fingerprintSources, judgeBuild, readStamp, writeStamp } from './freshness.mjs';
import { installPackages } from './packages.mjs';
import { runChild } from './run-child.mjs';
import { formatDuration, say } from './say.mjs';
import { targets } from './targets.mjs';
import { withWorkLock } from './work-lock.mjs';

/** @typedef {import('./targets.mjs').Target} Target */
/** @typedef {import('./targets.mjs').TargetName} TargetName */

/** Unfinished builds lie beside the finished ones under this name and are swept away by the next. */
const unfinishedPrefix = '.building-';

/**
 * Builds what is stale. Nothing is written, and nothing of the bundler loaded, where all is fresh.
 * @param {string} root
 * @param {string} node the Node that runs the bundler
 * @param {readonly TargetName[]} names
 * @returns {Promise<number>} 0, or the exit code to hand on
 */
export async function ensureBuilt(root, node, names) {
  if (staleTargets(root, names).length === 0) return 0;
  return withWorkLock(root, () => buildStale(root, node, staleTargets(root, names)));
}

/**
 * @param {string} root
 * @param {readonly TargetName[]} names
 * @returns {Target[]}
 */
function staleTargets(root, names) {
  return names
    .map((name) => targets[name])
    .filter((target) => {
      const outputs = fingerprintOutputs(path.join(root, target.outDir));
      const sources = fingerprintSources(root, target.sources);
      return judgeBuild(readStamp(stampFile(root, target)), sources, outputs) !== 'fresh';
    });
}

/**
 * @param {string} root
 * @param {string} node
 * @param {readonly Target[]} stale
 * @returns {Promise<number>}
 */
async function buildStale(root, node, stale) {
  sweepUnfinished(root);
  if (stale.length === 0) return 0;
  say(`Building ${stale.map((target) => target.what).join(' and ')} …`);
  const startedAt = Date.now();
  let failures = await buildAll(root, node, stale);
  if (failures.some((failure) => !failure.interrupted && blamesPackages(failure.output))) {
    say('The build failed inside node_modules, so the packages are installed anew.');
    const code = await installPackages(root);
    if (code !== 0) return code;
    failures = await buildAll(root, node, stale);
  }
  const [first] = failures;
  if (!first) {
    say(`Built in ${formatDuration(Date.now() - startedAt)}.`);
    return 0;
  }
  // The bundler colours its words for a terminal, whoever reads them.
  const words = process.stderr.isTTY ? first.output : stripVTControlCharacters(first.output);
  if (!first.interrupted) say(`${words.trim()}\nThe build failed; its reason stands above.`);
  return first.code;
}

/**
 * All at once: on two cores the screens and the programs take no longer than the screens alone.
 * @param {string} root
 * @param {string} node
 * @param {readonly Target[]} stale
 * @returns {Promise<import('./run-child.mjs').ChildEnd[]>} those that failed
 */
async function buildAll(root, node, stale) {
  const ends = await Promise.all(stale.map((target) => buildTarget(root, node, target)));
  return ends.filter((end) => end.code !== 0);
}

/**
 * Builds beside the old files, swaps, and stamps last: cut off anywhere, the next start builds again.
 * @param {string} root
 * @param {string} node
 * @param {Target} target
 */
async function buildTarget(root, node, target) {
  // Before the build: what is saved while it runs makes it stale again.
  const sources = fingerprintSources(root, target.sources);
  const unfinished = path.join(root, 'dist', `${unfinishedPrefix}${target.name}`);
  const bundler = fileURLToPath(new URL('bundle.mjs', import.meta.url));
  const end = await runChild(node, [bundler, target.name, unfinished], { cwd: root, output: 'capture' });
  if (end.code !== 0) return end;
  const finished = path.join(root, target.outDir);
  rmSync(stampFile(root, target), { force: true });
  rmSync(finished, { recursive: true, force: true });
  mkdirSync(path.dirname(finished), { recursive: true });
  renameSync(unfinished, finished);
  writeStamp(stampFile(root, target), { sources, outputs: fingerprintOutputs(finished) });
  return end;
}

/** What Node and the bundler say when a package is missing, cut or damaged. */
const packageComplaints = [
  /ERR_MODULE_NOT_FOUND|ERR_INVALID_PACKAGE_CONFIG|MODULE_NOT_FOUND/,
  /Cannot find (package|module|native binding)/,
  /node_modules[^]*^\w*SyntaxError|^\w*SyntaxError[^]*node_modules/m,
  /PARSE_ERROR[^]*\[ \S*node_modules/,
  /UNRESOLVED_IMPORT.* in \S*node_modules/,
];

/**
 * Whether a failed build's words point at the packages rather than at our sources. Pure.
 * @param {string} output
 * @returns {boolean}
 */
export function blamesPackages(output) {
  const plain = stripVTControlCharacters(output);
  return packageComplaints.some((pattern) => pattern.test(plain));
}

/**
 * @param {string} root
 */
function sweepUnfinished(root) {
  const dist = path.join(root, 'dist');
  if (!existsSync(dist)) return;
  for (const name of readdirSync(dist).filter((each) => each.startsWith(unfinishedPrefix))) {
    rmSync(path.join(dist, name), { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {Target} target
 * @returns {string}
 */
function stampFile(root, target) {
  return path.join(root, 'dist', '.stamps', `${target.name}.json`);
}
