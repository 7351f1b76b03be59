import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from './answer.ts';

/** How long a client that was refused may keep its half of the connection open. Ms. */
const GRACE_MS = 1_000;

/** Connections that asked for the WebSocket and were refused. */
export interface UpgradeRefusals {
  /** Answers, and cuts the connection at the latest after a short grace. */
  refuse(socket: Duplex, refusal: Refusal): void;
  /** Cuts those that are still there. */
  close(): void;
}

/** Node leaves an upgraded socket to whoever took it: nothing else ends those that the client keeps open. */
export function createUpgradeRefusals(): UpgradeRefusals {
  const ending = new Set<Duplex>();
  return {
    refuse(socket, refusal) {
      ending.add(socket);
      // Not at once: a cut while the client is still sending could overtake the answer.
      const grace = setTimeout(() => socket.destroy(), GRACE_MS);
      socket.once('close', () => {
        clearTimeout(grace);
        ending.delete(socket);
      });
      // Read, so that the end of a client that hangs up is seen.
      socket.resume();
      socket.end(answerText(refusal));
    },
    close() {
      for (const socket of ending) socket.destroy();
    },
  };
}

function answerText(refusal: Refusal): string {
  const status = `${String(refusal.status)} ${STATUS_CODES[refusal.status] ?? ''}`;
  const body = `${refusal.message}\n`;
  return (
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
    `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`
  );
}
