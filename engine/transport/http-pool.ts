import { Agent } from 'node:http';
import type { ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import type { OpenConnection } from './open-connection.ts';
import { buildSecureContext } from './tls-material.ts';
import type { TlsMaterial } from './tls-material.ts';

/**
 * How long an unused connection is kept, in ms. Shorter than the 5 s after which many servers close, so that
 * they rarely close one just as the next request leaves; a server's own `Keep-Alive: timeout=` shortens it.
 */
const IDLE_CONNECTION_MS = 4000;

/** Connections kept open between exchanges, shared by all exchanges of one engine. */
export interface HttpPool {
  /** The agent for connections of one kind: exchanges with different keys never share a connection. */
  agent(key: string): Agent;
  /** The TLS context for this material, built once. Throws a TransportFailure of kind `tls`. */
  secureContext(material: TlsMaterial): SecureContext;
  /** Notes what is known of a connection, for all exchanges that it will carry. */
  remember(connection: OpenConnection): void;
  recall(socket: Socket): OpenConnection | undefined;
  /** Closes every connection, those in use too: their exchanges fail as cut. */
  close(): void;
}

/** An agent that gets its connections from the request, so that connecting is measured and explained there. */
class ConnectionAgent extends Agent {
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const { createConnection } = options;
    if (createConnection === undefined || callback === undefined) {
      return super.createConnection(options, callback);
    }
    return createConnection(options, callback);
  }
}

/** A pool without connections. Call `close` when done: idle connections alone do not keep the process alive. */
export function createHttpPool(): HttpPool {
  const agents = new Map<string, Agent>();
  const contexts = new Map<string, SecureContext>();
  const connections = new WeakMap<Socket, OpenConnection>();
  return {
    agent(key) {
      let agent = agents.get(key);
      if (agent === undefined) {
        agent = new ConnectionAgent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
        agents.set(key, agent);
      }
      return agent;
    },
    secureContext(material) {
      let context = contexts.get(material.fingerprint);
      if (context === undefined) {
        context = buildSecureContext(material);
        contexts.set(material.fingerprint, context);
      }
      return context;
    },
    remember(connection) {
      connections.set(connection.socket, connection);
    },
    recall: (socket) => connections.get(socket),
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
      contexts.clear();
    },
  };
}
