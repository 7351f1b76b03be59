import { headerValue, headerValues, type HeaderList } from '../../shared/model/headers.ts';
import { TURN_END } from '../turn-end.ts';
import { AnswerBody } from './answer-body.ts';
import { AnswerParser, type AnswerListener } from './answer-parser.ts';
import type { AnswerRelay } from './answer-relay.ts';
import type { AttemptInput, AttemptOutcome } from './attempt-input.ts';
import { AttemptReport } from './attempt-report.ts';
import { ByteReader } from './byte-reader.ts';
import type { ResponseHead } from './exchange-sink.ts';
import { explainExchangeError, lostConnection, switchedProtocol } from './explain-exchange.ts';
import type { ExchangeState } from './explain-exchange.ts';
import { cancelledByUser, headerTooLarge, silentTooLong } from './explain-failure.ts';
import type { ConnectionOwner, KeptConnection } from './kept-connections.ts';
import { isSafeToRepeat } from './repeat-rule.ts';
import { TransportFailure } from './transport-failure.ts';

/** What goes out in one write, at most: a longer request takes the way that waits for its peer. */
const LONGEST_WRITE = 64 * 1024;
/** What Node refuses on a request line, too. */
const NOT_IN_TARGET = /[^\u0021-\u00ff]/;

/** An input that a relayed attempt can carry. */
export interface RelayedInput extends AttemptInput {
  readonly relay: AnswerRelay;
  readonly request: AttemptInput['request'] & { readonly body: Uint8Array };
}

/**
 * Whether a request can take the short way: its answer is handed on, and all of it leaves in one write. Everything else goes
 * through Node's HTTP client, with the same outcome: see http-attempt.ts.
 */
export function isRelayed(input: AttemptInput): input is RelayedInput {
  const { relay, request, target } = input;
  return (
    relay !== undefined &&
    request.body instanceof Uint8Array &&
    request.body.length <= LONGEST_WRITE &&
    request.httpMethod !== 'CONNECT' &&
    !NOT_IN_TARGET.test(target)
  );
}

/** Carries a request once over a connection of our own. Calls back with what `runAttempt` resolves with. */
export function runRelayedAttempt(input: RelayedInput, over: (outcome: AttemptOutcome) => void): void {
  new RelayedAttempt(input, over).start();
}

class RelayedAttempt implements ConnectionOwner, AnswerListener {
  readonly #in: RelayedInput;
  readonly #resolve: (outcome: AttemptOutcome) => void;
  readonly #report: AttemptReport;
  readonly #parser: AnswerParser;
  #kept: KeptConnection | undefined;
  #silenceMs = 0;
  #bytesBeforeAnswer = 0;
  #requestSent = false;
  /** Nothing of it has left yet: whatever its connection does meanwhile is no answer. */
  #unwritten = false;
  #head: ResponseHead | undefined;
  #trailers: HeaderList = [];
  #body: AnswerBody | undefined;
  #bodyOver = false;
  /** The answer is complete, or the attempt has failed. */
  #wireOver = false;
  #failure: TransportFailure | undefined;
  #settled = false;

  constructor(input: RelayedInput, resolve: (outcome: AttemptOutcome) => void) {
    this.#in = input;
    this.#resolve = resolve;
    this.#report = new AttemptReport(input);
    const { httpMethod } = input.request;
    this.#parser = new AnswerParser(this, { httpMethod, maxHeaderBytes: input.limits.maxHeaderBytes });
  }

  start(): void {
    const { signal, pool, key, open } = this.#in;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) {
      this.#onAbort();
      return;
    }
    const kept = pool.kept.take(key);
    if (kept) {
      this.#send(kept);
      return;
    }
    open(this.#report.marks, new ByteReader()).then(
      (connection) => {
        const fresh = pool.kept.add(connection);
        if (this.#wireOver) fresh.destroy();
        else this.#send(fresh);
      },
      (error: unknown) => {
        this.#fail(explainExchangeError(error, this.#state()));
      },
    );
  }

  #send(kept: KeptConnection): void {
    this.#kept = kept;
    kept.own(this);
    const reused = kept.uses > 1;
    this.#report.timing.socketReused = reused;
    this.#allowSilence(this.#in.limits.idleTimeoutMs);
    // What a fresh connection does before it was asked is part of the exchange.
    if (!reused || !this.#in.mayRepeat) {
      this.#write(kept);
      return;
    }
    this.#report.hold();
    this.#unwritten = true;
    TURN_END.write(() => {
      // That it was destroyed is told by its socket only later.
      if (this.#wireOver || (kept.socket.destroyed && this.#wasDead())) return;
      this.#unwritten = false;
      this.#write(kept);
    });
  }

  #write({ socket }: KeptConnection): void {
    const bytes = writeRequest(this.#in);
    this.#report.written(bytes);
    socket.write(bytes, this.#onSent);
  }

  readonly #onSent = (error?: Error | null): void => {
    if (error) return;
    this.#requestSent = true;
    this.#report.timing.requestSentMs ??= this.#report.now();
  };

  #allowSilence(limitMs: number): void {
    this.#silenceMs = limitMs;
    this.#kept?.allowSilence(limitMs);
  }

  data(bytes: Buffer): void {
    if (this.#wireOver || this.#wasDead()) return;
    this.#report.read(bytes);
    try {
      this.#parser.push(bytes);
    } catch (error) {
      this.#fail(explainExchangeError(error, this.#state()));
      return;
    }
    if (this.#head !== undefined) return;
    // The parser bounds one head; this bounds any number of 1xx heads before it.
    const { maxHeaderBytes } = this.#in.limits;
    this.#bytesBeforeAnswer += bytes.length;
    if (this.#bytesBeforeAnswer > 2 * maxHeaderBytes)
      this.#fail(headerTooLarge(this.#in.where, maxHeaderBytes));
  }

  ended(): void {
    if (this.#wireOver || this.#wasDead() || this.#parser.closed()) return;
    this.#lost();
  }

  failed(error: Error): void {
    if (this.#wireOver || this.#wasDead()) return;
    const { httpMethod } = this.#in.request;
    if (this.#report.holding && isSafeToRepeat(httpMethod, this.#report.sentBytes, error)) this.#repeat();
    else this.#fail(explainExchangeError(error, this.#state()));
  }

  closed(): void {
    if (!this.#wireOver && !this.#wasDead()) this.#lost();
  }

  /** Whether its connection has ended, or spoken, before anything was asked: then another one is taken. */
  #wasDead(): boolean {
    if (this.#unwritten) this.#repeat();
    return this.#unwritten;
  }

  #repeat(): void {
    this.#report.forgetHeld();
    this.#wireOver = true;
    this.#kept?.destroy();
    this.#settle('repeat');
  }

  silent(): void {
    // The limit counts from when it has left.
    if (this.#unwritten) return;
    this.#fail(silentTooLong(this.#in.where, this.#silenceMs, this.#waitingFor()));
  }

  #lost(): void {
    this.#fail(lostConnection(this.#state()));
  }

  head(head: ResponseHead): void {
    this.#head = head;
    const { sink, relay, limits, where } = this.#in;
    sink.responseHead(head, this.#report.lastReadMs);
    const { streamIdleTimeoutMs } = limits;
    const isStream = headerValue(head.headers, 'content-type')?.startsWith('text/event-stream') === true;
    if (isStream && streamIdleTimeoutMs !== undefined) this.#allowSilence(streamIdleTimeoutMs);
    if (head.status === 101) {
      this.#fail(switchedProtocol(where, head.headers));
      return;
    }
    this.#body = new AnswerBody({
      headers: head.headers,
      sink,
      maxBodyBytes: limits.maxBodyBytes,
      // What is handed on goes at the pace of whoever takes it, not at that of the record.
      drained: () => undefined,
      over: this.#onBodyOver,
      handedOn: true,
    });
    relay.head(head, this.#resume);
  }

  readonly #resume = (): void => {
    if (!this.#wireOver) this.#kept?.socket.resume();
  };

  bytes(bytes: Uint8Array): void {
    if (this.#wireOver) return;
    if (!this.#in.relay.bytes(bytes)) this.#kept?.socket.pause();
    this.#body?.take(bytes, this.#report.lastReadMs);
  }

  end(trailers: HeaderList): void {
    if (this.#wireOver) return;
    this.#wireOver = true;
    this.#trailers = trailers;
    this.#report.timing.endMs = this.#report.lastReadMs;
    // Only once the parser has looked at all that came: what follows an answer makes its connection useless.
    queueMicrotask(this.#letGo);
    this.#in.relay.ended(trailers);
    this.#endBody();
  }

  readonly #letGo = (): void => {
    const { pool, key, headers } = this.#in;
    const kept = this.#kept;
    if (!kept) return;
    const asksToClose = headerValues(headers, 'connection').some((value) => /\bclose\b/i.test(value));
    // Half a request must not be followed by another one, and a close that was asked for is kept.
    if (this.#parser.reusable && this.#requestSent && !asksToClose) pool.kept.giveBack(key, kept);
    else kept.destroy();
  };

  readonly #onAbort = (): void => {
    const reason: unknown = this.#in.signal.reason;
    this.#fail(
      reason instanceof TransportFailure ? reason : cancelledByUser(`while waiting ${this.#waitingFor()}`),
    );
  };

  readonly #onBodyOver = (failure: TransportFailure | undefined): void => {
    this.#failure ??= failure;
    this.#bodyOver = true;
    if (this.#wireOver) this.#tellEnd();
  };

  #endBody(): void {
    if (this.#body === undefined || this.#bodyOver) this.#tellEnd();
    else this.#body.end();
  }

  #fail(failure: TransportFailure): void {
    if (this.#settled || this.#wireOver) return;
    this.#failure = failure;
    this.#wireOver = true;
    this.#report.timing.endMs = this.#report.now();
    this.#report.tellHeld();
    this.#kept?.destroy();
    this.#in.relay.broken(failure);
    // What has arrived may still be on its way through the decoder.
    this.#endBody();
  }

  #state(): ExchangeState {
    return {
      where: this.#in.where,
      host: this.#in.host,
      maxHeaderBytes: this.#in.limits.maxHeaderBytes,
      reused: this.#report.timing.socketReused === true,
      requestSent: this.#requestSent,
      firstBytes: this.#report.firstBytes,
      answer: this.#head && {
        contentLength: headerValue(this.#head.headers, 'content-length'),
        bodyBytes: this.#body?.encodedBytes ?? 0,
      },
    };
  }

  #waitingFor(): string {
    if (this.#kept === undefined) return 'to connect';
    if (this.#head !== undefined) return 'for the rest of the answer';
    return this.#requestSent ? 'for the answer' : 'to send the request';
  }

  #tellEnd(): void {
    if (this.#settled) return;
    this.#report.tellEnd({
      trailers: this.#trailers,
      body: this.#body,
      connection: this.#kept?.connection,
      failure: this.#failure,
    });
    this.#settle('ended');
  }

  #settle(outcome: AttemptOutcome): void {
    this.#settled = true;
    this.#in.signal.removeEventListener('abort', this.#onAbort);
    this.#resolve(outcome);
  }
}

/** All of a request in one piece: nothing is added to its header lines but the framing that they ask for. */
function writeRequest({ request, target, headers }: RelayedInput): Buffer {
  let head = `${request.httpMethod} ${target} HTTP/1.1\r\n`;
  let isChunked = false;
  for (const [name, value] of headers) {
    head += `${name}: ${value}\r\n`;
    if (name.length === 17 && name.toLowerCase() === 'transfer-encoding')
      isChunked = /\bchunked\b/i.test(value);
  }
  const { body } = request;
  let tail = '';
  if (!isChunked) head += '\r\n';
  else if (body.length === 0) head += '\r\n0\r\n\r\n';
  else {
    head += `\r\n${body.length.toString(16)}\r\n`;
    tail = '\r\n0\r\n\r\n';
  }
  const bytes = Buffer.allocUnsafe(head.length + body.length + tail.length);
  bytes.write(head, 0, 'latin1');
  bytes.set(body, head.length);
  if (tail !== '') bytes.write(tail, head.length + body.length, 'latin1');
  return bytes;
}
