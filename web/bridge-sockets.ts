import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Bridge } from '../shared/bridge/bridge.ts';
import { onEveryEvent } from '../shared/bridge/every-event.ts';
import { createHeldNotices } from '../shared/bridge/held-notices.ts';
import type { Result } from '../shared/bridge/result.ts';
import { MAX_MESSAGE_BYTES, ROUTES, WIRE_PROTOCOL } from '../shared/bridge/wire.ts';
import type { Refusal } from './answer.ts';
import { type ClientConnection, serveClient } from './client-connection.ts';
import type { Broadcast, FeedLimits } from './client-feed.ts';
import { createUpgradeRefusals } from './refuse-upgrade.ts';
import { checkNames, checkSubprotocols, type HostNames } from './request-guard.ts';
import type { Sessions } from './session.ts';

export interface BridgeSocketsOptions {
  readonly bridge: Bridge;
  readonly sessions: Sessions;
  readonly names: () => HostNames;
  readonly answer: (command: string, input: unknown) => Promise<Result<unknown>>;
  readonly pingIntervalMs: number;
  readonly limits?: FeedLimits;
}

/** The WebSocket side of the host: who is let in, and the events for all of them. */
export interface BridgeSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createBridgeSockets(options: BridgeSocketsOptions): BridgeSockets {
  const clients = new Set<ClientConnection>();
  const refusals = createUpgradeRefusals();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    // Never the other one: the token is not repeated in an answer.
    handleProtocols: () => WIRE_PROTOCOL,
  });
  // Told before any page could hear: a damaged file found at start. For the first page that comes.
  const unheard = createHeldNotices<Broadcast>();
  const endSubscription = onEveryEvent(options.bridge, (event) => {
    let text: string | undefined;
    const broadcast: Broadcast = { event, text: () => (text ??= JSON.stringify(event)) };
    if (clients.size === 0 && event.event === 'notice') unheard.hold(broadcast);
    for (const client of clients) client.push(broadcast);
  });

  return {
    upgrade(request, socket, head) {
      // A client that goes away in the middle of the handshake is no fault of the host.
      socket.on('error', () => undefined);
      const refusal = check(request, options);
      if (refusal) {
        refusals.refuse(socket, refusal);
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const client = serveClient(webSocket, {
          answer: options.answer,
          pingIntervalMs: options.pingIntervalMs,
          ...(options.limits && { limits: options.limits }),
          onEnd: () => clients.delete(client),
        });
        clients.add(client);
        for (const notice of unheard.take()) client.push(notice);
      });
    },
    close() {
      endSubscription();
      for (const client of clients) client.close();
      refusals.close();
      server.close();
    },
  };
}

function check(request: IncomingMessage, options: BridgeSocketsOptions): Refusal | undefined {
  const wrongName = checkNames(request.headers, options.names(), true);
  if (wrongName) return wrongName;
  if (request.url !== ROUTES.bridge) {
    return { status: 404, code: 'NOT_FOUND', message: `The WebSocket is at ${ROUTES.bridge}.` };
  }
  return checkSubprotocols(request.headers, options.sessions);
}
