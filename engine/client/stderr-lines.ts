/** So long a line without an end is waited for, in bytes. */
const LONGEST_PART = 16 * 1024;
/** More lines than these at once are one event: a flood is not to be told line by line. */
const SINGLE_LINES = 50;

const LF = 10;

/**
 * Cuts what a process writes to stderr into events: a line each, many lines at once as one, and never within a
 * line that is still being written, or a character. Pure.
 */
export class StderrLines {
  #part: Uint8Array = new Uint8Array();

  /** Whether the beginning of a line is held back. */
  get isWaiting(): boolean {
    return this.#part.length > 0;
  }

  /** The events that became complete with these bytes. All bytes come out, once and in order. */
  push(bytes: Uint8Array): Uint8Array[] {
    const all = this.#part.length === 0 ? bytes : Buffer.concat([this.#part, bytes]);
    const end = all.lastIndexOf(LF) + 1;
    const rest = all.subarray(end);
    const isLong = rest.length > LONGEST_PART;
    // A copy: a view would hold all that came.
    this.#part = isLong ? new Uint8Array() : new Uint8Array(rest);
    const whole = all.subarray(0, end);
    const lines = splitLines(whole);
    return [...(lines.length > SINGLE_LINES ? [whole] : lines), ...(isLong ? [rest] : [])];
  }

  /** What is held back; nothing where there is none. */
  flush(): Uint8Array[] {
    const part = this.#part;
    this.#part = new Uint8Array();
    return part.length === 0 ? [] : [part];
  }
}

/** Each with its line end; one more than are told singly is enough to know. */
function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length && lines.length <= SINGLE_LINES;) {
    const end = bytes.indexOf(LF, at) + 1;
    lines.push(bytes.subarray(at, end));
    at = end;
  }
  return lines;
}
