import type { OutputOptions } from './common-options.ts';
import type { Console } from './console.ts';
import { createPaint, wantsColours, type Paint } from './output/paint.ts';

/** What a command gets from the program. */
export interface CommandContext {
  readonly console: Console;
  /** The command's end. */
  readonly exit: (code: number) => void;
}

/** Where a command's words go, as its flags want it. */
export interface Voice {
  readonly paint: Paint;
  /** A result, on standard output. */
  readonly result: (text: string) => void;
  /** A sentence that matters, on standard error, also with --quiet. */
  readonly warn: (message: string) => void;
  /** A sentence that --quiet silences. */
  readonly note: (message: string) => void;
}

export function createVoice(console: Console, options: OutputOptions): Voice {
  const errPaint = createPaint(wantsColours(console.env, options.color, console.errHasColours));
  return {
    paint: createPaint(wantsColours(console.env, options.color, console.outHasColours)),
    result: console.out,
    warn: (message) => {
      console.err(`${errPaint('yellow', '!')} ${message}\n`);
    },
    note: (message) => {
      if (!options.quiet) console.err(`${errPaint('dim', message)}\n`);
    },
  };
}
