import { closeSync, openSync, readSync } from 'node:fs';

/**
 * A file of an archive.
 * @typedef {object} ArchivedFile
 * @property {string} path from the archive's root, with slashes
 * @property {number} bytes
 * @property {boolean} unpacked it lies beside the archive, where nothing checks it
 * @property {boolean} hashed its hash stands in the archive's index
 * @property {number} offset in the archive file; -1 where it is unpacked
 */

/**
 * @typedef {object} IndexEntry
 * @property {Record<string, IndexEntry>} [files]
 * @property {number} [size]
 * @property {string} [offset]
 * @property {boolean} [unpacked]
 * @property {{ hash?: string }} [integrity]
 */

/** Before the index's text: two pickled sizes and the text's length, four bytes each. */
const headBytes = 16;

/**
 * Lists an asar archive.
 * @param {string} file
 * @returns {ArchivedFile[]} sorted by path
 * @see https://github.com/electron/asar#format
 */
export function listArchive(file) {
  const opened = openSync(file, 'r');
  try {
    const head = readBytes(opened, 0, headBytes);
    const text = readBytes(opened, headBytes, head.readUInt32LE(12)).toString('utf8');
    /** @type {unknown} */
    const index = JSON.parse(text);
    const contentsAt = 8 + head.readUInt32LE(4);
    return list(/** @type {IndexEntry} */ (index), '', contentsAt).sort((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    closeSync(opened);
  }
}

/**
 * The bytes of one file of the archive.
 * @param {string} archive
 * @param {ArchivedFile} entry
 * @returns {Buffer}
 */
export function readArchived(archive, { offset, bytes, path }) {
  if (offset < 0) throw new Error(`${path} does not lie in the archive, but beside it.`);
  const opened = openSync(archive, 'r');
  try {
    return readBytes(opened, offset, bytes);
  } finally {
    closeSync(opened);
  }
}

/**
 * @param {IndexEntry} entry
 * @param {string} folder
 * @param {number} contentsAt
 * @returns {ArchivedFile[]}
 */
function list(entry, folder, contentsAt) {
  return Object.entries(entry.files ?? {}).flatMap(([name, child]) => {
    const path = `${folder}${name}`;
    if (child.files) return list(child, `${path}/`, contentsAt);
    return [
      {
        path,
        bytes: child.size ?? 0,
        unpacked: child.unpacked === true,
        hashed: child.integrity?.hash !== undefined,
        offset: child.offset === undefined ? -1 : contentsAt + Number(child.offset),
      },
    ];
  });
}

/**
 * @param {number} opened
 * @param {number} position
 * @param {number} length
 * @returns {Buffer}
 */
function readBytes(opened, position, length) {
  const bytes = Buffer.alloc(length);
  if (readSync(opened, bytes, 0, length, position) !== length) throw new Error('The archive is cut.');
  return bytes;
}
