import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { headerValues } from '../../shared/model/headers.ts';
import { AnswerBody } from './answer-body.ts';
import type { AttemptInput, AttemptOutcome } from './attempt-input.ts';
import { AttemptReport, headOf, toPairs } from './attempt-report.ts';
import { explainExchangeError, lostConnection, switchedProtocol } from './explain-exchange.ts';
import type { ExchangeState } from './explain-exchange.ts';
import { cancelledByUser, headerTooLarge, silentTooLong } from './explain-failure.ts';
import type { OpenConnection } from './open-connection.ts';
import { isSafeToRepeat } from './repeat-rule.ts';
import { sendBody } from './send-body.ts';
import { tapSocket } from './socket-tap.ts';
import { errorCode, errorText, TransportFailure } from './transport-failure.ts';

/** Carries a request once. Resolves after `sink.end`, or as `repeat` without a word to the sink. */
export function runAttempt(input: AttemptInput): Promise<AttemptOutcome> {
  return new Promise((resolve) => {
    new HttpAttempt(input, resolve).start();
  });
}

class HttpAttempt {
  readonly #in: AttemptInput;
  readonly #resolve: (outcome: AttemptOutcome) => void;
  readonly #report: AttemptReport;
  #request: ClientRequest | undefined;
  #socket: Socket | undefined;
  #connection: OpenConnection | undefined;
  #untap: (() => void) | undefined;
  /** Longest silence at this point, in ms. */
  #silenceMs = 0;
  #bytesBeforeAnswer = 0;
  #answer: IncomingMessage | undefined;
  #body: AnswerBody | undefined;
  #bodyOver = false;
  /** The answer is complete, or the attempt has failed: what the socket says no longer counts. */
  #wireOver = false;
  #failure: TransportFailure | undefined;
  #settled = false;

  constructor(input: AttemptInput, resolve: (outcome: AttemptOutcome) => void) {
    this.#in = input;
    this.#report = new AttemptReport(input);
    this.#resolve = resolve;
  }

  start(): void {
    const { signal, request, agent, host, port, target, headers, limits } = this.#in;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) {
      this.#onAbort();
      return;
    }
    try {
      this.#request = httpRequest({
        agent: agent(),
        host,
        port,
        path: target,
        method: request.httpMethod,
        headers: headers.flat(),
        setDefaultHeaders: false,
        maxHeaderSize: limits.maxHeaderBytes,
        createConnection: (_options, created) => {
          this.#open(created);
          return undefined;
        },
      });
    } catch (error) {
      const message = `The request did not leave: ${errorText(error)}.`;
      this.#fail(new TransportFailure('malformed', message, errorCode(error)));
      return;
    }
    this.#listen(this.#request);
    sendBody(this.#request, request.body);
  }

  #open(created: (error: Error | null, socket: Socket) => void): void {
    this.#in.open(this.#report.marks).then(
      (connection) => {
        this.#in.pool.remember(connection);
        created(null, connection.socket);
      },
      (error: unknown) => {
        // The agent need not hear of it: it has counted nothing yet.
        this.#fail(this.#explain(error));
      },
    );
  }

  #listen(request: ClientRequest): void {
    // Node drops header lines beyond 2,000 without a word unless told otherwise.
    request.maxHeadersCount = 0;
    request.on('socket', this.#onSocket);
    request.on('finish', () => {
      this.#report.timing.requestSentMs = this.#report.now();
    });
    request.on('response', this.#onAnswer);
    request.on('upgrade', this.#onUpgrade);
    request.on('connect', this.#onUpgrade);
    request.on('error', this.#onError);
    request.on('timeout', () => {
      this.#fail(silentTooLong(this.#in.where, this.#silenceMs, this.#waitingFor()));
    });
    request.on('close', () => {
      if (this.#answer?.complete !== true) this.#fail(lostConnection(this.#state()));
    });
  }

  readonly #onSocket = (socket: Socket): void => {
    if (this.#wireOver) return;
    const reused = this.#request?.reusedSocket === true;
    this.#socket = socket;
    this.#connection = this.#in.pool.recall(socket);
    this.#report.timing.socketReused = reused;
    if (reused && this.#in.mayRepeat) this.#report.hold();
    this.#untap = tapSocket(socket, { written: this.#onWritten, read: this.#onRead });
    this.#allowSilence(this.#in.limits.idleTimeoutMs);
  };

  #allowSilence(limitMs: number): void {
    this.#silenceMs = limitMs;
    this.#request?.setTimeout(limitMs);
  }

  readonly #onWritten = (bytes: Uint8Array): void => {
    this.#report.written(bytes);
  };

  readonly #onRead = (bytes: Uint8Array): void => {
    this.#report.read(bytes);
    if (this.#answer !== undefined) return;
    // The parser bounds one head; this bounds any number of 1xx heads before it.
    const { maxHeaderBytes } = this.#in.limits;
    if (this.#bytesBeforeAnswer > maxHeaderBytes) this.#fail(headerTooLarge(this.#in.where, maxHeaderBytes));
    this.#bytesBeforeAnswer += bytes.length;
  };

  readonly #onAnswer = (answer: IncomingMessage): void => {
    if (this.#wireOver) return;
    this.#answer = answer;
    const headers = toPairs(answer.rawHeaders);
    this.#report.tellHead(answer, headers);
    const { streamIdleTimeoutMs } = this.#in.limits;
    const isStream = answer.headers['content-type']?.startsWith('text/event-stream') === true;
    if (isStream && streamIdleTimeoutMs !== undefined) this.#allowSilence(streamIdleTimeoutMs);
    if (answer.statusCode === 101) {
      this.#fail(switchedProtocol(this.#in.where, headers));
      return;
    }
    const { relay } = this.#in;
    const body = new AnswerBody({
      headers,
      sink: this.#in.sink,
      maxBodyBytes: this.#in.limits.maxBodyBytes,
      // What is handed on goes at the pace of whoever takes it, not at that of the record.
      drained: () => {
        if (!relay) answer.resume();
      },
      over: this.#onBodyOver,
      handedOn: relay !== undefined,
    });
    this.#body = body;
    relay?.head(headOf(answer, headers), () => answer.resume());
    answer.on('data', (bytes: Uint8Array) => {
      if (this.#wireOver) return;
      if (relay && !relay.bytes(bytes)) answer.pause();
      if (!body.take(bytes, this.#report.lastReadMs) && !relay) answer.pause();
    });
    answer.on('end', this.#onAnswerEnd);
    answer.on('error', this.#onError);
  };

  readonly #onUpgrade = (answer: IncomingMessage, socket: Socket): void => {
    // From here on the socket is ours alone.
    socket.destroy();
    if (this.#wireOver) return;
    const headers = toPairs(answer.rawHeaders);
    this.#report.tellHead(answer, headers);
    this.#fail(switchedProtocol(this.#in.where, headers));
  };

  readonly #onAnswerEnd = (): void => {
    if (this.#wireOver) return;
    this.#wireOver = true;
    this.#report.timing.endMs = this.#report.lastReadMs;
    this.#untap?.();
    const asksToClose = headerValues(this.#in.headers, 'connection').some((value) =>
      /\bclose\b/i.test(value),
    );
    // Half a request must not be followed by another one, and a close that was asked for is kept.
    if (asksToClose || this.#request?.writableFinished !== true) this.#request?.destroy();
    if (asksToClose) this.#socket?.destroy();
    this.#in.relay?.ended(toPairs(this.#answer?.rawTrailers ?? []));
    this.#endBody();
  };

  readonly #onError = (error: Error): void => {
    // An error after the end is about bytes that belong to nobody; the answer stands.
    if (this.#wireOver || this.#answer?.complete === true) return;
    const { httpMethod } = this.#in.request;
    if (this.#report.holding && isSafeToRepeat(httpMethod, this.#report.sentBytes, error)) {
      this.#report.forgetHeld();
      this.#wireOver = true;
      this.#settle('repeat');
      return;
    }
    this.#fail(this.#explain(error));
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
    if (!this.#wireOver) {
      if (this.#in.relay) return;
      this.#closeWire();
    }
    this.#tellEnd();
  };

  #endBody(): void {
    if (this.#body === undefined || this.#bodyOver) this.#tellEnd();
    else this.#body.end();
  }

  #fail(failure: TransportFailure): void {
    // With a relay, content that could not be decoded is a failure before the wire is over.
    if (this.#settled || (this.#wireOver && (this.#failure !== undefined || this.#in.relay))) return;
    this.#takeUnread();
    this.#failure = failure;
    this.#closeWire();
    this.#in.relay?.broken(failure);
    // What has arrived may still be on its way through the decoder.
    this.#endBody();
  }

  #closeWire(): void {
    this.#wireOver = true;
    this.#report.timing.endMs = this.#report.now();
    this.#untap?.();
    this.#report.tellHeld();
    this.#request?.destroy();
  }

  /** Node hands out an answer's bytes a little later than it parses them: none may be lost to a failure. */
  #takeUnread(): void {
    // Reading makes Node emit the same `data` events; null says that there is nothing more.
    while (this.#answer !== undefined && this.#answer.read() !== null);
  }

  #explain(error: unknown): TransportFailure {
    return explainExchangeError(error, this.#state());
  }

  #state(): ExchangeState {
    this.#takeUnread();
    return {
      where: this.#in.where,
      host: this.#in.host,
      maxHeaderBytes: this.#in.limits.maxHeaderBytes,
      reused: this.#report.timing.socketReused === true,
      requestSent: this.#request?.writableFinished === true,
      firstBytes: this.#report.firstBytes,
      answer: this.#answer && {
        contentLength: this.#answer.headers['content-length'],
        bodyBytes: this.#body?.encodedBytes ?? 0,
      },
    };
  }

  #waitingFor(): string {
    if (this.#socket === undefined) return 'to connect';
    if (this.#answer !== undefined) return 'for the rest of the answer';
    return this.#request?.writableFinished === true ? 'for the answer' : 'to send the request';
  }

  #tellEnd(): void {
    if (this.#settled) return;
    this.#report.tellEnd({
      trailers: toPairs(this.#answer?.rawTrailers ?? []),
      body: this.#body,
      connection: this.#connection,
      failure: this.#failure,
    });
    this.#settle('ended');
  }

  #settle(outcome: AttemptOutcome): void {
    this.#settled = true;
    this.#untap?.();
    this.#in.signal.removeEventListener('abort', this.#onAbort);
    this.#resolve(outcome);
  }
}
