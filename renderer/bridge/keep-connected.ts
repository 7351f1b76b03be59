import type { Socket, SocketHandlers } from './socket.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

export interface KeepConnectedOptions extends SocketHandlers {
  readonly open: (handlers: SocketHandlers) => Socket;
  /** Asked before each further attempt: a refused upgrade tells a page nothing. */
  readonly checkSession: () => Promise<'valid' | 'refused' | 'unreachable'>;
  /** The token does not hold any more; no further attempt is made. */
  readonly onRefused: () => void;
}

export interface Connection {
  /** False where there is no connection at the moment: nothing was sent. */
  readonly send: (text: string) => boolean;
  /** Ends it for good. */
  readonly close: () => void;
}

/** Connects at once, and again after every cut, ever more slowly as long as that fails. */
export function keepConnected(options: KeepConnectedOptions): Connection {
  let socket: Socket | undefined;
  let open = false;
  let wanted = true;
  let delayMs = FIRST_DELAY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A function, because what is asked for meanwhile can change it behind an `await`.
  const isWanted = (): boolean => wanted;

  const connect = (): void => {
    socket = options.open({
      onOpen: () => {
        open = true;
        delayMs = FIRST_DELAY_MS;
        options.onOpen();
      },
      onText: options.onText,
      onClose: () => {
        socket = undefined;
        open = false;
        options.onClose();
        tryLater();
      },
    });
  };
  const tryLater = (): void => {
    if (!wanted) return;
    // Spread a little, so that many tabs do not knock at the same moment.
    timer = setTimeout(() => void tryAgain(), delayMs * (0.8 + 0.4 * Math.random()));
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  };
  const tryAgain = async (): Promise<void> => {
    const session = await options.checkSession();
    if (!isWanted()) return;
    if (session === 'valid') connect();
    else if (session === 'unreachable') tryLater();
    else {
      wanted = false;
      options.onRefused();
    }
  };

  connect();
  return {
    send: (text) => {
      if (!open || !socket) return false;
      socket.send(text);
      return true;
    },
    close: () => {
      wanted = false;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
