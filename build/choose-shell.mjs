/**
 * What is known when it must be decided how Hopscope shows itself.
 * @typedef {object} Surroundings
 * @property {boolean} webAsked `--web` was given
 * @property {boolean} ci a build server: nobody looks at a window
 * @property {boolean} display a window could be shown
 * @property {boolean} sandbox Chromium's sandbox can work: it does not for the root of a Linux
 * @property {'ready' | 'absent' | 'failed-before'} electron Electron's binary
 */

/**
 * @typedef {{ shell: 'window' } | { shell: 'install-electron' } | { shell: 'web', why: string }} Choice
 */

/**
 * The desktop window, its installation first, or the web host and why. Pure.
 * @param {Surroundings} now
 * @returns {Choice}
 */
export function chooseShell(now) {
  if (now.webAsked) return web('--web was given');
  if (now.ci) return web('this is a CI machine');
  if (!now.display) return web('there is no display');
  if (!now.sandbox) return web('the window does not give up its sandbox, and for root it would have to');
  if (now.electron === 'ready') return { shell: 'window' };
  if (now.electron === 'absent') return { shell: 'install-electron' };
  return web("Electron's binary could not be downloaded before (npx install-electron tries again)");
}

/**
 * @param {string} why
 * @returns {Choice}
 */
function web(why) {
  return { shell: 'web', why };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function isCi(env) {
  return env.CI !== undefined && !['', '0', 'false'].includes(env.CI.toLowerCase());
}

/**
 * Whether a window could be shown: a display server on Linux, a session that is not a remote shell elsewhere.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function hasDisplay(platform, env) {
  if (platform === 'darwin' || platform === 'win32') return !env.SSH_CONNECTION;
  return Boolean(env.DISPLAY ?? '') || Boolean(env.WAYLAND_DISPLAY ?? '');
}

/**
 * Whether Chromium would keep its sandbox: as root it starts on Linux only without one. Who sets
 * ELECTRON_DISABLE_SANDBOX, as in a container that is a sandbox itself, has decided otherwise.
 * @param {NodeJS.Platform} platform
 * @param {number | undefined} userId
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function hasSandbox(platform, userId, env) {
  return platform !== 'linux' || userId !== 0 || Boolean(env.ELECTRON_DISABLE_SANDBOX);
}
