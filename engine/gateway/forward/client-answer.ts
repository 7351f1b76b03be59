import type { ServerResponse } from 'node:http';
import type { ClientSide } from '../../../shared/model/gateway.ts';
import type { HeaderList } from '../../../shared/model/headers.ts';
import { addTrailers } from './add-trailers.ts';
import { withLength, type OwnAnswer } from './own-answer.ts';

/** A client that does not take what was written before a cut is not waited for longer than this, in ms. */
const CUT_PATIENCE_MS = 5000;

const NOTHING = new Uint8Array();

export type ClientEnd = ClientSide['end'];

/**
 * The answer as the client gets it: what is known at once leaves in one write, everything else as it comes.
 * `closed` is called once, when nothing more reaches the client, whatever the reason.
 */
export class ClientAnswer {
  readonly #response: ServerResponse;
  readonly #startedAt: number;
  readonly #closed: () => void;
  #head: { status: number; statusText: string; headers: HeaderList } | undefined;
  #firstByteMs = 0;
  #bodyBytes = 0;
  #corked = false;
  /** How it ends unless the client leaves first. */
  #end: ClientEnd = 'complete';
  #isClosed = false;

  /** `startedAt` is `performance.now()` when the request came. */
  constructor(response: ServerResponse, startedAt: number, closed: () => void) {
    this.#response = response;
    this.#startedAt = startedAt;
    this.#closed = closed;
    response.sendDate = false;
    response.on('error', () => {
      // What a write to a connection that is gone reports; `close` follows.
    });
    response.on('close', this.#onClose);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get headSent(): boolean {
    return this.#head !== undefined;
  }

  /** Throws where Node cannot write such a head: nothing has left then. */
  head(status: number, statusText: string, headers: HeaderList): void {
    if (this.#isClosed) return;
    // Names and values in one list keep their order, case and number.
    this.#response.writeHead(status, writable(statusText), flat(headers));
    this.#head = { status, statusText, headers };
    this.#firstByteMs = performance.now() - this.#startedAt;
    this.#response.cork();
    this.#corked = true;
    setImmediate(this.#uncork);
  }

  /** False: wait for `drain`. */
  write(bytes: Uint8Array): boolean {
    if (this.#isClosed) return true;
    this.#bodyBytes += bytes.length;
    return this.#response.write(bytes);
  }

  onDrain(go: () => void): void {
    this.#response.once('drain', go);
  }

  end(trailers: HeaderList = [], how: ClientEnd = 'complete'): void {
    if (this.#isClosed) return;
    this.#end = how;
    // Node writes the last chunk before those that it still holds corked: the client would never see them.
    if (this.#response.chunkedEncoding) this.#uncork();
    this.#corked = false;
    addTrailers(this.#response, trailers);
    this.#response.end();
  }

  /** One answer in one write. */
  whole(answer: OwnAnswer, how: ClientEnd): void {
    this.head(answer.status, answer.statusText, withLength(answer));
    if (answer.body.length > 0) this.write(answer.body);
    this.end([], how);
  }

  /** Closes the connection behind what has been written, so that the client sees that this was not the end. */
  cut(how: ClientEnd): void {
    if (this.#isClosed) return;
    this.#end = how;
    this.#uncork();
    const { socket } = this.#response;
    if (socket === null) {
      this.#response.destroy();
      return;
    }
    const timer = setTimeout(() => socket.destroy(), CUT_PATIENCE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
    });
    // Without a length and without chunks a mere close would look like a proper end: that takes a reset.
    const { chunkedEncoding } = this.#response;
    const hasLength = this.#head?.headers.some(([name]) => name.toLowerCase() === 'content-length');
    if (this.#head === undefined || chunkedEncoding || hasLength === true) socket.destroySoon();
    else socket.write('', () => socket.resetAndDestroy());
  }

  /** What the client was given; undefined where nothing left. */
  given(): ClientSide['answer'] {
    if (!this.#head) return undefined;
    const { status, statusText, headers } = this.#head;
    return { status, statusText, headers, bodyBytes: this.#bodyBytes, firstByteMs: this.#firstByteMs };
  }

  endedAs(): ClientEnd {
    if (this.#response.writableFinished || this.#end === 'cut' || this.#end === 'refused') return this.#end;
    return this.#end === 'gateway-error' ? 'gateway-error' : 'client-left';
  }

  readonly #uncork = (): void => {
    if (!this.#corked) return;
    this.#corked = false;
    // Not by `flushHeaders`, which writes them as UTF-8.
    if (this.#bodyBytes === 0 && !this.#isClosed) this.#response.write(NOTHING);
    this.#response.uncork();
  };

  readonly #onClose = (): void => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closed();
  };
}

/** A status line may hold what Node does not write: the words on it mean nothing to anybody. */
function writable(statusText: string): string {
  return statusText.replace(/[^\t\x20-\x7e\x80-\xff]/g, ' ');
}

function flat(headers: HeaderList): string[] {
  const all: string[] = [];
  for (const [name, value] of headers) all.push(name, value);
  return all;
}
