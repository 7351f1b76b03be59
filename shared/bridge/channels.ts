/** Names between Electron's main process, its preload script and the page. */

/** ipc: (command, input) -> Result. */
export const INVOKE_CHANNEL = 'hopscope:invoke';
/** ipc towards the page: (event, payload). */
export const EVENT_CHANNEL = 'hopscope:event';
/** The global under which the preload script puts the Bridge. */
export const EXPOSED_AS = 'hopscope';

/** Where the page lives on the desktop. */
export const APP_SCHEME = 'hopscope';
export const APP_ORIGIN = 'hopscope://app';
