export const packageUsage = `npm run package -- [--linux | --mac | --win] [TARGET …] [--arm64 | --x64] [--dir] [--output DIR]

Makes installers of Hopscope; without flags those of this machine's system.

  --linux [AppImage deb tar.gz …]   --mac [dmg zip]   --win [nsis portable zip]
  --x64, --arm64   the processor; without it this machine's
  --dir            only the folder that an installer would hold, to try it
  --output DIR     where to; without it dist/installers

Exit codes: 0 made, 1 failed, 2 wrong flags, 3 something could not be downloaded.`;

/** @typedef {'linux' | 'mac' | 'win'} System */

/**
 * @typedef {object} PackageFlags
 * @property {System} system
 * @property {string[]} targets empty: the configuration's
 * @property {'x64' | 'arm64'} arch
 * @property {string | undefined} output as it was given
 * @property {boolean} help
 */

/** @type {Readonly<Record<System, readonly string[]>>} */
const knownTargets = {
  linux: ['AppImage', 'deb', 'rpm', 'tar.gz', 'zip', 'dir'],
  mac: ['dmg', 'zip', 'dir'],
  win: ['nsis', 'portable', 'zip', 'dir'],
};

/**
 * @param {NodeJS.Platform} platform
 * @returns {System}
 */
export function systemOf(platform) {
  if (platform === 'darwin') return 'mac';
  return platform === 'win32' ? 'win' : 'linux';
}

/**
 * Reads the command line. Pure.
 * @param {readonly string[]} args
 * @param {NodeJS.Platform} platform
 * @param {string} processor this machine's, as in process.arch
 * @returns {{ ok: true, flags: PackageFlags } | { ok: false, message: string }}
 */
export function parsePackageFlags(args, platform, processor) {
  const here = systemOf(platform);
  /** @type {PackageFlags} */
  const flags = {
    system: here,
    targets: [],
    arch: processor === 'arm64' ? 'arm64' : 'x64',
    output: undefined,
    help: false,
  };
  /** @type {System[]} */
  const named = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--help' || arg === '-h') flags.help = true;
    else if (arg === '--linux' || arg === '--mac' || arg === '--win') {
      named.push(/** @type {System} */ (arg.slice(2)));
    } else if (arg === '--x64' || arg === '--arm64') flags.arch = arg === '--x64' ? 'x64' : 'arm64';
    else if (arg === '--dir') flags.targets.push('dir');
    else if (arg === '--output') {
      flags.output = rest.shift();
      if (!flags.output) return refuse('--output needs a folder.');
    } else if (arg.startsWith('-')) return refuse(`There is no flag ${arg}.`);
    else flags.targets.push(arg);
  }
  if (named.length > 1) return refuse('One system at a time: --linux, --mac or --win.');
  flags.system = named[0] ?? here;
  const known = knownTargets[flags.system];
  const unknown = flags.targets.find((target) => !known.includes(target));
  if (unknown !== undefined) {
    return refuse(`--${flags.system} has no target "${unknown}". There are: ${known.join(', ')}.`);
  }
  // Both need tools of their own system: signing and disk images there, the registry's editor here.
  if (flags.system !== here && flags.system !== 'linux') {
    return refuse(
      `Installers for --${flags.system} are made on that system only; the workflow "package" does.`,
    );
  }
  return { ok: true, flags };
}

/**
 * @param {string} problem
 * @returns {{ ok: false, message: string }}
 */
function refuse(problem) {
  return { ok: false, message: `${problem}\n\n${packageUsage}` };
}
