import type { ClientRequest } from 'node:http';
import type { BodySource } from './http-request.ts';

/** A larger body is handed over in pieces of this size, so that the record shows how far it got. */
const PIECE_BYTES = 64 * 1024;

/** Hands a request its whole body, at the pace at which the socket takes it. */
export function sendBody(request: ClientRequest, body: Uint8Array | BodySource): void {
  if (!(body instanceof Uint8Array)) {
    body.sendTo(request);
    return;
  }
  let sent = 0;
  const step = (): void => {
    while (!request.destroyed) {
      const piece = body.subarray(sent, sent + PIECE_BYTES);
      sent += piece.length;
      if (sent >= body.length) {
        if (piece.length > 0) request.end(piece);
        else request.end();
        return;
      }
      if (!request.write(piece)) {
        request.once('drain', step);
        return;
      }
    }
  };
  step();
}
