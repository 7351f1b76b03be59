import type { BridgeEvent } from './bridge.ts';
import type { Result } from './result.ts';

/**
 * The bridge over one WebSocket, as JSON text messages.
 * The client offers two subprotocols, this one and the one that carries the token; the host answers with this one.
 */
export const WIRE_PROTOCOL = 'hopscope.v1';
/** Prefix of the subprotocol that carries the token. */
export const TOKEN_PROTOCOL_PREFIX = 'hopscope.token.';
/** Where the WebSocket is, and the routes beside it. */
export const ROUTES = {
  bridge: '/bridge',
  /** POST {code} -> {token}; GET with the token -> 204, to learn whether it still holds. */
  session: '/session',
  /** POST the bytes of a capture file, its name in `?name=` -> {path}. */
  upload: '/upload',
  /** With a capture's id appended: GET for a copy, POST what `transfer.export` takes for another format. */
  download: '/download/',
} as const;

/** Longest message that the host takes, in bytes; a longer one ends the connection with code 1009. */
export const MAX_MESSAGE_BYTES = 48 * 1024 * 1024;
/** Longest capture file that the host takes, in bytes. */
export const MAX_UPLOAD_BYTES = 4 * 1024 * 1024 * 1024;

/** From the page: run this. */
export interface ClientMessage {
  readonly id: number;
  readonly command: string;
  readonly input: unknown;
}

/** Rows that were left out of the stream of events because the page did not keep up; a capture can have several. */
export interface RowGap {
  readonly captureId: string;
  /** First and last number of a row that was left out. */
  readonly from: number;
  readonly to: number;
}

/** From the host. */
export type HostMessage =
  /** The answer; `id` is null where the message that it answers could not be read. */
  | { readonly id: number | null; readonly result: Result<unknown> }
  | BridgeEvent
  /** Ask for these rows with capture.rows: their events were dropped. */
  | { readonly resync: readonly RowGap[] };

/** A session was refused: what the host answers with a status of 400 and above. */
export interface HostRefusal {
  readonly error: {
    readonly code: HostRefusalCode;
    /** What happened and what to do. */
    readonly message: string;
  };
}

export type HostRefusalCode =
  | 'BAD_REQUEST'
  | 'NOT_FOUND'
  | 'WRONG_HOST'
  | 'WRONG_ORIGIN'
  | 'THROUGH_GATEWAY'
  | 'WRONG_METHOD'
  | 'WRONG_CODE'
  | 'CODE_USED'
  | 'NO_SESSION'
  | 'TOO_LARGE'
  | 'CANCELLED'
  | 'FAILED';
