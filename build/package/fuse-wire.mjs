import { readFileSync } from 'node:fs';

/** Electron's binary marks its switches with these bytes; then come a version, their number, and one digit each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const states = new Map([
  ['0', false],
  ['1', true],
]);

/** In the order of the wire. */
const fuseNames = /** @type {const} */ ([
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
]);

/** @typedef {typeof fuseNames[number]} FuseName */

/**
 * How the fuses of a binary stand.
 * @param {string} binary Electron's executable; on macOS that of Electron Framework
 * @returns {Partial<Record<FuseName, boolean>>} without those that this binary does not have; empty: it has no fuses
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses
 */
export function readFuses(binary) {
  const bytes = readFileSync(binary);
  const at = bytes.indexOf(sentinel);
  if (at < 0) return {};
  const first = at + sentinel.length;
  const count = bytes[first + 1] ?? 0;
  const digits = bytes.toString('latin1', first + 2, first + 2 + count);
  return Object.fromEntries(
    fuseNames.flatMap((name, index) => {
      const state = states.get(digits[index] ?? '');
      return state === undefined ? [] : [[name, state]];
    }),
  );
}

/**
 * The fuses that do not stand as they should. Pure.
 * @param {Partial<Record<FuseName, boolean>>} found
 * @param {Readonly<Record<FuseName, boolean>>} wanted
 * @returns {FuseName[]}
 */
export function wrongFuses(found, wanted) {
  return fuseNames.filter((name) => found[name] !== wanted[name]);
}
