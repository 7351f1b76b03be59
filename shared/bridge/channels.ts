/** Names between Electron's main process, its preload script and the page. */

/** ipc: (command, input) -> Result. */
export const INVOKE_CHANNEL = 'hopscope:invoke';
/** ipc towards the page: (event, payload). */
export const EVENT_CHANNEL = 'hopscope:event';
/** The global under which the preload script puts the Bridge. */
export const EXPOSED_AS = 'hopscope';

/** ipc: (call, input) -> Result, for what only a desktop program can do. */
export const DESKTOP_CHANNEL = 'hopscope:desktop';
/** ipc towards the page: (wish). */
export const WISH_CHANNEL = 'hopscope:wish';
/** The global under which the preload script puts the Desktop. */
export const DESKTOP_EXPOSED_AS = 'hopscopeDesktop';

/**
 * Where the page lives on the desktop. A scheme of its own, which the system never hears of: links of other programs
 * (LINK_SCHEME) can so never name a file of the page, nor the page's files be asked for from outside.
 */
export const APP_SCHEME = 'hopscope-app';
export const APP_ORIGIN = 'hopscope-app://app';

/** Links of this scheme open Hopscope from elsewhere: `hopscope://open?…`. Nothing is served under it. */
export const LINK_SCHEME = 'hopscope';
