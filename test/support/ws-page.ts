import { WebSocket } from 'ws';
import type { OpenSocket } from '../../renderer/bridge/socket.ts';

/** The sockets that a bridge under test has opened, newest last. */
export interface PageSockets {
  readonly open: OpenSocket;
  readonly sockets: WebSocket[];
}

/** As a page of `origin` would open them; the browser's own WebSocket sends Origin by itself. */
export function pageSockets(origin: string): PageSockets {
  const sockets: WebSocket[] = [];
  return {
    sockets,
    open: (url, protocols, handlers) => {
      const socket = new WebSocket(url, [...protocols], { origin });
      sockets.push(socket);
      socket.on('open', handlers.onOpen);
      socket.on('message', (data: Buffer) => {
        handlers.onText(data.toString('utf8'));
      });
      socket.on('close', handlers.onClose);
      socket.on('error', () => undefined);
      return socket;
    },
  };
}
