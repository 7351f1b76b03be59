import path from 'node:path';

/**
 * Where things lie in the folder that an installer holds.
 * @typedef {object} UnpackedPlaces
 * @property {string} folder
 * @property {string} asar
 * @property {string} executable
 * @property {string} fuses the binary in which the fuses are
 */

/**
 * Pure.
 * @param {string} folder such as dist/installers/linux-unpacked
 * @param {import('./flags.mjs').System} system
 * @returns {UnpackedPlaces}
 */
export function unpackedPlaces(folder, system) {
  if (system === 'mac') {
    const contents = path.join(folder, 'Hopscope.app', 'Contents');
    return {
      folder,
      asar: path.join(contents, 'Resources', 'app.asar'),
      executable: path.join(contents, 'MacOS', 'Hopscope'),
      fuses: path.join(contents, 'Frameworks', 'Electron Framework.framework', 'Electron Framework'),
    };
  }
  const executable = path.join(folder, system === 'win' ? 'Hopscope.exe' : 'hopscope');
  return { folder, asar: path.join(folder, 'resources', 'app.asar'), executable, fuses: executable };
}
