import type { WebSocket } from 'ws';
import type { Result } from '../shared/bridge/result.ts';
import type { ClientMessage, HostMessage } from '../shared/bridge/wire.ts';
import { type Broadcast, createClientFeed, FEED_LIMITS, type FeedLimits } from './client-feed.ts';

/** Commands of one page that may run at once; more are left in the socket. */
const MAX_RUNNING = 256;

export interface ConnectionOptions {
  readonly answer: (command: string, input: unknown) => Promise<Result<unknown>>;
  readonly pingIntervalMs: number;
  readonly limits?: FeedLimits;
  readonly onEnd: () => void;
}

export interface ClientConnection {
  push(broadcast: Broadcast): void;
  /** Ends it with a closing handshake, by force where the page does not answer. */
  close(): void;
}

/** One page on one WebSocket: commands in, answers and events out. */
export function serveClient(socket: WebSocket, options: ConnectionOptions): ClientConnection {
  const limits = options.limits ?? FEED_LIMITS;
  let running = 0;
  let alive = true;

  const send = (message: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(message, () => {
      // Bytes leave: a page that reads, however slowly, is not a dead one.
      alive = true;
      feed.drained();
      setPace();
    });
    setPace();
  };
  const feed = createClientFeed({ unsentBytes: () => socket.bufferedAmount, send }, limits);

  /** While the page does not take what it asked for, it cannot ask for more. */
  const setPace = (): void => {
    const wait = running >= MAX_RUNNING || socket.bufferedAmount > limits.highBytes;
    if (wait && !socket.isPaused) socket.pause();
    else if (!wait && socket.isPaused) socket.resume();
  };

  const answer = async (data: string | undefined): Promise<void> => {
    const message = readMessage(data);
    if (!message.ok) {
      send(JSON.stringify({ id: message.id, result: message.result } satisfies HostMessage));
      return;
    }
    running += 1;
    setPace();
    const { id, command, input } = message.value;
    const result = await options.answer(command, input);
    running -= 1;
    send(JSON.stringify({ id, result } satisfies HostMessage));
    setPace();
  };

  socket.on('message', (data, isBinary) => {
    alive = true;
    // `ws` gives one Buffer for each message as long as its binaryType is left alone.
    void answer(isBinary || !Buffer.isBuffer(data) ? undefined : data.toString('utf8'));
  });
  socket.on('pong', () => {
    alive = true;
  });
  // The socket closes after an error by itself; a peer that breaks the protocol is no event of ours.
  socket.on('error', () => undefined);

  const ping = setInterval(() => {
    if (!alive && running === 0) {
      socket.terminate();
      return;
    }
    alive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, options.pingIntervalMs);
  socket.on('close', () => {
    clearInterval(ping);
    options.onEnd();
  });

  return {
    push: (broadcast) => {
      feed.push(broadcast);
    },
    close() {
      socket.resume();
      socket.close(1001, 'Hopscope ends');
      setTimeout(() => {
        socket.terminate();
      }, 1_000).unref();
    },
  };
}

type ReadMessage =
  | { readonly ok: true; readonly value: ClientMessage }
  | { readonly ok: false; readonly id: number | null; readonly result: Result<never> };

/** Never throws: whatever arrives is a command or an answer that says why it is none. */
function readMessage(text: string | undefined): ReadMessage {
  if (text === undefined) return bad(null, 'a message is JSON text, not bytes');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return bad(null, `the message is not JSON: ${String(error)}`);
  }
  if (typeof value !== 'object' || value === null) return bad(null, 'the message is not an object');
  const { id, command, input } = value as Partial<Record<keyof ClientMessage, unknown>>;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return bad(null, 'id: expected a whole number');
  if (typeof command !== 'string') return bad(id, 'command: expected the name of a command');
  return { ok: true, value: { id, command, input } };
}

function bad(id: number | null, why: string): ReadMessage {
  return {
    ok: false,
    id,
    result: { ok: false, error: { code: 'BAD_INPUT', message: `Nothing was run: ${why}.` } },
  };
}
