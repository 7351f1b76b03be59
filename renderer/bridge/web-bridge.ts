import type { Bridge, CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import type { AppErrorCode, Result } from '../../shared/bridge/result.ts';
import {
  type HostMessage,
  MAX_MESSAGE_BYTES,
  TOKEN_PROTOCOL_PREFIX,
  WIRE_PROTOCOL,
} from '../../shared/bridge/wire.ts';
import { createListeners } from '../../shared/bridge/listeners.ts';
import { createRowGapFiller } from './row-gaps.ts';
import { keepConnected } from './keep-connected.ts';
import type { OpenSocket } from './socket.ts';

export interface WebBridgeOptions {
  /** The host's WebSocket, `ws://127.0.0.1:PORT/bridge`. */
  readonly url: string;
  readonly token: string;
  readonly openSocket: OpenSocket;
  /** Asked before each further attempt to connect: a refused upgrade tells a page nothing. */
  readonly checkSession: () => Promise<'valid' | 'refused' | 'unreachable'>;
  /** The token does not hold any more; no further attempt is made. */
  readonly onSessionEnd: () => void;
}

export interface WebBridge extends Bridge {
  /** Ends the connection for good; what is pending is answered with DISCONNECTED. */
  readonly close: () => void;
}

type Answer = (result: Result<unknown>) => void;

/**
 * The bridge over one WebSocket. Connects at once and again after every cut. A command that is pending during a
 * cut, or asked for while there is no connection, is answered with DISCONNECTED; only before the first
 * connection does it wait. Whoever shows rows loads them again when `onConnection` says true.
 */
export function createWebBridge(options: WebBridgeOptions): WebBridge {
  const listeners = createListeners(false, (error) => {
    reportError(error);
  });
  const pending = new Map<number, Answer>();
  // What was asked for before the first connection was there, or failed.
  let early: (() => void)[] | undefined = [];
  let nextId = 1;

  const invoke = <C extends CommandName>(
    command: C,
    input: CommandInput<C>,
  ): Promise<Result<CommandOutput<C>>> =>
    new Promise((resolve) => {
      const send = (): void => {
        const id = nextId++;
        const text = messageText({ id, command, input });
        if (typeof text !== 'string') resolve(text);
        else if (!connection.send(text)) resolve(DISCONNECTED);
        // The host answers with what Commands says of this command.
        else
          pending.set(id, (result) => {
            resolve(result as Result<CommandOutput<C>>);
          });
      };
      if (early) early.push(send);
      else send();
    });

  const gaps = createRowGapFiller(
    (input) => invoke('capture.rows', input),
    (payload) => {
      listeners.emit({ event: 'rows', payload });
    },
  );
  const sendEarly = (): void => {
    const waiting = early ?? [];
    early = undefined;
    for (const send of waiting) send();
  };
  const receive = (message: HostMessage): void => {
    if ('event' in message) {
      if (message.event === 'rows') gaps.noteLive(message.payload);
      listeners.emit(message);
    } else if ('resync' in message) {
      gaps.fill(message.resync);
    } else if (message.id !== null) {
      const answer = pending.get(message.id);
      pending.delete(message.id);
      answer?.(message.result);
    }
  };

  const connection = keepConnected({
    open: (handlers) =>
      options.openSocket(options.url, [WIRE_PROTOCOL, TOKEN_PROTOCOL_PREFIX + options.token], handlers),
    checkSession: options.checkSession,
    onOpen: () => {
      sendEarly();
      listeners.setConnected(true);
    },
    onText: (text) => {
      receive(JSON.parse(text) as HostMessage);
    },
    onClose: () => {
      gaps.forget();
      const answers = [...pending.values()];
      pending.clear();
      for (const answer of answers) answer(DISCONNECTED);
      sendEarly();
      listeners.setConnected(false);
    },
    onRefused: options.onSessionEnd,
  });
  return {
    invoke,
    on: listeners.on,
    onConnection: listeners.onConnection,
    close: connection.close,
  };
}

function failure(code: AppErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message } };
}

const DISCONNECTED = failure(
  'DISCONNECTED',
  'There is no connection to Hopscope at the moment, so this was not carried out or its answer was lost. The connection is tried again by itself; look at the traffic before you send once more.',
);

function messageText(message: {
  readonly id: number;
  readonly command: string;
  readonly input: unknown;
}): string | Result<never> {
  let text: string;
  try {
    text = JSON.stringify(message);
  } catch (error) {
    return failure('BAD_INPUT', `${message.command} was not run: its input is not JSON: ${String(error)}.`);
  }
  // At most three bytes for each UTF-16 unit: counting is only needed near the limit.
  if (text.length * 3 > MAX_MESSAGE_BYTES && new TextEncoder().encode(text).length > MAX_MESSAGE_BYTES) {
    const limit = `${String(MAX_MESSAGE_BYTES / 1024 / 1024)} MiB`;
    return failure(
      'BAD_INPUT',
      `${message.command} was not run: its input is larger than the ${limit} that one message may have.`,
    );
  }
  return text;
}
