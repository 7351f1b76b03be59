/** @typedef {{ path: string, bytes: number }} SizedFile */

/**
 * A table of what weighs how much: the folders of the top, and the heaviest files. Pure.
 * @param {readonly SizedFile[]} files
 * @param {number} heaviest how many files are named
 * @returns {string[]} lines
 */
export function sizeTable(files, heaviest) {
  /** @type {Map<string, number>} */
  const folders = new Map();
  for (const { path, bytes } of files) {
    const top = path.includes('/') ? `${path.split('/')[0] ?? ''}/` : path;
    folders.set(top, (folders.get(top) ?? 0) + bytes);
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [...folders].sort(([, a], [, b]) => b - a).map(([path, bytes]) => row(path, bytes));
  const heavy = [...files].sort((a, b) => b.bytes - a.bytes).slice(0, heaviest);
  return [
    row('all', total),
    ...rows,
    'The heaviest files:',
    ...heavy.map(({ path, bytes }) => row(path, bytes)),
  ];
}

/**
 * "1.2 MB", in millions of bytes as file managers and shops count them.
 * @param {number} bytes
 * @returns {string}
 */
export function formatSize(bytes) {
  return bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * @param {string} name
 * @param {number} bytes
 * @returns {string}
 */
function row(name, bytes) {
  return `${formatSize(bytes).padStart(10)}  ${name}`;
}
