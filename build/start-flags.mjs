import path from 'node:path';

/**
 * What was asked for after `npm start --`.
 * @typedef {object} StartFlags
 * @property {boolean} web the web host, even where a window could open
 * @property {boolean} open whether the web host opens a browser
 * @property {number | undefined} port the web host's port; 0 or absent: a free one
 * @property {boolean} demo start the demo fleet
 * @property {string | undefined} workspace absolute path of the workspace's folder
 * @property {boolean} help
 */

/**
 * @typedef {{ ok: true, flags: StartFlags } | { ok: false, message: string }} ParsedFlags
 */

export const startUsage = `npm start -- [--web] [--no-open] [--port N] [--demo] [--workspace DIR]

  --web            the web host instead of the desktop window
  --no-open        do not open a browser, only print the address
  --port N         the web host's port (0: a free one)
  --demo           start the demo fleet
  --workspace DIR  where instances, fleets and saved requests are kept`;

/**
 * Reads the flags after `npm start --`. Pure.
 * @param {readonly string[]} args
 * @param {string} userDirectory where the person typed the command; a relative workspace starts there
 * @returns {ParsedFlags}
 */
export function parseStartFlags(args, userDirectory) {
  /** @type {StartFlags} */
  const flags = { web: false, open: true, port: undefined, demo: false, workspace: undefined, help: false };
  const left = args.flatMap(splitEqualsSign);
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--web') flags.web = true;
    else if (word === '--no-open') flags.open = false;
    else if (word === '--demo') flags.demo = true;
    else if (word === '--help' || word === '-h') flags.help = true;
    else if (word === '--port') {
      const port = readPort(left.shift());
      if (port === undefined) return wrong('--port wants a number from 0 to 65535.');
      flags.port = port;
    } else if (word === '--workspace') {
      const directory = left.shift();
      if (!directory || directory.startsWith('--')) return wrong('--workspace wants a folder.');
      flags.workspace = path.resolve(userDirectory, directory);
    } else return wrong(`Unknown flag ${word}.`);
  }
  return { ok: true, flags };
}

/**
 * The flags again, for the web host.
 * @param {StartFlags} flags
 * @returns {string[]}
 */
export function webHostArguments(flags) {
  return [
    ...(flags.open ? [] : ['--no-open']),
    ...(flags.port === undefined ? [] : ['--port', String(flags.port)]),
    ...windowArguments(flags),
  ];
}

/**
 * The flags again, for the desktop window, which has neither a port nor a browser.
 * @param {StartFlags} flags
 * @returns {string[]}
 */
export function windowArguments(flags) {
  return [
    ...(flags.demo ? ['--demo'] : []),
    ...(flags.workspace === undefined ? [] : ['--workspace', flags.workspace]),
  ];
}

/**
 * `--port=80` means `--port 80`; only for the two flags that take a value.
 * @param {string} word
 * @returns {string[]}
 */
function splitEqualsSign(word) {
  const match = /^(--port|--workspace)=(.*)$/s.exec(word);
  return match ? [match[1] ?? '', match[2] ?? ''] : [word];
}

/**
 * @param {string | undefined} text
 * @returns {number | undefined}
 */
function readPort(text) {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}

/**
 * @param {string} what
 * @returns {ParsedFlags}
 */
function wrong(what) {
  return {
    ok: false,
    message: `${what} Known: --web, --no-open, --port N, --demo, --workspace DIR.`,
  };
}
