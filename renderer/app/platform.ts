/** Whether this is a Mac: there Cmd is what Ctrl is elsewhere. */
export const IS_MAC = /mac/i.test(globalThis.navigator.userAgent);
