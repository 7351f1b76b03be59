import { headerValues } from '../../shared/model/headers.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import {
  explainConnectError,
  explainParseError,
  explainTlsError,
  headerTooLarge,
  isTlsError,
} from './explain-failure.ts';
import { errorCode, errorText, TransportFailure } from './transport-failure.ts';

/** How far an exchange had come when it broke. */
export interface ExchangeState {
  /** Host and port for sentences. */
  readonly where: string;
  readonly host: string;
  readonly maxHeaderBytes: number;
  readonly reused: boolean;
  /** The request left completely. */
  readonly requestSent: boolean;
  readonly firstBytes: Uint8Array | undefined;
  /** Present once the answer's head was read. */
  readonly answer: { readonly contentLength: string | undefined; readonly bodyBytes: number } | undefined;
}

const LOST = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE']);

/** What an error on a connected socket, in the HTTP parser or while connecting means for the exchange. */
export function explainExchangeError(error: unknown, state: ExchangeState): TransportFailure {
  if (error instanceof TransportFailure) return error;
  const code = errorCode(error);
  if (code === undefined || LOST.has(code)) return lostConnection(state, code);
  if (code === 'HPE_HEADER_OVERFLOW') return headerTooLarge(state.where, state.maxHeaderBytes);
  if (code.startsWith('HPE_')) {
    return explainParseError(error, state.where, state.firstBytes, state.answer !== undefined);
  }
  if (isTlsError(error)) return explainTlsError(error, state.host, state.where);
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    return explainConnectError(error, state.host, state.where);
  }
  return new TransportFailure('cut', `The connection to ${state.where} broke: ${errorText(error)}.`, code);
}

/** The peer closed the connection before the exchange was over. */
export function lostConnection(state: ExchangeState, code?: string): TransportFailure {
  const { where, answer } = state;
  if (answer !== undefined) {
    const got =
      answer.contentLength === undefined
        ? `after ${String(answer.bodyBytes)} bytes of the body, before its end`
        : `after ${String(answer.bodyBytes)} of the ${answer.contentLength} bytes that Content-Length announced`;
    return new TransportFailure('cut', `${where} closed the connection ${got}.`, code);
  }
  if (state.firstBytes !== undefined) {
    return new TransportFailure(
      'cut',
      `${where} closed the connection in the middle of the answer's head.`,
      code,
    );
  }
  if (state.reused) {
    return new TransportFailure(
      'cut',
      `${where} closed the kept-open connection instead of answering. Whether it acted on the request is not known, so it was not sent again by itself: send it again if that does no harm.`,
      code,
    );
  }
  const when = state.requestSent ? 'without answering' : 'while the request was still being sent';
  return new TransportFailure('cut', `${where} closed the connection ${when}. See the server's log.`, code);
}

/** The server answered 101: what follows is no HTTP. `headers` are those of that answer. */
export function switchedProtocol(where: string, headers: HeaderList): TransportFailure {
  const protocol = headerValues(headers, 'upgrade').join(', ');
  return new TransportFailure(
    'malformed',
    `${where} left HTTP/1.1 for another protocol (101 Switching Protocols${protocol === '' ? '' : `, ${protocol}`}) instead of answering. Check the address, and the Upgrade header of the request if there is one.`,
  );
}

/** Hopscope has closed all its connections, such as at its own end. */
export function connectionsClosed(where: string): TransportFailure {
  return new TransportFailure('cut', `Hopscope has closed its connections, so nothing was sent to ${where}.`);
}
