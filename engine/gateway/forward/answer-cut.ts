import type { FaultAction } from '../../../shared/model/gateway.ts';

type CutFault = Extract<FaultAction, { kind: 'cut' }>;

/** Says where an answer's body is to be cut. Pure but for what it has seen. */
export interface AnswerCut {
  /** How many of these bytes still go; less than all: the cut is behind them. */
  allow(bytes: Uint8Array): number;
  /** The cut is where the body has come to. */
  readonly reached: boolean;
}

export function createAnswerCut({ after, count }: CutFault): AnswerCut {
  return after === 'bytes' ? new ByteCut(count) : new EventCut(count);
}

class ByteCut implements AnswerCut {
  #left: number;

  constructor(count: number) {
    this.#left = count;
  }

  get reached(): boolean {
    return this.#left <= 0;
  }

  allow(bytes: Uint8Array): number {
    const allowed = Math.min(bytes.length, Math.max(0, this.#left));
    this.#left -= allowed;
    return allowed;
  }
}

const LF = 10;
const CR = 13;
const COLON = 58;
const DATA = Buffer.from('data');

/**
 * Counts the events of a stream that a browser would dispatch: blocks with data, up to and with the empty line that ends
 * them. Comments are none. https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
class EventCut implements AnswerCut {
  #left: number;
  #afterCr = false;
  /** Bytes of the line that is being read. */
  #column = 0;
  /** So far the line reads as the field `data`. */
  #isData = true;
  #blockHasData = false;

  constructor(count: number) {
    this.#left = count;
  }

  get reached(): boolean {
    return this.#left <= 0;
  }

  allow(bytes: Uint8Array): number {
    if (this.reached) return 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      const endsCrLf = this.#afterCr && byte === LF;
      this.#afterCr = byte === CR;
      if (endsCrLf) continue;
      if (byte !== LF && byte !== CR) {
        this.#readByte(byte);
        continue;
      }
      if (!this.#endLine()) continue;
      this.#left -= 1;
      // The line feed of a CR LF belongs to the event where it is there already.
      if (this.#left <= 0) return byte === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    }
    return bytes.length;
  }

  #readByte(byte: number): void {
    const expected = DATA[this.#column];
    if (expected === undefined ? this.#column === DATA.length && byte !== COLON : byte !== expected) {
      this.#isData = false;
    }
    this.#column += 1;
  }

  /** Whether an event is complete with this line. */
  #endLine(): boolean {
    const wasEmpty = this.#column === 0;
    if (!wasEmpty && this.#isData && this.#column >= DATA.length) this.#blockHasData = true;
    this.#column = 0;
    this.#isData = true;
    if (!wasEmpty) return false;
    const dispatched = this.#blockHasData;
    this.#blockHasData = false;
    return dispatched;
  }
}
