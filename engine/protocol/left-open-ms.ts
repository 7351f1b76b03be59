/** How long Hopscope lets a server leave a stream open after the answer, in ms: nothing more may come on it. */
export const LEFT_OPEN_MS = 2_000;
