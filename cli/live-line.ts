import type { Console } from './console.ts';

/** A line about what is going on, on standard error. */
export interface LiveLine {
  show(text: string): void;
  /** Leaves the last line where it stands; nothing is shown from here on. */
  end(): void;
  /** Takes the line away for as long as something else is written. */
  around(write: () => void): void;
}

/** Where nobody looks on, a line so often at most; ms. */
const LOG_EVERY_MS = 10_000;
const CLEAR = '\r\u001b[2K';

/** Written over in a terminal; elsewhere a line now and then, where it has changed. */
export function createLiveLine(console: Pick<Console, 'err' | 'errIsTerminal'>): LiveLine {
  return console.errIsTerminal ? overwritten(console.err) : logged(console.err);
}

function overwritten(err: (text: string) => void): LiveLine {
  let shown = '';
  let over = false;
  return {
    show(text) {
      if (over || text === shown) return;
      shown = text;
      err(`${CLEAR}${text}`);
    },
    end() {
      if (shown !== '') err('\n');
      shown = '';
      over = true;
    },
    around(write) {
      if (shown !== '') err(CLEAR);
      write();
      if (shown !== '') err(shown);
    },
  };
}

function logged(err: (text: string) => void): LiveLine {
  let latest = '';
  let written = '';
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const write = (): void => {
    timer = undefined;
    if (latest === written) return;
    written = latest;
    err(`${latest}\n`);
  };
  return {
    show(text) {
      if (over) return;
      latest = text;
      timer ??= setTimeout(write, LOG_EVERY_MS);
    },
    end() {
      over = true;
      clearTimeout(timer);
      write();
    },
    around(other) {
      other();
    },
  };
}
