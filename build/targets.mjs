/** What is built, from what: read by start (is it stale?) and by bundle (how is it made?). */

/**
 * @typedef {object} Target
 * @property {TargetName} name
 * @property {string} what for a progress line
 * @property {string} outDir below the repository's root
 * @property {readonly string[]} sources whatever changes the outcome, below the root
 */

/** @typedef {'renderer' | 'programs' | 'desktop'} TargetName */

const packagesAndBundler = ['package.json', 'package-lock.json', 'build/bundle.mjs', 'build/targets.mjs'];

/** @type {Readonly<Record<TargetName, Target>>} */
export const targets = {
  renderer: {
    name: 'renderer',
    what: 'the screens',
    outDir: 'dist/renderer',
    sources: ['renderer', 'shared', ...packagesAndBundler],
  },
  programs: {
    name: 'programs',
    what: 'the programs',
    outDir: 'dist/programs',
    sources: ['shared', 'engine', 'electron', 'web', 'cli', 'demo', ...packagesAndBundler],
  },
  // What an installer holds of the programs; `npm run package` alone makes it.
  desktop: {
    name: 'desktop',
    what: 'the desktop program',
    outDir: 'dist/desktop',
    sources: ['shared', 'engine', 'electron', 'demo', ...packagesAndBundler],
  },
};

/** Output name -> entry. All land in one flat folder, so that they find each other beside themselves. */
export const programEntries = {
  web: 'web/main.ts',
  cli: 'cli/main.ts',
  'electron-main': 'electron/main/main.ts',
  'demo-instance': 'demo/instance.ts',
  'store-worker': 'engine/capture/store-worker.ts',
  'import-worker': 'engine/capture/import/import-worker.ts',
  'redaction-worker': 'engine/capture/redacting/redaction-worker.ts',
};

/** The same without the web host and the command line, which an installed Electron cannot run. */
export const desktopEntries = Object.fromEntries(
  Object.entries(programEntries).filter(([name]) => name !== 'web' && name !== 'cli'),
);

/** CommonJS, because a sandboxed preload script can be nothing else. */
export const preloadEntries = { 'electron-preload': 'electron/preload/preload.ts' };
