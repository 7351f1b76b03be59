import type { ClientRequest, IncomingMessage } from 'node:http';
import { toPairs } from '../../transport/attempt-report.ts';
import type { EndSignal } from '../../transport/end-signal.ts';
import { addTrailers } from './add-trailers.ts';
import type { BodySource } from '../../transport/http-request.ts';

/** So much of a request's body is kept for the recording and for sending it twice. */
export const KEPT_BODY_BYTES = 8 * 1024 * 1024;
/** So much waits here while nobody takes it. */
const WAITING_BYTES = 64 * 1024;

/** The body of a client's request: passed on while it arrives, its beginning kept. */
export class IncomingBody implements BodySource {
  readonly #incoming: IncomingMessage;
  readonly #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #totalBytes = 0;
  #complete: boolean;
  /** Nobody asks for more than is waiting. */
  #collectsAll = false;
  #unsent: Uint8Array[] = [];
  #unsentBytes = 0;
  #target: ClientRequest | undefined;
  #onSettled: (() => void)[] = [];
  #onComplete: (() => void)[] = [];

  /** `expected`: whether the headers announce a body at all. */
  constructor(incoming: IncomingMessage, expected: boolean) {
    this.#incoming = incoming;
    this.#complete = !expected;
    incoming.on('error', () => {
      // That the client has left is seen where its answer would go.
    });
    if (!expected) {
      incoming.resume();
      return;
    }
    incoming.on('data', this.#onData);
    incoming.on('end', this.#onEnd);
  }

  /** All of it has arrived. */
  get complete(): boolean {
    return this.#complete;
  }

  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** There is more than is kept. */
  get cut(): boolean {
    return this.#totalBytes > this.#keptBytes;
  }

  /** What is kept, from the beginning. */
  kept(): Uint8Array {
    const [first] = this.#kept;
    if (first === undefined) return new Uint8Array();
    return this.#kept.length === 1 ? first : Buffer.concat(this.#kept, this.#keptBytes);
  }

  /** Calls back when it is complete, or in the next turn: what has come by then came with the head. */
  whenFirstHere(go: () => void): void {
    if (this.#complete) {
      go();
      return;
    }
    let gone = false;
    const once = (): void => {
      if (gone) return;
      gone = true;
      go();
    };
    this.#onComplete.push(once);
    setImmediate(once);
  }

  /**
   * Resolves with true when all of it is kept, with false where it is too long for that, the client has left or the signal
   * says that nobody needs it any more.
   */
  whole(signal: EndSignal): Promise<boolean> {
    if (this.#complete || signal.aborted) return Promise.resolve(this.#complete && !this.cut);
    this.#collectsAll = true;
    this.#incoming.resume();
    return new Promise((resolve) => {
      const settle = (): void => {
        this.#collectsAll = false;
        signal.removeEventListener('abort', settle);
        resolve(this.#complete && !this.cut);
      };
      this.#onSettled.push(settle);
      this.#incoming.once('close', settle);
      signal.addEventListener('abort', settle, { once: true });
    });
  }

  /** Calls back once, when all has arrived or more than is kept. */
  onSettled(tell: () => void): void {
    if (this.#complete || this.cut) tell();
    else this.#onSettled.push(tell);
  }

  sendTo(target: ClientRequest): void {
    this.#target = target;
    target.once('close', this.#onTargetGone);
    for (const bytes of this.#unsent.splice(0)) target.write(bytes);
    this.#unsentBytes = 0;
    if (this.#complete) this.#endTarget(target);
    else if (target.writableNeedDrain) this.#waitForDrain(target);
    else this.#incoming.resume();
  }

  readonly #onData = (bytes: Uint8Array): void => {
    this.#totalBytes += bytes.length;
    this.#keep(bytes);
    const target = this.#target;
    if (target === undefined) {
      this.#unsent.push(bytes);
      this.#unsentBytes += bytes.length;
      if (!this.#collectsAll && this.#unsentBytes >= WAITING_BYTES) this.#incoming.pause();
    } else if (!target.destroyed && !target.write(bytes)) this.#waitForDrain(target);
    if (this.cut) this.#settle();
  };

  readonly #onEnd = (): void => {
    this.#complete = true;
    const target = this.#target;
    if (target !== undefined && !target.destroyed) this.#endTarget(target);
    for (const tell of this.#onComplete.splice(0)) tell();
    this.#settle();
  };

  /** The rest is of no use to anybody: it is read so that the connection can go on. */
  readonly #onTargetGone = (): void => {
    this.#incoming.resume();
  };

  #keep(bytes: Uint8Array): void {
    const room = KEPT_BODY_BYTES - this.#keptBytes;
    if (room <= 0) return;
    const part = bytes.length > room ? bytes.subarray(0, room) : bytes;
    this.#kept.push(part);
    this.#keptBytes += part.length;
  }

  #waitForDrain(target: ClientRequest): void {
    this.#incoming.pause();
    target.once('drain', () => {
      this.#incoming.resume();
    });
  }

  #endTarget(target: ClientRequest): void {
    addTrailers(target, toPairs(this.#incoming.rawTrailers));
    target.end();
  }

  #settle(): void {
    this.#collectsAll = false;
    for (const tell of this.#onSettled.splice(0)) tell();
  }
}
