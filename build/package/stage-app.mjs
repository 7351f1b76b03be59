import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What of package.json an installed app needs.
 * @typedef {object} PackageFacts
 * @property {string} name
 * @property {string} version
 * @property {string} description
 * @property {string} license
 * @property {string} author
 * @property {string} homepage
 */

/**
 * Puts together what goes into app.asar: a package.json of its own, the desktop's bundle and the screens. No source
 * maps (they are most of the weight), no other program, no package. What was staged before is gone.
 * @param {string} root where dist/desktop and dist/renderer are built and fresh
 * @param {string} folder
 */
export function stageApp(root, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  /** @type {unknown} */
  const facts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  writeFileSync(
    path.join(folder, 'package.json'),
    `${JSON.stringify(appPackage(/** @type {PackageFacts} */ (facts)), null, 2)}\n`,
  );
  cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  copyBuilt(path.join(root, 'dist', 'desktop'), path.join(folder, 'programs'));
  copyBuilt(path.join(root, 'dist', 'renderer'), path.join(folder, 'renderer'));
}

/**
 * The installed app's package.json. It names no dependency: everything is in the bundles. Pure.
 * @param {PackageFacts} facts
 */
function appPackage({ name, version, description, license, author, homepage }) {
  return {
    name,
    productName: 'Hopscope',
    version,
    description,
    license,
    author,
    homepage,
    type: 'module',
    main: 'programs/electron-main.js',
    // How Wayland and the task bars of Linux find our entry among the installed programs.
    desktopName: 'hopscope.desktop',
  };
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyBuilt(from, to) {
  cpSync(from, to, { recursive: true, filter: (file) => !file.endsWith('.map') });
}
