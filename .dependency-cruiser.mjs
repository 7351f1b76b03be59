/** Who may import whom: docs/architecture.md, section "Who may import whom". Each comment says what to do instead. */

const screens =
  'traffic|composer|fleet|gateway|routing|negotiation|tasks|replay|deprecations|captures|scenarios|settings';
const pure =
  '^engine/(protocol|lint|trackers)/|^engine/series/|^engine/replay/(plan|schedules|k6|diff|prove|report|eras)([-./])';
const electron = '(^|/)node_modules/electron(/|$)|^electron(/main|/renderer|/common)?$';
/**
 * Files of ours, in any of these top folders.
 * @param {string[]} folders
 */
const ours = (...folders) => `^(${folders.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'shared-imports-nothing-of-ours',
      comment:
        'shared/ is the words that all have in common. Move the code to its user, or the word into shared/.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: ours('engine', 'renderer', 'electron', 'web', 'cli', 'demo', 'build') },
    },
    {
      name: 'shared-runs-anywhere',
      comment: 'shared/ runs in a browser as well: no Node modules. What needs Node belongs into engine/.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-imports-only-shared',
      comment: 'engine/ knows no program and no screen. Pass what it needs as a parameter of createEngine.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: ours('renderer', 'electron', 'web', 'cli', 'demo', 'build') },
    },
    {
      name: 'engine-has-no-screen',
      comment: 'engine/ would survive as a command-line tool: no React here. Put it into renderer/.',
      severity: 'error',
      from: { path: '^(engine|shared|web|cli|demo|electron)/' },
      to: {
        path: '(^|/)node_modules/(react|react-dom|@mantine|zustand|monaco-editor)/|^(react|react-dom|zustand)$',
      },
    },
    {
      name: 'pure-code-does-no-io',
      comment:
        'protocol, lint, trackers and replay/{plan,schedules,k6,diff,prove,report,eras} are pure: no Node modules. ' +
        'Take the bytes, the time or the value as a parameter, and do the I/O in the caller.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-code-imports-no-impure-code',
      comment:
        'Pure code reaches no socket, file or clock through a detour. Types are fine; values come as parameters.',
      severity: 'error',
      from: { path: pure },
      to: {
        path: '^engine/(transport|client|capture|instances|gateway|workspace|commands|index\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'renderer-imports-only-shared',
      comment:
        'Only the bridge stands between: invoke a command, or put the word that both need into shared/.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ours('engine', 'electron', 'web', 'cli', 'demo', 'build') },
    },
    {
      name: 'renderer-runs-in-a-browser',
      comment: 'renderer/ has no Node modules. Ask the engine through a command of the bridge.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'screens-do-not-import-each-other',
      comment: 'Move what two screens use into renderer/ui/; let renderer/app/ connect screens.',
      severity: 'error',
      from: { path: `^renderer/(${screens})/` },
      to: { path: `^renderer/(${screens})/`, pathNot: '^renderer/$1/' },
    },
    {
      name: 'ui-knows-no-screen',
      comment: 'renderer/ui/ and renderer/bridge/ serve the screens: pass the screen’s part in as a prop.',
      severity: 'error',
      from: { path: '^renderer/(ui|bridge)/' },
      to: { path: `^renderer/(${screens}|app)/` },
    },
    {
      name: 'programs-use-the-front-door',
      comment: 'electron/, web/ and cli/ import engine/index.ts only. Export there what a program needs.',
      severity: 'error',
      from: { path: '^(electron|web|cli)/' },
      to: { path: '^engine/', pathNot: '^engine/index\\.ts$' },
    },
    {
      name: 'programs-do-not-import-the-screens',
      comment: 'A program serves the built screens (dist/renderer) and imports none of their code.',
      severity: 'error',
      from: { path: '^(electron|web|cli|demo)/' },
      to: { path: '^(renderer|build)/' },
    },
    {
      name: 'programs-stand-beside-each-other',
      comment:
        'Only cli/ imports web/ and demo/; of the demo the others know the list of its bugs and start the rest ' +
        'as a process. What two programs share belongs into engine/.',
      severity: 'error',
      from: { path: '^(electron|web)/' },
      to: { path: '^(electron|web|cli|demo)/', pathNot: '^$1/|^demo/bugs\\.ts$' },
    },
    {
      name: 'cli-does-not-import-electron',
      comment: 'The command line starts the window as a process; it runs in plain Node.',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^electron/' },
    },
    {
      name: 'demo-stands-alone',
      comment: 'The demo is a server as any other, so that it proves something: it imports nothing of ours.',
      severity: 'error',
      from: { path: '^demo/' },
      to: { path: ours('shared', 'engine', 'renderer', 'electron', 'web', 'cli', 'build') },
    },
    {
      name: 'only-electron-imports-electron',
      comment: 'The product outside electron/ runs without it. Pass what is needed in from electron/main.',
      severity: 'error',
      from: { pathNot: '^(electron|test)/' },
      to: { path: electron },
    },
    {
      name: 'preload-imports-electron-and-shared-only',
      comment:
        'The preload exposes the bridge and nothing else. Its work belongs into electron/main or engine/.',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { pathNot: `^electron/preload/|^shared/|${electron}` },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one, or have a third in common: make that third one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'product-never-imports-tests',
      comment: 'Code that only a test needs stays in test/; code that the product needs moves out of it.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'imports-resolve',
      comment:
        'Nothing stands at this address: mend the path, or add the package and say why in docs/decisions/.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)$|\\.css$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/fixtures)/' },
    // Types count: renderer/ must not even know the engine's.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
