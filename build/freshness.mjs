import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What a build left behind: the sources that it was made from and the files that it made.
 * @typedef {object} Stamp
 * @property {string} sources
 * @property {Readonly<Record<string, string>>} outputs path below the output folder -> fingerprint
 */

/**
 * Whether a build must run, in one word for the reason. Pure.
 * @param {Stamp | undefined} stamp
 * @param {string} sources the sources' fingerprint now
 * @param {Readonly<Record<string, string>>} outputs the output folder's fingerprints now
 * @returns {'fresh' | 'unbuilt' | 'changed' | 'damaged'}
 */
export function judgeBuild(stamp, sources, outputs) {
  if (!stamp) return 'unbuilt';
  if (stamp.sources !== sources) return 'changed';
  const whole = Object.entries(stamp.outputs).every(([file, print]) => outputs[file] === print);
  return whole ? 'fresh' : 'damaged';
}

/**
 * One fingerprint over names and contents. Times are left out: a clone or a checkout changes them.
 * @param {string} root
 * @param {readonly string[]} places files and folders below the root; an absent one counts as empty
 * @returns {string}
 */
export function fingerprintSources(root, places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of listFiles(root, place)) {
      hash
        .update(`${file}\0`)
        .update(readFileSync(path.join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * Fingerprints of all files below a folder. Of source maps only the size counts: they are most of the bytes,
 * and nothing runs from them.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
export function fingerprintOutputs(folder) {
  /** @type {Record<string, string>} */
  const prints = {};
  for (const file of listFiles(folder, '.')) {
    const full = path.join(folder, file);
    prints[file] = file.endsWith('.map')
      ? String(statSync(full).size)
      : createHash('sha256').update(readFileSync(full)).digest('hex');
  }
  return prints;
}

/**
 * @param {string} file
 * @returns {Stamp | undefined} undefined where it is absent or damaged
 */
export function readStamp(file) {
  try {
    /** @type {unknown} */
    const parsed = JSON.parse(readFileSync(file, 'utf8'));
    const stamp = /** @type {Partial<Stamp> | null} */ (parsed);
    if (typeof stamp?.sources !== 'string' || !stamp.outputs) return undefined;
    return { sources: stamp.sources, outputs: stamp.outputs };
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {Stamp} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(stamp, null, 1));
}

/**
 * All files at or below a place, sorted, with forward slashes, relative to the root.
 * @param {string} root
 * @param {string} place
 * @returns {string[]}
 */
export function listFiles(root, place) {
  const start = path.join(root, place);
  const found = statSync(start, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [place];
  return readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
