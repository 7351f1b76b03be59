/** What a bridge needs of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketHandlers {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** Comes once, also when the connection was never open. */
  readonly onClose: () => void;
}

export type OpenSocket = (url: string, protocols: readonly string[], handlers: SocketHandlers) => Socket;

/** The browser's own WebSocket. */
export const openBrowserSocket: OpenSocket = (url, protocols, handlers) => {
  const socket = new WebSocket(url, [...protocols]);
  socket.addEventListener('open', handlers.onOpen);
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') handlers.onText(event.data);
  });
  socket.addEventListener('close', handlers.onClose);
  return socket;
};
