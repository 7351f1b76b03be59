import path from 'node:path';

/**
 * One part of the tests: a program and how its outcome is counted.
 * @typedef {object} Part
 * @property {string} name
 * @property {string} script below the root
 * @property {readonly string[]} args
 * @property {import('./count-results.mjs').CountKind} count
 */

const vitest = 'node_modules/vitest/vitest.mjs';
const playwright = 'node_modules/@playwright/test/cli.js';

/**
 * In two, each within what Node gives a program: rules that know types hold all of it in memory.
 * @param {string} name
 * @param {readonly string[]} folders
 * @returns {Part}
 */
const lintPart = (name, folders) => ({
  name,
  script: 'node_modules/eslint/bin/eslint.js',
  args: [...folders, '--max-warnings=0'],
  count: 'one',
});

/** What needs neither a socket nor a process: `npm run check`. Lint takes as long as all the others together. */
export const checkLanes = /** @satisfies {readonly (readonly Part[])[]} */ ([
  [
    lintPart('lint of the product', [
      ...['shared', 'engine', 'renderer', 'electron', 'web', 'cli', 'demo', 'build'],
      ...['eslint.config.js', '.dependency-cruiser.mjs'],
    ]),
    lintPart('lint of the tests', ['test']),
  ],
  [
    { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['-b'], count: 'one' },
    {
      name: 'format',
      script: 'node_modules/prettier/bin/prettier.cjs',
      args: ['--check', '.', '--log-level=warn'],
      count: 'one',
    },
    {
      name: 'import rules',
      script: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      args: [
        '--config',
        '.dependency-cruiser.mjs',
        'shared',
        'engine',
        'renderer',
        'electron',
        'web',
        'cli',
        'demo',
        'build',
        'test',
      ],
      count: 'one',
    },
    { name: 'unused code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'], count: 'one' },
    vitestPart('unit'),
  ],
]);

export const integrationPart = vitestPart('integration');
export const serverConformancePart = /** @satisfies {Part} */ ({
  name: 'conformance of the server',
  script: 'test/conformance/server.ts',
  args: [],
  count: 'tally',
});
export const gatewayConformancePart = /** @satisfies {Part} */ ({
  name: 'conformance of the server through the gateway',
  script: 'test/conformance/server.ts',
  args: ['--gateway'],
  count: 'tally',
});
export const clientConformancePart = /** @satisfies {Part} */ ({
  name: 'conformance of the client',
  script: 'test/conformance/client.ts',
  args: [],
  count: 'tally',
});
export const browserPart = playwrightPart('browser');
export const electronPart = playwrightPart('electron');

/**
 * @param {'unit' | 'integration'} project
 * @returns {Part}
 */
function vitestPart(project) {
  return {
    name: `${project} tests`,
    script: vitest,
    args: [
      'run',
      '-c',
      'build/vitest.config.ts',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
    ],
    count: 'vitest',
  };
}

/**
 * @param {'browser' | 'electron'} project
 * @returns {Part}
 */
function playwrightPart(project) {
  return {
    name: `${project} tests`,
    script: playwright,
    args: [
      'test',
      '-c',
      path.join('build', 'playwright.config.ts'),
      '--project',
      project,
      '--reporter=list,json',
    ],
    count: 'playwright',
  };
}
